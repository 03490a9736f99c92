import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Registry } from 'prom-client';

type Caller = {
  method?: string | undefined;
  headers: IncomingMessage['headers'];
  socket: { remoteAddress?: string | undefined };
};
type Settings = { METRICS_TOKEN?: string | undefined; TABLEPICK_MODE: 'demo' | 'production' };

const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whether somebody may read metrics: with a token set, who says it; without one, anybody in a demo, else who calls from
 * this machine itself and not through a proxy on it. For everybody else there is nothing at that address.
 */
export function mayReadMetrics(caller: Caller, settings: Settings): boolean {
  if (caller.method !== 'GET') return false;
  if (settings.METRICS_TOKEN) {
    // Digests have one length: the comparison tells nothing of the token's.
    return timingSafeEqual(digest(caller.headers.authorization ?? ''), digest(`Bearer ${settings.METRICS_TOKEN}`));
  }
  if (settings.TABLEPICK_MODE === 'demo') return true;
  const proxied = PROXY_HEADERS.some((name) => caller.headers[name] !== undefined);
  return !proxied && LOOPBACK.test(caller.socket.remoteAddress ?? '');
}

/** Answers with what `read` tells, in Prometheus' text format; 503 when it cannot be read now. */
export async function answerMetrics(res: ServerResponse, read: () => Promise<string>): Promise<void> {
  const text = await read().catch(() => null);
  if (text === null) res.writeHead(503, { 'content-type': 'text/plain' }).end('Metrics cannot be read now');
  else res.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE, 'cache-control': 'no-store' }).end(text);
}
