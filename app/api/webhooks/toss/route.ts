import { clientIpOf } from '@/server/auth';
import { runtime } from '@/server/runtime';
import { receiveHint, tossHintSchema } from '@/server/services/payment';

const MAX_BYTES = 64 * 1024;

/** A webhook is a hint, not a fact: it is not signed. It is written down once, and the provider is asked itself. */
export async function POST(req: Request): Promise<Response> {
  const { as, limits } = runtime();
  const verdict = await limits.check(
    'webhook',
    clientIpOf((name) => req.headers.get(name)),
  );
  if (!verdict.ok)
    return new Response(null, { status: 429, headers: { 'retry-after': String(verdict.retryAfterSeconds) } });
  const body = parse(await req.text());
  if (body === null) return Response.json({ code: 'INVALID_INPUT' }, { status: 400 });
  const hint = tossHintSchema.safeParse(body);
  // A kind of message we have no use for is taken all the same: refused, it would be sent again for days.
  if (!hint.success) return Response.json({ ok: true, ignored: true });
  const transmissionId = req.headers.get('tosspayments-webhook-transmission-id');
  await receiveHint(as({ type: 'webhook', source: 'toss' }), { transmissionId, hint: hint.data });
  return Response.json({ ok: true });
}

function parse(text: string): unknown {
  try {
    return text.length <= MAX_BYTES ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
