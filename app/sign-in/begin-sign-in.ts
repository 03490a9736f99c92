export type SignInFault = { kind: 'tooOften'; seconds: number } | { kind: 'failed' | 'offline' };

/**
 * Posts the sign-in form to next-auth with its token against forged requests. Answers with the provider's address to go
 * to, or with what went wrong.
 */
export async function beginSignIn(
  provider: string,
  callbackUrl: string,
): Promise<{ goTo: string } | { fault: SignInFault }> {
  try {
    const token = (await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json()) as { csrfToken: string };
    const answer = await fetch(`/api/auth/signin/${provider}`, {
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
