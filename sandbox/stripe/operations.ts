import type { PaymentStore } from '../payments/store';
import type { Outcome } from '../payments/types';
import { missing, refuse } from './errors';
import { withEvent } from './events';
import { amountOf, at, texts } from './form';
import { newId } from './ids';
import type { Charge, Intent, Line, Refund, StripeChange } from './objects';

type Body = Record<string, unknown>;

const DECLINES: Record<string, string> = { 'refuse-company': 'do_not_honor', 'refuse-funds': 'insufficient_funds' };

export const seconds = (now: number) => Math.floor(now / 1000);
/** An answer that worked. */
export const done = (body: unknown, changes: Outcome['changes'], applied = false): Outcome => ({
  status: 200,
  body,
  applied,
  changes,
});

/** Unknown parameters are refused by name, as at the provider. */
export function unknownOf(body: Body, known: readonly string[]): Outcome | undefined {
  const odd = Object.keys(body).find((name) => !known.includes(name) && name !== 'expand');
  return odd === undefined
    ? undefined
    : refuse(400, `Received unknown parameter: ${odd}`, { code: 'parameter_unknown', param: odd });
}

const stateError = (intent: Intent, verb: string) =>
  refuse(400, `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });

export const behaviourOf = (store: PaymentStore, intentId: string): string =>
  [...store.stripe.sessions.values()].find((one) => one.value.payment_intent === intentId)?.secret.behaviour ??
  'approve';

/** `POST /v1/payment_intents/{id}/capture`, whole or less, once. */
export function capture(store: PaymentStore, id: string, body: Body, now: number): Outcome {
  const odd = unknownOf(body, ['amount_to_capture', 'metadata', 'final_capture']);
  if (odd) return odd;
  const intent = store.stripe.intents.get(id);
  if (!intent) return missing(id, 'intent');
  if (intent.status !== 'requires_capture') return stateError(intent, 'captured');
  const asked = at(body, 'amount_to_capture');
  const amount = asked === undefined ? intent.amount_capturable : amountOf(asked);
  if (!amount)
    return refuse(400, 'amount_to_capture is 1 or more.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  if (amount > intent.amount_capturable)
    return refuse(400, 'The amount is more than was authorised.', {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  const decline = DECLINES[behaviourOf(store, id)];
  if (decline)
    return refuse(402, 'The card was declined.', {
      code: 'card_declined',
      decline_code: decline,
      payment_intent: intent,
    });
  return captured(store, intent, amount, now);
}

function captured(store: PaymentStore, intent: Intent, amount: number, now: number): Outcome {
  const charge = store.stripe.charges.get(intent.latest_charge!)!;
  const fee = Math.round((amount * store.config.feeBasisPoints) / 10_000);
  const line = lineOf('charge', charge.id, amount, fee, intent.currency, now);
  const nextCharge: Charge = { ...charge, captured: true, amount_captured: amount, balance_transaction: line.id };
  const next: Intent = { ...intent, status: 'succeeded', amount_capturable: 0, amount_received: amount };
  const session = [...store.stripe.sessions.values()].find((one) => one.value.payment_intent === intent.id);
  const changes: StripeChange[] = [
    { t: 'intent', value: next },
    { t: 'charge', value: nextCharge },
    { t: 'line', value: line, payout: null },
    ...(session
      ? [{ t: 'session', value: { ...session.value, payment_status: 'paid' }, secret: session.secret } as const]
      : []),
  ];
  const event = { type: 'payment_intent.succeeded', orderId: orderOf(next), object: next };
  return done(next, withEvent(changes, now, event), true);
}

/** `POST /v1/payment_intents/{id}/cancel`: what was authorised is the diner's again. */
export function cancelIntent(store: PaymentStore, id: string, body: Body, now: number): Outcome {
  const odd = unknownOf(body, ['cancellation_reason']);
  if (odd) return odd;
  const intent = store.stripe.intents.get(id);
  if (!intent) return missing(id, 'intent');
  if (intent.status === 'succeeded' || intent.status === 'canceled') return stateError(intent, 'canceled');
  const next: Intent = {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: seconds(now),
    cancellation_reason: at(body, 'cancellation_reason') ?? null,
  };
  const event = { type: 'payment_intent.canceled', orderId: orderOf(next), object: next };
  return done(next, withEvent([{ t: 'intent', value: next }], now, event));
}

/** `POST /v1/refunds`, whole or in part. */
export function createRefund(store: PaymentStore, body: Body, now: number): Outcome {
  const odd = unknownOf(body, ['payment_intent', 'amount', 'metadata', 'reason']);
  if (odd) return odd;
  const id = at(body, 'payment_intent') ?? '';
  const intent = store.stripe.intents.get(id);
  if (!intent) return missing(id, 'payment_intent');
  const charge = store.stripe.charges.get(intent.latest_charge ?? '');
  if (!charge?.captured)
    return refuse(400, 'This payment has no captured charge to refund.', { param: 'payment_intent' });
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) return refuse(400, 'The charge has been refunded already.', { code: 'charge_already_refunded' });
  const asked = at(body, 'amount');
  const amount = asked === undefined ? left : amountOf(asked);
  if (!amount) return refuse(400, 'amount is 1 or more.', { code: 'parameter_invalid_integer', param: 'amount' });
  if (amount > left)
    return refuse(400, 'The amount is more than is left of the charge.', { code: 'amount_too_large', param: 'amount' });
  return refunded(charge, amount, texts(body, 'metadata'), at(body, 'reason') ?? null, now);
}

function refunded(
  charge: Charge,
  amount: number,
  metadata: Record<string, string>,
  reason: string | null,
  now: number,
) {
  const refundId = newId('re');
  const line = lineOf('refund', refundId, -amount, 0, charge.currency, now);
  const refund: Refund = {
    id: refundId,
    object: 'refund',
    amount,
    balance_transaction: line.id,
    charge: charge.id,
    created: seconds(now),
    currency: charge.currency,
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    status: 'succeeded',
  };
  const amount_refunded = charge.amount_refunded + amount;
  const next: Charge = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount_captured };
  const changes: StripeChange[] = [
    { t: 'refund', value: refund },
    { t: 'charge', value: next },
    { t: 'line', value: line, payout: null },
  ];
  return done(refund, withEvent(changes, now, { type: 'charge.refunded', orderId: orderOf(next), object: next }), true);
}

/** The bank sends a refund back that had succeeded: the money is on the balance again, and the charge can be refunded anew. */
export function failRefund(store: PaymentStore, refund: Refund, now: number): Outcome {
  if (refund.status === 'failed') return refuse(400, 'The refund has failed already.');
  const charge = store.stripe.charges.get(refund.charge)!;
  const line = lineOf('refund_failure', refund.id, refund.amount, 0, refund.currency, now);
  const failed: Refund = {
    ...refund,
    failure_balance_transaction: line.id,
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  };
  const next: Charge = { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false };
  const changes: StripeChange[] = [
    { t: 'refund', value: failed },
    { t: 'charge', value: next },
    { t: 'line', value: line, payout: null },
  ];
  return done(failed, withEvent(changes, now, { type: 'refund.failed', orderId: orderOf(failed), object: failed }));
}

export const orderOf = (object: { metadata: Record<string, string> }): string | null =>
  object.metadata.order_id ?? null;

function lineOf(type: Line['type'], source: string, amount: number, fee: number, currency: string, now: number): Line {
  const created = seconds(now);
  const details = fee === 0 ? [] : [{ amount: fee, currency, type: 'stripe_fee', description: 'Processing fees' }];
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: created,
    created,
    currency,
    fee,
    fee_details: details,
    net: amount - fee,
    source,
    status: 'available',
    type,
  };
}
