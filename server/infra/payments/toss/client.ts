import { z } from 'zod';
import type { ProviderPayment } from '@/server/domain/payment/states';
import type { PaymentProvider } from '../provider';
import { classifyConfirm, classifyRefund, type Failure } from './classify';
import {
  MOST_ROWS,
  seoulDate,
  seoulTime,
  settlementSchema,
  toSettlement,
  toTransaction,
  transactionSchema,
} from './records';
import { readTossWebhook } from './webhook';

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

const UNREADABLE = { status: null, code: 'UNREADABLE' } as const;
const failureSchema = z.object({ code: z.string(), message: z.string().optional() });

export type TossOptions = { apiUrl: string; secretKey: string; timeoutMs?: number };

type Raw = { ok: true; json: unknown } | ({ ok: false } & Failure);
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
  const base = `${apiUrl.replace(/\/+$/, '')}/v1`;
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;

  async function ask(method: 'GET' | 'POST', path: string, body?: unknown, idempotencyKey?: string): Promise<Raw> {
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
    if (response.ok) return { ok: true, json };
    const failure = failureSchema.safeParse(json);
    return {
      ok: false,
      status: response.status,
      code: failure.success ? failure.data.code : `HTTP_${response.status}`,
    };
  }

  async function call(...request: Parameters<typeof ask>): Promise<Answer> {
    const answer = await ask(...request);
    if (!answer.ok) return answer;
    const parsed = paymentSchema.safeParse(answer.json);
    return parsed.success ? { ok: true, payment: toPayment(parsed.data) } : { ok: false, ...UNREADABLE };
  }

  async function page<R, T>(
    path: string,
    schema: z.ZodType<R>,
    next: (rows: R[]) => string | null,
    read: (row: R) => T,
  ) {
    const answer = await ask('GET', path);
    const parsed = answer.ok ? z.array(schema).safeParse(answer.json) : null;
    if (!parsed?.success) return { kind: 'unavailable' as const, code: answer.ok ? UNREADABLE.code : answer.code };
    return { kind: 'page' as const, rows: parsed.data.map(read), next: next(parsed.data) };
  }

  return {
    async confirm({ paymentKey, orderId, amountMinor, idempotencyKey }) {
      const answer = await call(
        'POST',
        'payments/confirm',
        { paymentKey, orderId, amount: amountMinor },
        idempotencyKey,
      );
      if (!answer.ok) return classifyConfirm(answer);
      const { payment } = answer;
      // The answer of another order means that the key was used twice: believe nothing, ask by order id.
      if (payment.orderId !== orderId || payment.status !== 'DONE')
        return { kind: 'unknown', code: `STATUS_${payment.status}`, answered: 'no' };
      return { kind: 'captured', paymentKey: payment.paymentKey, amountMinor: payment.totalMinor };
    },

    async lookup({ orderId }) {
      const answer = await call('GET', `payments/orders/${encodeURIComponent(orderId)}`);
      if (answer.ok) return { kind: 'found', payment: answer.payment };
      // Any other 404 comes from something in between and says nothing of the order.
      if (answer.status === 404 && answer.code === 'NOT_FOUND_PAYMENT') return { kind: 'not-found' };
      const failure = classifyConfirm(answer);
      return failure.kind === 'config' ? failure : { kind: 'unknown', code: answer.code, answered: 'no' };
    },

    async refund({ paymentKey, amountMinor, reason, idempotencyKey, balanceMinor }) {
      const path = `payments/${encodeURIComponent(paymentKey)}/cancel`;
      const body = {
        cancelReason: reason,
        cancelAmount: amountMinor,
        ...(typeof balanceMinor === 'number' && { refundableAmount: balanceMinor }),
      };
      const answer = await call('POST', path, body, idempotencyKey);
      if (!answer.ok) return classifyRefund(answer);
      const cancel = answer.payment.cancels.find((entry) => entry.reason === reason && entry.status === 'DONE');
      return cancel
        ? { kind: 'refunded', transactionKey: cancel.transactionKey }
        : { kind: 'unknown', code: 'NOT_IN_ANSWER', answered: 'no' };
    },

    transactions(stretch, after) {
      const range = `startDate=${seoulTime(stretch.fromMs)}&endDate=${seoulTime(stretch.untilMs - 1)}`;
      const from = after ? `&startingAfter=${encodeURIComponent(after)}` : '';
      return page(
        `transactions?${range}&limit=${MOST_ROWS}${from}`,
        transactionSchema,
        (rows) => (rows.length === MOST_ROWS ? rows.at(-1)!.transactionKey : null),
        toTransaction,
      );
    },

    settlements(stretch, after) {
      const number = after ? Number(after) : 1;
      const range = `startDate=${seoulDate(stretch.fromMs)}&endDate=${seoulDate(stretch.untilMs - 1)}`;
      return page(
        `settlements?${range}&dateType=paidOutDate&page=${number}&size=${MOST_ROWS}`,
        settlementSchema,
        (rows) => (rows.length === MOST_ROWS ? String(number + 1) : null),
        toSettlement,
      );
    },

    readWebhook: readTossWebhook,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
