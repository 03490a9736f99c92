import { decode } from 'next-auth/jwt';
import { env } from '@/env';
import { isId, type UserId } from '@/server/domain/shared/ids';
import type { RequestContext } from '@/server/trpc/context';
import { runtime } from '../runtime';
import { clientIpOf } from './client-address';

/** next-auth's own names: with the prefix a browser takes the cookie over https only. */
export const sessionCookieName = (appUrl: string): string =>
  appUrl.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';

/** The person a session token was issued to; null when it is forged, expired or none. */
export async function userOfToken(token: string | undefined): Promise<UserId | null> {
  if (!token) return null;
  try {
    const session = await decode({ token, secret: env.NEXTAUTH_SECRET });
    const id = session?.sub ?? '';
    return isId('user', id) ? id : null;
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
  const userId = await userOfToken(cookieOf(header('cookie'), sessionCookieName(env.APP_URL)));
  return {
    runtime: runtime(),
    userId,
    request: {
      ip: clientIpOf(header),
      contentType: header('content-type'),
      origin: header('origin'),
      site: header('sec-fetch-site'),
      ownOrigin: new URL(env.APP_URL).origin,
    },
  };
}
