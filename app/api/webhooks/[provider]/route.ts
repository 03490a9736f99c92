import { clientIpOf } from '@/server/auth';
import { asAppError } from '@/server/domain/shared/errors';
import { runtime } from '@/server/runtime';
import { receiveWebhook } from '@/server/services/payment';

/** A webhook is a hint, not a fact. It is written down once, and the provider is asked itself. */
export async function POST(req: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { as, limits } = runtime();
  const header = (name: string) => req.headers.get(name);
  const verdict = await limits.check('webhook', clientIpOf(header));
  if (!verdict.ok)
    return new Response(null, { status: 429, headers: { 'retry-after': String(verdict.retryAfterSeconds) } });
  const { provider } = await params;
  try {
    const rawBody = await req.text();
    const taken = await receiveWebhook(as({ type: 'webhook', source: provider }), { provider, header, rawBody });
    return Response.json({ ok: true, ...(taken.ignored && { ignored: true }) });
  } catch (error) {
    const refusal = asAppError(error);
    if (!refusal) throw error;
    return Response.json({ code: refusal.code }, { status: refusal.code === 'NOT_FOUND' ? 404 : 400 });
  }
}
