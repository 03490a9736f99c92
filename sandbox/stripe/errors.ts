import type { Outcome } from '../payments/types';

type Extra = { code?: string; param?: string; decline_code?: string; payment_intent?: unknown };

/** An error answer that changes nothing. Messages are our own wording. */
export function refuse(status: number, message: string, extra: Extra = {}): Outcome {
  const { code } = extra;
  const doc = code ? { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` } : {};
  return {
    status,
    body: { error: { type: typeOf(status, code), message, ...doc, ...extra } },
    applied: false,
    changes: [],
  };
}

function typeOf(status: number, code: string | undefined): string {
  if (code === 'idempotency_error') return code;
  if (status === 402) return 'card_error';
  return status >= 500 ? 'api_error' : 'invalid_request_error';
}

export const missing = (id: string, param = 'id') =>
  refuse(404, `No such object: '${id}'`, { code: 'resource_missing', param });

/** One key with another body: the first answer is not given to a question that was not asked. Such an error has no code. */
export const mismatch = (): Outcome => ({
  status: 400,
  body: {
    error: {
      type: 'idempotency_error',
      message: 'An idempotency key was used again with other parameters than the first time.',
    },
  },
  applied: false,
  changes: [],
});
