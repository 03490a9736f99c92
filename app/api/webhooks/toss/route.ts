import { runtime } from '@/server/runtime';
import { receiveHint, tossHintSchema } from '@/server/services/payment';

const MAX_BYTES = 64 * 1024;

/** A webhook is a hint, not a fact: it is not signed. It is written down once, and the provider is asked itself. */
export async function POST(req: Request): Promise<Response> {
  const text = await req.text();
  const hint = text.length <= MAX_BYTES ? tossHintSchema.safeParse(parse(text)) : null;
  if (!hint?.success) return Response.json({ code: 'INVALID_INPUT' }, { status: 400 });
  const transmissionId = req.headers.get('tosspayments-webhook-transmission-id');
  await receiveHint(runtime().as({ type: 'webhook', source: 'toss' }), { transmissionId, hint: hint.data });
  return Response.json({ ok: true });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
