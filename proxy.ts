import { type NextRequest, NextResponse } from 'next/server';
import { env } from './env';
import { contentSecurityPolicy, fixedHeaders, type SecuritySettings } from './security-headers';

/** Puts the security headers on every page; Next reads the nonce out of the policy and stamps its own scripts with it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const settings: SecuritySettings = {
    https: env.APP_URL.startsWith('https:'),
    development: env.NODE_ENV === 'development',
    paymentScriptUrl: env.TOSS_SCRIPT_URL,
    signInIssuers: signInIssuers(),
  };
  const policy = contentSecurityPolicy(nonce, settings);

  const passedOn = new Headers(request.headers);
  passedOn.set('x-nonce', nonce);
  passedOn.set('content-security-policy', policy);

  const response = NextResponse.next({ request: { headers: passedOn } });
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of fixedHeaders(settings)) response.headers.set(name, value);
  return response;
}

/** Posting the sign-in form ends in a redirect to one of these, which `form-action` has to allow. */
function signInIssuers(): string[] {
  return [
    env.OIDC_ISSUER,
    env.GOOGLE_CLIENT_ID && 'https://accounts.google.com',
    env.KAKAO_CLIENT_ID && 'https://kauth.kakao.com',
    env.NAVER_CLIENT_ID && 'https://nid.naver.com',
  ].filter((issuer): issuer is string => Boolean(issuer));
}

export const config = {
  // Not API routes (they answer machines) and not static files (they run nothing).
  matcher: ['/((?!api/|_next/static|_next/image|favicon.ico|icon.svg|robots.txt).*)'],
};
