import { randomBytes } from 'node:crypto';

const HEADER = 'x-tablepick-client-ip';
const KEY = Symbol.for('tablepick.client-address');
type Global = typeof globalThis & { [KEY]?: string };

/** Made anew by each process and never sent anywhere: only this process can have written a stamp that carries it. */
function stampKey(): string {
  const holder = globalThis as Global;
  holder[KEY] ??= randomBytes(16).toString('hex');
  return holder[KEY];
}

/** Writes the caller's address, as the web process sees it, over whatever the caller put there. */
export function stampClientIp(headers: Record<string, string | string[] | undefined>, ip: string): void {
  headers[HEADER] = `${stampKey()} ${ip}`;
}

/**
 * The caller's address. Without our own web process nobody stamps it, and then the last hop of `X-Forwarded-For` counts,
 * which the hosting platform appends; what a caller writes himself stands before it.
 */
export function clientIpOf(header: (name: string) => string | null): string {
  const [key, ip] = header(HEADER)?.split(' ') ?? [];
  if (key === stampKey() && ip) return ip;
  return header('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
