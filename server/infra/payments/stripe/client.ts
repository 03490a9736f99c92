import type Stripe from 'stripe';
import type { ConfirmOutcome, LookupOutcome, RefundOutcome } from '@/server/domain/payment/states';
import type { PaymentProvider } from '../provider';
import { type Answer, ask, createStripe, type StripeOptions } from './api';
import { classifyConfirm, classifyRefund } from './classify';
import { opening } from './open';
import { findOrder, type Intent, ORDER, REFUND, toPayment, whole } from './orders';
import { listSettlements, listTransactions } from './records';
import { webhookReader } from './webhook';

const MOST_REFUNDS = 100;

/**
 * Stripe, by its SDK. The diner pays on its hosted page, which authorises only; our confirm captures. A payment's key is
 * the id of its Checkout Session.
 */
export function createStripeProvider(options: StripeOptions): Required<PaymentProvider> {
  const stripe = createStripe(options);

  async function confirm({
    paymentKey,
    orderId,
    amountMinor,
    idempotencyKey,
  }: Parameters<PaymentProvider['confirm']>[0]): Promise<ConfirmOutcome> {
    const seen = await findOrder(stripe, paymentKey);
    if (!seen.ok) return classifyConfirm(seen);
    if (seen.value.orderId !== orderId) return { kind: 'no-session', code: 'ORDER_DIFFERS' };
    const { intentId } = seen.value;
    if (!intentId) return { kind: 'no-session', code: 'NOT_AUTHORIZED' };
    const done = await ask(() =>
      stripe.paymentIntents.capture(intentId, { amount_to_capture: amountMinor }, { idempotencyKey }),
    );
    if (!done.ok) return classifyConfirm(done);
    const intent = done.value;
    if (intent.status !== 'succeeded')
      return { kind: 'unknown', code: `STATUS_${intent.status ?? 'UNREADABLE'}`, answered: 'no' };
    return { kind: 'captured', paymentKey, amountMinor: intent.amount_received };
  }

  async function lookup({ orderId, paymentKey }: Parameters<PaymentProvider['lookup']>[0]): Promise<LookupOutcome> {
    // The key is on record before the page is opened: an order without one was never there.
    if (paymentKey === null) return { kind: 'not-found' };
    const seen = await findOrder(stripe, paymentKey);
    if (!seen.ok) return failedLookup(seen);
    // Taken at the console it has no order, and is asked for by its key alone.
    if ((seen.value.orderId ?? '') !== orderId) return { kind: 'not-found' };
    const refunds = await refundsOf(stripe, seen.value.intent);
    return refunds.ok ? { kind: 'found', payment: toPayment(seen.value, refunds.value) } : failedLookup(refunds);
  }

  async function refund({
    paymentKey,
    amountMinor,
    reason,
    idempotencyKey,
  }: Parameters<PaymentProvider['refund']>[0]): Promise<RefundOutcome> {
    const seen = await findOrder(stripe, paymentKey);
    if (!seen.ok) return classifyRefund(seen);
    const { intentId } = seen.value;
    if (!intentId) return { kind: 'refused', code: 'NEVER_PAID' };
    const metadata = { [REFUND]: reason, [ORDER]: seen.value.orderId ?? '' };
    const done = await ask(() =>
      stripe.refunds.create({ payment_intent: intentId, amount: amountMinor, metadata }, { idempotencyKey }),
    );
    if (!done.ok) return classifyRefund(done);
    const { id, status } = done.value;
    if (status === 'succeeded') return { kind: 'refunded', transactionKey: id };
    return status === 'failed' || status === 'canceled'
      ? { kind: 'refused', code: done.value.failure_reason ?? status }
      : { kind: 'in-flight' };
  }

  return {
    ...opening(stripe),
    confirm,
    lookup,
    refund,
    transactions: (stretch, after) => listTransactions(stripe, stretch, after),
    settlements: (stretch, after) => listSettlements(stripe, stretch, after),
    readWebhook: webhookReader(options.webhookSecret),
  };
}

function failedLookup(failure: Extract<Answer<never>, { ok: false }>): LookupOutcome {
  // Any other 404 comes from something in between and says nothing of the order.
  if (failure.status === 404 && failure.code === 'resource_missing') return { kind: 'not-found' };
  const outcome = classifyConfirm(failure);
  return outcome.kind === 'config' ? outcome : { kind: 'unknown', code: failure.code, answered: 'no' };
}

/** A charge carries its latest refunds; a payment with more than those is asked for all. */
async function refundsOf(stripe: Stripe, intent: Intent | null): Promise<Answer<Stripe.Refund[]>> {
  const inside = whole(intent?.latest_charge)?.refunds;
  if (!intent || !inside) return { ok: true, value: [] };
  if (!inside.has_more) return { ok: true, value: inside.data };
  return ask(() =>
    stripe.refunds.list({ payment_intent: intent.id, limit: 100 }).autoPagingToArray({ limit: MOST_REFUNDS }),
  );
}
