import { z } from 'zod';
import type { ProviderPayment } from '@/server/domain/payment/states';
import type { PaymentProvider } from '../provider';
import { classifyConfirm, classifyRefund, type Failure } from './classify';

const paymentSchema = z.object({
  paymentKey: z.string(),
  orderId: z.string(),
  status: z.enum([
    'READY',
    'IN_PROGRESS',
    'WAITING_FOR_DEPOSIT',
    'DONE',
    'CANCELED',
    'PARTIAL_CANCELED',
    'ABORTED',
    'EXPIRED',
  ]),
  totalAmount: z.number().int(),
  balanceAmount: z.number().int(),
  currency: z.string(),
  cancels: z
    .array(
      z.object({
        cancelAmount: z.number().int(),
        cancelReason: z.string().nullish(),
        transactionKey: z.string(),
        cancelStatus: z.enum(['IN_PROGRESS', 'DONE', 'ABORTED']).default('DONE'),
      }),
    )
    .nullish(),
});

const failureSchema = z.object({ code: z.string(), message: z.string().optional() });

export type TossOptions = { apiUrl: string; secretKey: string; timeoutMs?: number };

type Answer = { ok: true; payment: ProviderPayment } | ({ ok: false } & Failure);

const toPayment = (raw: z.infer<typeof paymentSchema>): ProviderPayment => ({
  paymentKey: raw.paymentKey,
  orderId: raw.orderId,
  status: raw.status,
  totalMinor: raw.totalAmount,
  balanceMinor: raw.balanceAmount,
  cancels: (raw.cancels ?? []).map((cancel) => ({
    transactionKey: cancel.transactionKey,
    amountMinor: cancel.cancelAmount,
    reason: cancel.cancelReason ?? '',
    status: cancel.cancelStatus,
  })),
});

/** Toss Payments core API v1. Amounts are won, which has no minor unit. */
export function createTossProvider({ apiUrl, secretKey, timeoutMs = 10_000 }: TossOptions): PaymentProvider {
  const base = `${apiUrl.replace(/\/+$/, '')}/v1/payments`;
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;

  async function call(method: 'GET' | 'POST', path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}/${path}`, {
        method,
        headers: {
          authorization,
          'content-type': 'application/json',
          ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { ok: false, status: null, code: timedOut ? 'TIMEOUT' : 'NETWORK' };
    }
    const json = parseJson(text);
    if (response.ok) {
      const parsed = paymentSchema.safeParse(json);
      return parsed.success
        ? { ok: true, payment: toPayment(parsed.data) }
        : { ok: false, status: null, code: 'UNREADABLE' };
    }
    const failure = failureSchema.safeParse(json);
    return {
      ok: false,
      status: response.status,
      code: failure.success ? failure.data.code : `HTTP_${response.status}`,
    };
  }

  return {
    async confirm({ paymentKey, orderId, amountMinor, idempotencyKey }) {
      const answer = await call('POST', 'confirm', { paymentKey, orderId, amount: amountMinor }, idempotencyKey);
      if (!answer.ok) return classifyConfirm(answer);
      const { payment } = answer;
      // The answer of another order means that the key was used twice: believe nothing, ask by order id.
      if (payment.orderId !== orderId || payment.status !== 'DONE')
        return { kind: 'unknown', code: `STATUS_${payment.status}`, answered: 'no' };
      return { kind: 'captured', paymentKey: payment.paymentKey, amountMinor: payment.totalMinor };
    },

    async lookup(orderId) {
      const answer = await call('GET', `orders/${encodeURIComponent(orderId)}`);
      if (answer.ok) return { kind: 'found', payment: answer.payment };
      // Any other 404 comes from something in between and says nothing of the order.
      if (answer.status === 404 && answer.code === 'NOT_FOUND_PAYMENT') return { kind: 'not-found' };
      const failure = classifyConfirm(answer);
      return failure.kind === 'config' ? failure : { kind: 'unknown', code: answer.code, answered: 'no' };
    },

    async refund({ paymentKey, amountMinor, reason, idempotencyKey }) {
      const path = `${encodeURIComponent(paymentKey)}/cancel`;
      const answer = await call('POST', path, { cancelReason: reason, cancelAmount: amountMinor }, idempotencyKey);
      if (!answer.ok) return classifyRefund(answer);
      const cancel = answer.payment.cancels.find((entry) => entry.reason === reason && entry.status === 'DONE');
      return cancel
        ? { kind: 'refunded', transactionKey: cancel.transactionKey }
        : { kind: 'unknown', code: 'NOT_IN_ANSWER', answered: 'no' };
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
