import type { Env } from '@/env';

export type SignInProvider = 'sandbox' | 'google' | 'kakao' | 'naver';

/** The sign-in providers whose credentials are set. */
export function providersOf(env: Env): SignInProvider[] {
  const found: SignInProvider[] = [];
  if (env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET) found.push('google');
  if (env.KAKAO_CLIENT_ID && env.KAKAO_CLIENT_SECRET) found.push('kakao');
  if (env.NAVER_CLIENT_ID && env.NAVER_CLIENT_SECRET) found.push('naver');
  if (env.TABLEPICK_MODE === 'demo' && env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET)
    found.push('sandbox');
  return found;
}
