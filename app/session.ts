import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { env } from '@/env';
import { sessionCookieName, userOfToken } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { getViewer } from '@/server/services/account';
import type { ServiceContext } from '@/server/services/context';

/** The services as the reader of this page uses them; read once a request. */
export const pageContext = cache(async (): Promise<ServiceContext> => {
  const jar = await cookies();
  const userId = await userOfToken(jar.get(sessionCookieName(env.APP_URL))?.value);
  return runtime().as(userId ? { type: 'diner', userId } : { type: 'guest' });
});

/** Who reads this page; null for a guest. Read once a request. */
export const pageViewer = cache(async () => getViewer(await pageContext()));

/** The way to sign in and back to `path`, which must be one of ours. */
export const signInHref = (path: string): string => `/sign-in?callbackUrl=${encodeURIComponent(path)}`;

/** The reader, or a redirect to the sign-in page that leads back to `path`. */
export async function requireViewer(path: string) {
  const viewer = await pageViewer();
  if (!viewer) redirect(signInHref(path));
  return viewer;
}
