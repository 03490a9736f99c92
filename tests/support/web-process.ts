import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { encode } from 'next-auth/jwt';
import superjson from 'superjson';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { HoldAnswer } from '@/server/services/reservation';
import { dateIn } from './factories';
import { waitFor } from './wait-for';
import { freePort } from './worker-process';

const SCRIPT = fileURLToPath(new URL('./web-without-pages.ts', import.meta.url));
const SECRET = 'only-for-tests-only-for-tests-only-for-tests';

export type WebProcess = {
  child: ChildProcess;
  port: number;
  /** Resolves with the exit code or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** The process that answers a new connection. Rejects when none is taken. */
  whoAnswers(): Promise<number>;
  /** A hold for two at 19:00 in five days, over HTTP. */
  hold(userId: UserId, restaurantId: RestaurantId, commandKey: string): Promise<HoldReply>;
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
};

/** What a caller learned: an answer, a refusal's code, or that the connection failed. */
export type HoldReply = { answer: HoldAnswer } | { refused: string } | { lost: string };

/** Starts web processes on that port; they may not get far. */
export function spawnWeb(databaseUrl: string, processes: number, port: number, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'test',
      TABLEPICK_MODE: 'demo',
      WEB_PROCESSES: String(processes),
      APP_URL: `http://127.0.0.1:${port}`,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: '4',
      REDIS_URL: process.env.REDIS_URL,
      NEXTAUTH_SECRET: SECRET,
      TOSS_CLIENT_KEY: 'test_ck_1',
      TOSS_SECRET_KEY: 'test_sk_1',
      SMTP_URL: 'smtp://127.0.0.1:25',
      INNGEST_EVENT_KEY: 'test-event-key',
      INNGEST_SIGNING_KEY: `signkey-test-${'ab'.repeat(32)}`,
      LOG_LEVEL: 'silent',
      ...settings,
    },
  });
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  return { child, ended };
}

/** Starts web processes on that database and returns once the port answers. */
export async function startWeb(
  databaseUrl: string,
  processes: number,
  settings: Record<string, string> = {},
): Promise<WebProcess> {
  const port = await freePort();
  const get = (path: string, headers: Record<string, string> = {}) => send(port, 'GET', path, headers);
  const web: WebProcess = {
    ...spawnWeb(databaseUrl, processes, port, settings),
    port,
    get,
    whoAnswers: async () => Number((await get('/')).text),
    hold: (userId, restaurantId, commandKey) => hold(port, userId, restaurantId, commandKey),
  };
  await waitFor(
    'the web process to answer',
    async () => {
      if (web.child.exitCode !== null) throw new Error('the web process ended before it answered');
      return web.whoAnswers().catch(() => false as const);
    },
    60_000,
  );
  return web;
}

/** One request on a connection of its own. */
function send(port: number, method: string, path: string, headers: Record<string, string>, body?: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      res.on('error', reject);
      res.on('aborted', () => reject(new Error('cut')));
    });
    req.on('error', reject);
    req.end(body);
  });
}

async function hold(port: number, userId: UserId, restaurantId: RestaurantId, commandKey: string): Promise<HoldReply> {
  const token = await encode({ token: { sub: userId }, secret: SECRET });
  const wish = { restaurantId, serviceDate: dateIn(5), minute: 1140, party: 2, commandKey };
  const headers = { 'content-type': 'application/json', cookie: `next-auth.session-token=${token}` };
  try {
    const { text } = await send(port, 'POST', '/api/trpc/bookings.hold', headers, superjson.stringify(wish));
    const reply = JSON.parse(text);
    return reply.error ? { refused: reply.error.json.message } : { answer: superjson.deserialize(reply.result.data) };
  } catch (error) {
    return { lost: String(error) };
  }
}
