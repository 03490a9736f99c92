import type { NextAuthOptions } from 'next-auth';
import google from 'next-auth/providers/google';
import kakao from 'next-auth/providers/kakao';
import naver from 'next-auth/providers/naver';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { env } from '@/env';
import { signIn } from '@/server/services/account';
import { runtime } from '../runtime';
import { providersOf } from './providers';

type SandboxProfile = { sub: string; name?: string; email?: string; locale?: string };

const sandbox = (): OAuthConfig<SandboxProfile> => ({
  id: 'sandbox',
  name: 'Sandbox',
  type: 'oauth',
  wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`,
  clientId: env.OIDC_CLIENT_ID!,
  clientSecret: env.OIDC_CLIENT_SECRET!,
  authorization: { params: { scope: 'openid profile email' } },
  checks: ['pkce', 'state', 'nonce'],
  idToken: true,
  profile: (profile) => ({
    id: profile.sub,
    name: profile.name ?? null,
    email: profile.email ?? null,
    locale: profile.locale,
  }),
});

const MAKERS = {
  sandbox,
  google: () => google({ clientId: env.GOOGLE_CLIENT_ID!, clientSecret: env.GOOGLE_CLIENT_SECRET! }),
  kakao: () => kakao({ clientId: env.KAKAO_CLIENT_ID!, clientSecret: env.KAKAO_CLIENT_SECRET! }),
  naver: () => naver({ clientId: env.NAVER_CLIENT_ID!, clientSecret: env.NAVER_CLIENT_SECRET! }),
};

/** When the person proved who they are, epoch seconds: the provider knows whether it asked them; where it does not say, now. */
function signedInAt(profile: object | undefined): number {
  const nowS = Math.floor(Date.now() / 1_000);
  const told = profile && 'auth_time' in profile ? profile.auth_time : null;
  return typeof told === 'number' ? Math.min(told, nowS) : nowS;
}

/** Thirty days; the token is renewed as it is used. */
const SESSION_SECONDS = 30 * 24 * 3600;

/**
 * Sign-in without an adapter: the session is a signed token that holds our user id and nothing else. Who may do what is
 * read from the database at each use.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: providersOf(env).map((name) => MAKERS[name]()),
  callbacks: {
    // A token is renewed as it is used, its `iat` too: when the person signed in is kept beside it.
    async jwt({ token, account, profile, user }) {
      if (!account) return { sub: token.sub, auth_time: token.auth_time };
      const { userId } = await signIn(runtime().as({ type: 'guest' }), {
        provider: account.provider,
        subject: account.providerAccountId,
        name: user.name,
        email: user.email,
        locale: (user as { locale?: string }).locale,
      });
      return { sub: userId, auth_time: signedInAt(profile) };
    },
    // Only back to our own pages.
    redirect: ({ url, baseUrl }) => {
      if (/^\/(?![/\\])/.test(url)) return `${baseUrl}${url}`;
      return URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl;
    },
  },
});
