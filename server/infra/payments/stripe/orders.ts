import type Stripe from 'stripe';
import type { ProviderPayment } from '@/server/domain/payment/states';
import { type Answer, ask } from './api';

export type Session = Stripe.Checkout.Session;
export type Intent = Stripe.PaymentIntent;

/** Where our order id stands on each of the provider's objects, and on a refund our refund id too. */
export const ORDER = 'order_id';
export const REFUND = 'refund_id';

/** An expanded object; null while it is not there or was not expanded. */
export const whole = <T extends object>(value: string | T | null | undefined): T | null =>
  typeof value === 'object' ? (value ?? null) : null;

export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** An order with all that was done about it. */
export type Order = {
  key: string;
  orderId: string | null;
  page: Session['status'];
  amountMinor: number;
  intentId: string | null;
  /** With its charge and that one's refunds. */
  intent: Intent | null;
};

const ofSession = (session: Session): Order => ({
  key: session.id,
  orderId: session.client_reference_id,
  page: session.status,
  amountMinor: session.amount_total ?? 0,
  intentId: idOf(session.payment_intent),
  intent: whole<Intent>(session.payment_intent),
});

const ofIntent = (intent: Intent): Order => ({
  key: intent.id,
  orderId: intent.metadata?.[ORDER] ?? null,
  page: 'complete',
  amountMinor: intent.amount,
  intentId: intent.id,
  intent,
});

const UNREADABLE = { ok: false, status: null, code: 'UNREADABLE', type: 'api_error', declineCode: null } as const;

/**
 * By its key: the session's id, or the intent's, which is all that the balance's lines name and what an operator attaches
 * a payment by.
 */
export async function findOrder(stripe: Stripe, key: string): Promise<Answer<Order>> {
  if (key.startsWith('pi_')) {
    const seen = await ask(() => stripe.paymentIntents.retrieve(key, { expand: ['latest_charge.refunds'] }));
    if (!seen.ok) return seen;
    return seen.value.object === 'payment_intent' ? { ok: true, value: ofIntent(seen.value) } : UNREADABLE;
  }
  const seen = await ask(() =>
    stripe.checkout.sessions.retrieve(key, { expand: ['payment_intent.latest_charge.refunds'] }),
  );
  if (!seen.ok) return seen;
  return seen.value.object === 'checkout.session' ? { ok: true, value: ofSession(seen.value) } : UNREADABLE;
}

const CANCEL_STATUS: Record<string, ProviderPayment['cancels'][number]['status']> = {
  succeeded: 'DONE',
  failed: 'ABORTED',
  canceled: 'ABORTED',
};

/** A refund by its id of ours, or what a person gave as its reason at the provider's console. */
const toCancel = (refund: Stripe.Refund): ProviderPayment['cancels'][number] => ({
  transactionKey: refund.id,
  amountMinor: refund.amount,
  reason: refund.metadata?.[REFUND] ?? refund.reason ?? '',
  status: CANCEL_STATUS[refund.status ?? ''] ?? 'IN_PROGRESS',
});

/**
 * | session and intent | status |
 * | --- | --- |
 * | open, nothing authorised yet | READY |
 * | `requires_capture`, `processing` | IN_PROGRESS |
 * | `succeeded`, by what is refunded of it | DONE, PARTIAL_CANCELED, CANCELED |
 * | intent `canceled` | ABORTED |
 * | session expired without one | EXPIRED |
 */
export function toPayment(order: Order, refunds: readonly Stripe.Refund[]): ProviderPayment {
  const { intent } = order;
  const cancels = refunds.map(toCancel);
  const back = cancels.reduce((sum, one) => sum + (one.status === 'DONE' ? one.amountMinor : 0), 0);
  const captured = intent?.status === 'succeeded';
  const totalMinor = captured ? intent.amount_received : order.amountMinor;
  return {
    paymentKey: order.key,
    orderId: order.orderId ?? '',
    status: captured ? capturedStatus(totalMinor, back) : openStatus(order),
    totalMinor,
    balanceMinor: totalMinor - back,
    cancels,
  };
}

const capturedStatus = (total: number, back: number) =>
  back === 0 ? 'DONE' : back < total ? 'PARTIAL_CANCELED' : 'CANCELED';

function openStatus({ page, intent }: Order): ProviderPayment['status'] {
  if (intent?.status === 'canceled') return 'ABORTED';
  if (intent?.status === 'requires_capture' || intent?.status === 'processing') return 'IN_PROGRESS';
  return page === 'expired' ? 'EXPIRED' : 'READY';
}
