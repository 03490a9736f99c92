import NextAuth from 'next-auth';
import { authOptions, clientIpOf } from '@/server/auth';
import { runtime } from '@/server/runtime';

type Params = { params: Promise<{ nextauth: string[] }> };

/** Sign-in. A caller who tries too often is told when to come back. */
async function handler(req: Request, context: Params): Promise<Response> {
  if (req.method === 'POST') {
    const verdict = await runtime().limits.check(
      'sign-in',
      clientIpOf((name) => req.headers.get(name)),
    );
    if (!verdict.ok) {
      return Response.json(
        { code: 'RATE_LIMITED' },
        { status: 429, headers: { 'retry-after': String(verdict.retryAfterSeconds) } },
      );
    }
  }
  return NextAuth(authOptions())(req, context);
}

export { handler as GET, handler as POST };
