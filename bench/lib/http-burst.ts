import autocannon from 'autocannon';
import type { Call } from './http-load';
import { percentile } from './numbers';
import { cpuSecondsOf } from './processes';

export type Burst = {
  /** Of all calls, from the first answer's connection to the last answer. */
  perSecond: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** How many were answered how: `200`, or the refusal's code. */
  answers: Record<string, number>;
  generatorCpuPercent: number;
};

/**
 * A crowd that comes at once and goes when it has its answers: `users` connections are opened, and once all stand they send
 * `calls` calls between them, each its next one when the last was answered. The server answers `/start?users=N` to all of
 * them at once when N have asked. `calls` is a multiple of `users`.
 */
export async function burst(
  url: string,
  { users, calls }: { users: number; calls: number },
  next: () => Call,
): Promise<Burst> {
  const tookMs: number[] = [];
  const answers: Record<string, number> = {};
  const count = (answer: string) => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  };
  let [connecting, waiting, sinceMs, lastMs, cpuBefore] = [users, users, 0, 0, 0];
  await new Promise<void>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections: users,
        amount: users + calls,
        timeout: 120,
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
              if (waiting > 0) return;
              count(status === 200 ? '200' : (/"message":"(\w+)"/.exec(body)?.[1] ?? String(status)));
            },
          },
        ],
      },
      (error) => (error ? reject(error) : resolve()),
    );
    running.once('response', () => {
      [sinceMs, cpuBefore] = [performance.now(), cpuSecondsOf(process.pid)];
    });
    running.on('response', (_client, _status, _bytes, responseTime) => {
      if (waiting > 0) waiting--;
      else {
        tookMs.push(responseTime);
        // autocannon itself looks only once a second whether it is done.
        lastMs = performance.now();
      }
    });
    running.on('reqError', (error) => count(String((error as NodeJS.ErrnoException).code ?? error)));
  });
  const seconds = (lastMs - sinceMs) / 1_000;
  return {
    perSecond: tookMs.length / seconds,
    seconds,
    p50Ms: percentile(tookMs, 50),
    p99Ms: percentile(tookMs, 99),
    answers,
    generatorCpuPercent: (100 * (cpuSecondsOf(process.pid) - cpuBefore)) / seconds,
  };
}
