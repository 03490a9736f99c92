import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import next from 'next';
import { env } from '@/env';
import { requestContext, stampClientIp } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { MAX_BATCH } from '@/server/trpc/limits';
import { appRouter } from '@/server/trpc/router';
import { clientIp } from './client-ip';

const TRPC = '/api/trpc/';
const MAX_BODY_BYTES = 64 * 1024;
/** Requests under way may finish for so long; then whatever is left is cut. */
const DRAIN_MS = 1_500;
const STOP_WITHIN_MS = 2_500;

/** The web process: tRPC is answered here, straight from Node; everything else is Next's. */
async function main(): Promise<void> {
  const { log } = runtime();
  const app = next({ dev: env.NODE_ENV === 'development', hostname: 'localhost', port: env.PORT });
  await app.prepare();
  const handle = app.getRequestHandler();

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = pathOf(req.url ?? '/');
    if (path === null) res.writeHead(400, { 'content-type': 'text/plain' }).end('Bad address');
    else if (path.startsWith(TRPC)) await answerTrpc(req, res, path.slice(TRPC.length));
    else await handle(req, res);
  };

  const server = createServer((req, res) => {
    stampClientIp(req.headers, clientIp(req, env.TRUSTED_PROXIES));
    answer(req, res).catch((error: unknown) => {
      log.error({ err: error }, 'request failed');
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  });
  // A demo is for this machine only.
  server.listen(env.PORT, env.TABLEPICK_MODE === 'demo' ? '127.0.0.1' : undefined, () =>
    log.info({ url: env.APP_URL }, 'web is ready'),
  );

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const drained = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // Streams never end by themselves; the rest gets its answer.
    runtime().endStreams();
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    server.closeAllConnections();
    await runtime().close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

async function answerTrpc(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
  await nodeHTTPRequestHandler({
    router: appRouter,
    path,
    req,
    res,
    maxBodySize: MAX_BODY_BYTES,
    maxBatchSize: MAX_BATCH,
    createContext: () => requestContext((name) => headerOf(req, name)),
  });
}

/** The path of an address, decoded; null when it cannot be. */
function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return null;
  }
}

const headerOf = (req: IncomingMessage, name: string): string | null => {
  const value = req.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

await main();
