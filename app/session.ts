import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { env } from '@/env';
import { sessionCookieName, sessionOfToken } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { getViewer } from '@/server/services/account';
import type { ServiceContext } from '@/server/services/context';

const pageSession = cache(async () => sessionOfToken((await cookies()).get(sessionCookieName(env.APP_URL))?.value));

/** The services as the reader of this page uses them; read once a request. */
export const pageContext = cache(async (): Promise<ServiceContext> => {
  const session = await pageSession();
  return runtime().as(session ? { type: 'diner', userId: session.userId } : { type: 'guest' });
});

/** When the reader last proved who they are; null where that is not known. */
export const pageSignedInAtMs = async (): Promise<number | null> => (await pageSession())?.signedInAtMs ?? null;

/** Who reads this page; null for a guest. Read once a request. */
export const pageViewer = cache(async () => getViewer(await pageContext()));

/** The way to sign in and back to `path`, which must be one of ours. */
export const signInHref = (path: string): string => `/sign-in?callbackUrl=${encodeURIComponent(path)}`;

/** The way to prove once more who one is, and back to `path`, which must be one of ours. */
export const signInAgainHref = (path: string): string => `${signInHref(path)}&again=1`;

/** The reader, or a redirect to the sign-in page that leads back to `path`. */
export async function requireViewer(path: string) {
  const viewer = await pageViewer();
  if (!viewer) redirect(signInHref(path));
  return viewer;
}
