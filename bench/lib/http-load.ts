import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { encode } from 'next-auth/jwt';
import { sessionCookieName } from '@/server/auth';
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
  /** Processor time this process took to make the load, of one core. */
  generatorCpuPercent: number;
};

/**
 * Closed loop: each of `users` connections sends its next call when the last one was answered, for `warmUpSeconds` unmeasured
 * and `seconds` measured ones. This process is the load generator; the server is another one.
 */
export async function closedLoop(
  url: string,
  { users, warmUpSeconds, seconds }: { users: number; warmUpSeconds: number; seconds: number },
  next: () => Call,
): Promise<Load> {
  if (warmUpSeconds > 0) await run(url, users, warmUpSeconds, next);
  const cpuBefore = cpuSecondsOf(process.pid);
  const result = await run(url, users, seconds, next);
  const cpu = cpuSecondsOf(process.pid) - cpuBefore;
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    ok: result['2xx'],
    errors: result.non2xx + result.errors,
    generatorCpuPercent: (100 * cpu) / result.duration,
  };
}

const run = (url: string, connections: number, duration: number, next: () => Call) =>
  autocannon({
    url,
    connections,
    duration,
    timeout: 30,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const { path, body, cookie } = next();
          const headers = { 'content-type': 'application/json', cookie };
          return { ...request, path, headers, body: JSON.stringify({ json: body }) };
        },
      },
    ],
  });

/** The cookies of people who signed in, in the order of their ids. */
export async function sessionCookies(userIds: readonly string[]): Promise<string[]> {
  const name = sessionCookieName(process.env.APP_URL!);
  const secret = process.env.NEXTAUTH_SECRET!;
  return Promise.all(userIds.map(async (sub) => `${name}=${await encode({ token: { sub }, secret })}`));
}

/** A key that no other command has. */
export const commandKey = (): string => randomBytes(12).toString('base64url');
