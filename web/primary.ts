import cluster from 'node:cluster';
import { env } from '@/env';
import { createLog } from '@/server/infra/log';
import { answerMetricsRequests } from './machine-metrics';
import { onStopSignals } from './stop-signals';

/** Workers promise to end within 2.5 s of SIGTERM. */
const STOP_WITHIN_MS = 2_700;
/** A worker that ends before it listens, or this soon after, probably cannot live at all. */
const SHORT_LIFE_MS = 10_000;
const MOST_SHORT_LIVES_A_MINUTE = 5;
const FIRST_BACKOFF_MS = 50;

/**
 * Keeps `count` workers alive that share the port. One that ends is replaced, the later the more of them ended young;
 * when too many do, all end with status 1 and a line that says so. SIGTERM and SIGINT drain all of them.
 */
export function keepWorkers(count: number): void {
  const log = createLog(env.LOG_LEVEL);
  const listensSinceMs = new Map<number, number>();
  let shortLives: number[] = [];
  let exitCode: number | null = null;

  const start = () => {
    if (exitCode === null) cluster.fork();
  };
  const signalAll = (signal: NodeJS.Signals) => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
  };
  const stop = (code: number) => {
    if (exitCode !== null) return;
    exitCode = code;
    signalAll('SIGTERM');
    setTimeout(hurry, STOP_WITHIN_MS).unref();
    endWhenAlone();
  };
  const hurry = () => {
    exitCode = 1;
    signalAll('SIGKILL');
  };
  const endWhenAlone = () => {
    if (exitCode !== null && Object.keys(cluster.workers ?? {}).length === 0) process.exit(exitCode);
  };

  cluster.on('listening', (worker) => listensSinceMs.set(worker.id, Date.now()));
  cluster.on('exit', (worker, code, signal) => {
    const now = Date.now();
    const servedMs = now - (listensSinceMs.get(worker.id) ?? now);
    listensSinceMs.delete(worker.id);
    if (exitCode !== null) return endWhenAlone();
    shortLives = shortLives.filter((at) => now - at < 60_000);
    if (servedMs < SHORT_LIFE_MS) shortLives.push(now);
    const ended = { pid: worker.process.pid, reason: signal ?? `exit code ${code}`, servedMs };
    if (shortLives.length >= MOST_SHORT_LIVES_A_MINUTE) {
      log.fatal({ ...ended, within: '1 minute' }, `web workers ended ${shortLives.length} times at once: giving up`);
      return stop(1);
    }
    log.error(ended, 'a web worker ended; starting another');
    setTimeout(start, FIRST_BACKOFF_MS * 2 ** shortLives.length);
  });
  onStopSignals(() => stop(0), hurry);
  answerMetricsRequests();
  for (let started = 0; started < count; started++) start();
  log.info({ processes: count }, 'web runs in several processes');
}
