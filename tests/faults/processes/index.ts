import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '@/server/infra/crash-point';
import { waitFor } from '../../support/wait-for';
import { freePort } from '../../support/worker-process';
import type { Order } from './orders';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** One of the product's processes under the harness's hand. Its port stays the same over its deaths. */
export type Process = {
  name: string;
  port: number;
  isAlive(): boolean;
  start(clockMs?: number): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Ends in order. */
  stop(): Promise<void>;
  pause(): void;
  resume(): void;
  /** It dies when it comes to `point` for the `passes`-th time; null takes that back. */
  crashAt(point: CrashPoint | null, passes?: number): void;
  /** Whether it died at the place chosen for it, that is, not by our hand. */
  diedByItself(): boolean;
  /** It does now what the functions of the clock do every minute. */
  minute(): Promise<void>;
};

type Settings = {
  name: string;
  script: 'web.ts' | 'worker.ts';
  env: (port: number) => NodeJS.ProcessEnv;
  logs: string;
};

/** A process that is not started yet. */
export async function makeProcess({ name, script, env, logs }: Settings): Promise<Process> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  let ourDoing = false;
  let next = 1;
  const waiting = new Map<number, () => void>();
  const answerAll = () => {
    for (const done of waiting.values()) done();
    waiting.clear();
  };
  const isAlive = () => child !== null && child.exitCode === null && child.signalCode === null;
  const tell = (order: Order) => child?.connected && child.send(order, () => {});
  const health = script === 'web.ts' ? '/' : '/health';
  return {
    name,
    port,
    isAlive,
    async start(clockMs = 0) {
      const log = openSync(path.join(logs, `${name}.log`), 'a');
      const preload = clockMs === 0 ? [] : ['--import', fileOf('shifted-clock.mjs')];
      child = spawn(process.execPath, ['--import', 'tsx', ...preload, fileOf(script)], {
        cwd: ROOT,
        env: { ...env(port), FAULTS_CLOCK_MS: String(clockMs) },
        stdio: ['ignore', log, log, 'ipc'],
      });
      closeSync(log);
      ourDoing = false;
      const mine = child;
      ended = once(mine, 'exit').then(() => {
        if (mine === child) answerAll();
      });
      mine.on('message', (answer: { done: number }) => {
        waiting.get(answer.done)?.();
        waiting.delete(answer.done);
      });
      await waitFor(
        `${name} to answer`,
        () => {
          if (!isAlive()) throw new Error(`${name} ended before it answered; see ${logs}/${name}.log`);
          return fetch(`http://127.0.0.1:${port}${health}`, { signal: AbortSignal.timeout(1_000) }).then(
            (answer) => answer.ok,
            () => false,
          );
        },
        60_000,
      );
    },
    async kill() {
      if (isAlive()) ourDoing = true;
      child?.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (isAlive()) ourDoing = true;
      child?.kill('SIGTERM');
      await ended;
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    crashAt: (point, passes = 1) => void tell({ no: next++, do: 'crash-at', point, passes }),
    diedByItself: () => !isAlive() && !ourDoing,
    minute: () =>
      new Promise((resolve) => {
        if (!isAlive()) return resolve();
        const no = next++;
        waiting.set(no, resolve);
        tell({ no, do: 'minute' });
      }),
  };
}
