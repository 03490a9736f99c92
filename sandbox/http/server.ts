import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from './answers';
import type { Router } from './router';

export interface ListeningServer {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves `router` on 127.0.0.1; requests wait until `ready`, so that nobody meets a 404 for a route that is about to
 * be there. Rejects when the port is taken.
 */
export async function listen(
  router: Router,
  ready: Promise<void>,
  port: number,
  onError: (line: string) => void,
): Promise<ListeningServer> {
  const server = createServer((req, res) => {
    ready
      .then(() => router.handle(req, res))
      .then(
        (handled) => {
          if (!handled) sendJson(res, 404, { code: 'NOT_FOUND', message: 'There is nothing at this address.' });
        },
        (error: unknown) => {
          onError(`${req.method} ${req.url?.split('?')[0]}: ${error instanceof Error ? error.stack : String(error)}`);
          if (res.headersSent || res.destroyed) res.destroy();
          else sendJson(res, 500, { code: 'SANDBOX_FAILED', message: 'The sandbox itself failed; see its output.' });
        },
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

/** Lets running answers finish for a moment, then cuts: closing takes well under a second. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 300);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
