/**
 * Where signing in leads back to: a path of ours, whatever the address asked for. An absolute address of our own (which
 * next-auth hands on) is reduced to its path; anything else, and the sign-in page itself, is the start page.
 */
export function returnPath(asked: string | undefined, ownOrigin: string): string {
  if (!asked || !URL.canParse(asked, ownOrigin)) return '/';
  const url = new URL(asked, ownOrigin);
  const ours = url.origin === new URL(ownOrigin).origin;
  const usable = !url.pathname.startsWith('//') && !/^\/(sign-in|api)(\/|$)/.test(url.pathname);
  return ours && usable ? url.pathname + url.search + url.hash : '/';
}
