import type Stripe from 'stripe';
import type { ProviderPayment } from '@/server/domain/payment/states';

export type Session = Stripe.Checkout.Session;
export type Intent = Stripe.PaymentIntent;

/** Where our order id stands on each of the provider's objects, and on a refund our refund id too. */
export const ORDER = 'order_id';
export const REFUND = 'refund_id';

/** A session as it is asked for with all that was done about it. */
export const WHOLE = ['payment_intent.latest_charge.refunds'];

/** An expanded object; null while it is not there or was not expanded. */
export const whole = <T extends object>(value: string | T | null | undefined): T | null =>
  typeof value === 'object' ? (value ?? null) : null;

export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** The session of that order. One of another order says nothing about it. */
export const isOf = (session: Session, orderId: string): boolean =>
  session.object === 'checkout.session' && session.client_reference_id === orderId;

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
export function toPayment(session: Session, refunds: readonly Stripe.Refund[]): ProviderPayment {
  const intent = whole<Intent>(session.payment_intent);
  const cancels = refunds.map(toCancel);
  const back = cancels.reduce((sum, one) => sum + (one.status === 'DONE' ? one.amountMinor : 0), 0);
  const captured = intent?.status === 'succeeded';
  const totalMinor = captured ? intent.amount_received : (session.amount_total ?? 0);
  return {
    paymentKey: session.id,
    orderId: session.client_reference_id ?? '',
    status: captured ? capturedStatus(totalMinor, back) : openStatus(session, intent),
    totalMinor,
    balanceMinor: totalMinor - back,
    cancels,
  };
}

const capturedStatus = (total: number, back: number) =>
  back === 0 ? 'DONE' : back < total ? 'PARTIAL_CANCELED' : 'CANCELED';

function openStatus(session: Session, intent: Intent | null): ProviderPayment['status'] {
  if (intent?.status === 'canceled') return 'ABORTED';
  if (intent?.status === 'requires_capture' || intent?.status === 'processing') return 'IN_PROGRESS';
  return session.status === 'expired' ? 'EXPIRED' : 'READY';
}
