import type { SignInProvider } from '@/server/auth';

export type SignInFault = { kind: 'tooOften'; seconds: number } | { kind: 'failed' | 'offline' };

/** How each provider is told to ask the person again, though it may remember them. */
const ASK_AGAIN: Record<SignInProvider, Record<string, string>> = {
  sandbox: { prompt: 'login', max_age: '0' },
  google: { prompt: 'select_account', max_age: '0' },
  kakao: { prompt: 'login' },
  naver: { auth_type: 'reauthenticate' },
};

/**
 * Posts the sign-in form to next-auth with its token against forged requests. Answers with the provider's address to go
 * to, or with what went wrong. `again` has the provider ask who it is whether or not it remembers.
 */
export async function beginSignIn(
  provider: SignInProvider,
  callbackUrl: string,
  again: boolean,
): Promise<{ goTo: string } | { fault: SignInFault }> {
  try {
    const token = (await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json()) as { csrfToken: string };
    const ask = again ? `?${new URLSearchParams(ASK_AGAIN[provider])}` : '';
    const answer = await fetch(`/api/auth/signin/${provider}${ask}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken: token.csrfToken, callbackUrl, json: 'true' }),
    });
    if (answer.status === 429) {
      return { fault: { kind: 'tooOften', seconds: Number(answer.headers.get('retry-after') ?? 60) } };
    }
    const { url } = (await answer.json()) as { url?: string };
    return answer.ok && url ? { goTo: url } : { fault: { kind: 'failed' } };
  } catch {
    return { fault: { kind: 'offline' } };
  }
}
