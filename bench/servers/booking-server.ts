import cluster from 'node:cluster';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import mysql from 'mysql2/promise';
import next from 'next';
import { z } from 'zod';
import { env } from '@/env';
import { requestContext } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { claimCouponInput } from '@/server/services/coupon';
import { holdTableInput } from '@/server/services/reservation';
import { dinerProcedure, limited, router } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/router';
import { answerRoom, roomPath } from '@/web/rooms';
import { claimLocked } from '../baselines/claim-locked';
import { bookPayingAfter, bookPayingInside } from '../baselines/paid-in-request';

/**
 * The product's own API as the web process serves it (tRPC's Node adapter), with a few more procedures beside it that the
 * benchmark compares it with; with BENCH_NEXT also, on the next port, the same API through Next's route handler.
 */
// All may wait: the product's own pools turn callers away after two thousand.
const baseline = mysql.createPool({ uri: env.DATABASE_URL, connectionLimit: 32, timezone: 'Z', queueLimit: 0 });
const slotInput = holdTableInput.extend({ slotId: z.number().int() });

const lockedInput = z.object({ campaignId: z.string(), commandKey: z.string() });

const benchRouter = router({
  /** Signed in, limited and checked as a hold is, and then nothing. */
  noop: dinerProcedure
    .use(limited('hold'))
    .input(holdTableInput)
    .mutation(() => ({ ok: true })),
  /** The same for a claim. */
  claimNoop: dinerProcedure
    .use(limited('claim'))
    .input(claimCouponInput)
    .mutation(() => ({ ok: true })),
  claimLocked: dinerProcedure
    .use(limited('claim'))
    .input(lockedInput)
    .mutation(({ ctx, input }) => claimLocked(baseline, { ...input, userId: ctx.userId }, false)),
  claimLooking: dinerProcedure
    .use(limited('claim'))
    .input(lockedInput)
    .mutation(({ ctx, input }) => claimLocked(baseline, { ...input, userId: ctx.userId }, true)),
  payInside: dinerProcedure
    .use(limited('hold'))
    .input(slotInput)
    .mutation(({ ctx, input }) => bookPayingInside(baseline, { ...input, userId: ctx.userId })),
  payAfter: dinerProcedure
    .use(limited('hold'))
    .input(slotInput)
    .mutation(({ ctx, input }) => bookPayingAfter(baseline, { ...input, userId: ctx.userId })),
});
const everything = router({ ...appRouter._def.record, bench: benchRouter });

const headerOf = (req: IncomingMessage, name: string): string | null => {
  const value = req.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

/** Answers when as many as `users` have asked: then all connections stand. */
const starting: ServerResponse[] = [];
function start(res: ServerResponse, users: number): void {
  starting.push(res);
  if (starting.length === users) for (const one of starting.splice(0)) one.end();
}

const PREFIX = '/api/trpc/';
const direct: RequestListener = (req, res) => {
  const path = (req.url ?? '/').split('?', 1)[0]!;
  if (path === '/start') return start(res, Number(new URLSearchParams(req.url!.split('?')[1]).get('users')));
  if (path === '/health') return void res.end(String(process.pid));
  const room = roomPath(path);
  if (room) return void answerRoom(req, res, room);
  if (!path.startsWith(PREFIX)) return void res.writeHead(404).end();
  void nodeHTTPRequestHandler({
    router: everything,
    path: path.slice(PREFIX.length),
    req,
    res,
    createContext: () => requestContext((name) => headerOf(req, name)),
  });
};

async function throughNext(): Promise<RequestListener> {
  const app = next({ dev: false, hostname: 'localhost', port: env.PORT });
  await app.prepare();
  const pages = app.getRequestHandler();
  return (req, res) => (req.url!.startsWith('/start') ? direct(req, res) : void pages(req, res));
}

// A virtual user that waits for its turn keeps its connection.
const KEEP_MS = 120_000;

async function serve(): Promise<void> {
  runtime().startRooms();
  const listeners = process.env.BENCH_NEXT ? [direct, await throughNext()] : [direct];
  for (const [at, listener] of listeners.entries()) {
    const server = createServer(listener);
    server.keepAliveTimeout = KEEP_MS;
    server.listen(env.PORT + at, '127.0.0.1', 8192);
  }
  process.on('disconnect', () => process.exit(0));
}

// As the product's web is run: a process that accepts connections, and here one that serves them.
if (cluster.isPrimary) cluster.fork();
else await serve();
