import { createServer, type IncomingMessage } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import next from 'next';
import { env } from '@/env';
import { CLIENT_IP_HEADER, requestContext } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { appRouter } from '@/server/trpc/router';
import { clientIp } from './client-ip';

const TRPC = '/api/trpc/';
const STOP_WITHIN_MS = 2_500;

/** The web process: tRPC is answered here, straight from Node; everything else is Next's. */
async function main(): Promise<void> {
  const { log } = runtime();
  const app = next({ dev: env.NODE_ENV === 'development', hostname: 'localhost', port: env.PORT });
  await app.prepare();
  const handle = app.getRequestHandler();

  const server = createServer((req, res) => {
    req.headers[CLIENT_IP_HEADER] = clientIp(req, env.TRUSTED_PROXIES);
    const url = req.url ?? '/';
    if (url.startsWith(TRPC)) {
      const end = url.indexOf('?');
      const path = decodeURIComponent(url.slice(TRPC.length, end === -1 ? undefined : end));
      void nodeHTTPRequestHandler({
        router: appRouter,
        path,
        req,
        res,
        maxBodySize: 64 * 1024,
        createContext: () => requestContext((name) => headerOf(req, name)),
      });
    } else void handle(req, res);
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
    server.close();
    server.closeIdleConnections();
    await runtime().close();
    server.closeAllConnections();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

const headerOf = (req: IncomingMessage, name: string): string | null => {
  const value = req.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

await main();
