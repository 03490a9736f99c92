import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CrashPoint } from '@/server/infra/crash-point';
import { DEFAULT_KEYS, type Provider } from './provider';

const SCRIPT = fileURLToPath(new URL('./crash-worker.ts', import.meta.url));

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export type WorkerProcess = {
  child: ChildProcess;
  /** Resolves with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
  stop(): Promise<void>;
};

/** Starts the real worker as a process of its own, to die at `point` if one is given. */
export async function startWorker(
  databaseUrl: string,
  provider: Provider,
  port: number,
  point?: CrashPoint,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...(point ? [point] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'test',
      TABLEPICK_MODE: 'demo',
      APP_URL: 'http://localhost:3000',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: '8',
      REDIS_URL: process.env.REDIS_URL,
      NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
      TOSS_API_URL: provider.sandbox.tossUrl,
      TOSS_CLIENT_KEY: DEFAULT_KEYS.tossClientKey,
      TOSS_SECRET_KEY: DEFAULT_KEYS.tossSecretKey,
      STRIPE_API_URL: provider.sandbox.stripeUrl,
      STRIPE_SECRET_KEY: DEFAULT_KEYS.stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: DEFAULT_KEYS.stripeWebhookSecret,
      SMTP_URL: `smtp://127.0.0.1:${provider.sandbox.smtpPort}`,
      INNGEST_EXECUTOR: 'embedded',
      INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
      INNGEST_EVENT_KEY: 'test-event-key',
      INNGEST_SIGNING_KEY: `signkey-test-${'ab'.repeat(32)}`,
      WORKER_PORT: String(port),
      LOG_LEVEL: 'info',
    },
  });
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('worker is ready')) resolve();
    });
    void ended.then(() => resolve());
  });
  return {
    child,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
