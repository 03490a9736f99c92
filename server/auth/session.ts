import { LRUCache } from 'lru-cache';
import { decode } from 'next-auth/jwt';
import { env } from '@/env';
import { isId, type UserId } from '@/server/domain/shared/ids';
import type { RequestContext } from '@/server/trpc/context';
import { runtime } from '../runtime';
import { clientIpOf } from './client-address';

/** next-auth's own names: with the prefix a browser takes the cookie over https only. */
export const sessionCookieName = (appUrl: string): string =>
  appUrl.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';

type Session = { userId: UserId; untilMs: number; signedInAtMs: number | null };

/** Tokens that were opened lately: the same one always says the same, until it ends. */
const opened = new LRUCache<string, Session>({ max: 20_000 });

/** Whom a session token was issued to, and when that person last proved who they are; null when it is forged, expired or none. */
export async function sessionOfToken(
  token: string | undefined,
): Promise<Pick<Session, 'userId' | 'signedInAtMs'> | null> {
  if (!token) return null;
  const session = opened.get(token) ?? (await open(token));
  return session && session.untilMs > Date.now() ? session : null;
}

async function open(token: string): Promise<Session | null> {
  try {
    const claims = await decode({ token, secret: env.NEXTAUTH_SECRET });
    const userId = claims?.sub ?? '';
    if (!isId('user', userId) || typeof claims?.exp !== 'number') return null;
    // A token from before the time was kept in it counts as old.
    const signedInAtMs = typeof claims.auth_time === 'number' ? claims.auth_time * 1_000 : null;
    const session = { userId, untilMs: claims.exp * 1_000, signedInAtMs };
    opened.set(token, session);
    return session;
  } catch {
    return null;
  }
}

const cookieOf = (header: string | null, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Reads a request's headers into what procedures work with. */
export async function requestContext(header: (name: string) => string | null): Promise<RequestContext> {
  const session = await sessionOfToken(cookieOf(header('cookie'), sessionCookieName(env.APP_URL)));
  return {
    runtime: runtime(),
    userId: session?.userId ?? null,
    signedInAtMs: session?.signedInAtMs ?? null,
    request: {
      ip: clientIpOf(header),
      contentType: header('content-type'),
      origin: header('origin'),
      site: header('sec-fetch-site'),
      ownOrigin: new URL(env.APP_URL).origin,
    },
  };
}
