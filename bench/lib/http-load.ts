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

/** Longer than this nobody takes to connect. */
const CONNECT_SECONDS = 60;

/**
 * Closed loop: `users` connections are opened, and once all stand each sends its next call when the last one was answered, for
 * `warmUpSeconds` unmeasured and `seconds` measured ones without a pause between them: a pause would leave the server a queue
 * of callers who are gone. The server answers `/start?users=N` to all of them at once when N have asked. `atBegin` is called
 * when the measured time begins. This process is the load generator; the server is another one.
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
  let [connecting, measuring, cpuBefore, sinceMs, elapsed, cpuSeconds] = [users, false, 0, 0, 0, 0];
  const options: autocannon.Options = {
    url,
    connections: users,
    duration: CONNECT_SECONDS + warmUpSeconds + seconds,
    timeout: 60,
    requests: [
      {
        setupRequest: (request) => {
          if (connecting > 0) {
            connecting--;
            return { ...request, method: 'GET', path: `/start?users=${users}` };
          }
          const { path, body, cookie } = next();
          const headers = { 'content-type': 'application/json', cookie };
          return { ...request, method: 'POST', path, headers, body: JSON.stringify({ json: body }) };
        },
        onResponse: (status, body) => {
          if (measuring && status !== 200) fail(`${status} ${/"message":"(\w+)"/.exec(body)?.[1] ?? ''}`);
        },
      },
    ],
  };
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(options, (error) => (error ? reject(error) : resolve()));
    const begin = async () => {
      await atBegin?.();
      [measuring, cpuBefore, sinceMs] = [true, cpuSecondsOf(process.pid), performance.now()];
    };
    const end = () => {
      [measuring, elapsed] = [false, (performance.now() - sinceMs) / 1_000];
      cpuSeconds = cpuSecondsOf(process.pid) - cpuBefore;
      // autocannon's own stop(), which its types leave out.
      (running as unknown as { stop(): void }).stop();
    };
    running.once('response', () => {
      setTimeout(begin, warmUpSeconds * 1_000);
      setTimeout(end, (warmUpSeconds + seconds) * 1_000);
    });
    running.on('response', (_client, status, _bytes, responseTime) => {
      if (measuring && status === 200) tookMs.push(responseTime);
    });
    running.on('reqError', (error) => measuring && fail(String((error as NodeJS.ErrnoException).code ?? error)));
  });
  return {
    perSecond: tookMs.length / elapsed,
    p50Ms: tookMs.length > 0 ? percentile(tookMs, 50) : Number.NaN,
    p99Ms: tookMs.length > 0 ? percentile(tookMs, 99) : Number.NaN,
    ok: tookMs.length,
    errors: [...failures.values()].reduce((sum, count) => sum + count, 0),
    failures: [...failures].map(([why, count]) => `${count} × ${why}`).join(', '),
    generatorCpuPercent: (100 * cpuSeconds) / elapsed,
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
