import type { IncomingMessage } from 'node:http';

/**
 * The caller's address. Behind `proxies` trusted proxies each appends the address it saw to `X-Forwarded-For`, so the
 * caller's is the entry that many places from the right; whatever stands before it anybody could have written.
 */
export function clientIp(req: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const direct = req.socket.remoteAddress ?? 'unknown';
  if (proxies === 0) return direct;
  const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = forwarded.split(',').map((hop) => hop.trim());
  return hops.at(-proxies) || direct;
}
