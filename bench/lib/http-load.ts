import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { encode } from 'next-auth/jwt';
import { sessionCookieName } from '@/server/auth';
import { percentile } from './numbers';
import { cpuSecondsOf } from './processes';

/** One request of a virtual user. */
export type Call = { path: string; body: unknown; cookie: string };

export type Load = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  ok: number;
  /** Anything but 200, time-outs and broken connections. */
  errors: number;
  /** What they were, each with its count. */
  failures: string;
  /** Processor time this process took to make the load, of one core. */
  generatorCpuPercent: number;
};

/**
 * Closed loop: each of `users` connections sends its next call when the last one was answered, for `warmUpSeconds` unmeasured
 * and `seconds` measured ones without a pause between them: a pause would leave the server a queue of callers who are gone.
 * `atBegin` is called when the measured time begins. This process is the load generator; the server is another one.
 */
export async function closedLoop(
  url: string,
  {
    users,
    warmUpSeconds,
    seconds,
    atBegin,
  }: { users: number; warmUpSeconds: number; seconds: number; atBegin?: () => Promise<void> },
  next: () => Call,
): Promise<Load> {
  const tookMs: number[] = [];
  const failures = new Map<string, number>();
  const fail = (why: string) => failures.set(why, (failures.get(why) ?? 0) + 1);
  let [measuring, cpuBefore, sinceMs] = [false, 0, 0];
  const begin = setTimeout(async () => {
    await atBegin?.();
    [measuring, cpuBefore, sinceMs] = [true, cpuSecondsOf(process.pid), performance.now()];
  }, warmUpSeconds * 1_000);
  const options: autocannon.Options = {
    url,
    connections: users,
    duration: warmUpSeconds + seconds,
    timeout: 60,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const { path, body, cookie } = next();
          const headers = { 'content-type': 'application/json', cookie };
          return { ...request, path, headers, body: JSON.stringify({ json: body }) };
        },
        onResponse: (status, body) => {
          if (measuring && status !== 200) fail(`${status} ${/"message":"(\w+)"/.exec(body)?.[1] ?? ''}`);
        },
      },
    ],
  };
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(options, (error) => (error ? reject(error) : resolve()));
    running.on('response', (_client, status, _bytes, responseTime) => {
      if (measuring && status === 200) tookMs.push(responseTime);
    });
    running.on('reqError', (error) => measuring && fail(String((error as NodeJS.ErrnoException).code ?? error)));
  });
  clearTimeout(begin);
  const elapsed = (performance.now() - sinceMs) / 1_000;
  return {
    perSecond: tookMs.length / elapsed,
    p50Ms: tookMs.length > 0 ? percentile(tookMs, 50) : Number.NaN,
    p99Ms: tookMs.length > 0 ? percentile(tookMs, 99) : Number.NaN,
    ok: tookMs.length,
    errors: [...failures.values()].reduce((sum, count) => sum + count, 0),
    failures: [...failures].map(([why, count]) => `${count} × ${why}`).join(', '),
    generatorCpuPercent: (100 * (cpuSecondsOf(process.pid) - cpuBefore)) / elapsed,
  };
}

/** The cookies of people who signed in, in the order of their ids. */
export async function sessionCookies(userIds: readonly string[]): Promise<string[]> {
  const name = sessionCookieName(process.env.APP_URL!);
  const secret = process.env.NEXTAUTH_SECRET!;
  return Promise.all(userIds.map(async (sub) => `${name}=${await encode({ token: { sub }, secret })}`));
}

/** A key that no other command has. */
export const commandKey = (): string => randomBytes(12).toString('base64url');
