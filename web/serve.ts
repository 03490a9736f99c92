import cluster from 'node:cluster';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { env } from '@/env';
import { requestContext, stampClientIp } from '@/server/auth';
import { answerMetrics, mayReadMetrics } from '@/server/infra/metrics';
import { runtime } from '@/server/runtime';
import { MAX_BATCH } from '@/server/trpc/limits';
import { appRouter } from '@/server/trpc/router';
import { clientIp } from './client-ip';
import { machineMetrics } from './machine-metrics';
import { answerRoom, endRoomStreams, roomPath } from './rooms';
import { onStopSignals } from './stop-signals';

/** Answers what is not answered here. */
export type Pages = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const TRPC = '/api/trpc/';
const ROOMS = '/api/rooms/';
const MAX_BODY_BYTES = 64 * 1024;
/** Requests under way may finish for so long; then whatever is left is cut. */
const DRAIN_MS = 1_500;
const STOP_WITHIN_MS = 2_500;
const SWEEP_MS = 25;
/** Connections of a crowd that comes at once wait here to be accepted; a refused one tries again only after seconds. */
const BACKLOG = 4096;

/** Serves HTTP: tRPC and metrics are answered here, straight from Node; everything else by `pages`. */
export async function serve(pages: Pages): Promise<void> {
  const { log, metrics, startPulse, startRooms } = runtime();
  const readMetrics = machineMetrics(metrics.registry);

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = pathOf(req.url ?? '/');
    if (path === null) res.writeHead(400, { 'content-type': 'text/plain' }).end('Bad address');
    else if (path.startsWith(TRPC)) await answerTrpc(req, res, path.slice(TRPC.length));
    else if (path === '/api/metrics' && mayReadMetrics(req, env)) await answerMetrics(res, readMetrics);
    else if (path.startsWith(ROOMS) && roomPath(path)) await answerRoom(req, res, roomPath(path)!);
    else {
      const since = performance.now();
      res.once('finish', () => metrics.answered(path, res.statusCode, performance.now() - since));
      await pages(req, res);
    }
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
  const host = env.TABLEPICK_MODE === 'demo' ? '127.0.0.1' : undefined;
  server.listen({ port: env.PORT, host, backlog: BACKLOG }, () => {
    startPulse('web');
    startRooms();
    log.info({ url: env.APP_URL, pid: process.pid }, 'web is ready');
  });

  const stop = stopOf(server);
  onStopSignals(stop, () => process.exit(1));
  // The primary is gone: nobody would replace this worker or end it, so it ends, in order, by itself.
  cluster.worker?.once('disconnect', () => {
    cluster.worker!.exitedAfterDisconnect = true;
    stop();
  });
}

/** Ends the process once: no new requests, those under way get their answer, then the holds that wait, then all is closed. */
function stopOf(server: Server): () => void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const drained = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection that has its answer would stay open for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    // Streams never end by themselves; the rest gets its answer.
    runtime().endStreams();
    endRoomStreams();
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    clearInterval(sweep);
    server.closeAllConnections();
    await runtime().close();
    process.exit(0);
  };
  return () => void stop();
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
