import type { PaymentStore } from '../payments/store';
import type { Outcome } from '../payments/types';
import { missing, refuse } from './errors';
import { withEvent } from './events';
import { amountOf, at, inside, texts } from './form';
import { newId, newSessionId } from './ids';
import type { Charge, Intent, Line, Refund, Session, SessionSecret, StripeChange } from './objects';

type Body = Record<string, unknown>;

const SHORTEST_SECONDS = 30 * 60;
const LONGEST_SECONDS = 24 * 60 * 60;
const LEAST: Record<string, number> = { krw: 100, jpy: 50, usd: 50, eur: 50 };
const DECLINES: Record<string, string> = { 'refuse-company': 'do_not_honor', 'refuse-funds': 'insufficient_funds' };

const seconds = (now: number) => Math.floor(now / 1000);
const done = (body: unknown, changes: Outcome['changes'], applied = false): Outcome => ({
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

const SESSION_PARAMS = [
  'mode',
  'allowed_payment_method_types',
  'client_reference_id',
  'metadata',
  'payment_intent_data',
  'line_items',
  'expires_at',
  'success_url',
  'cancel_url',
  'locale',
];

/** `POST /v1/checkout/sessions`: one line of one price, paid by card. */
export function createSession(publicUrl: string, body: Body, now: number): Outcome {
  const lacking = (param: string) =>
    refuse(400, `Missing or wrong parameter: ${param}`, { code: 'parameter_missing', param });
  const odd = unknownOf(body, SESSION_PARAMS);
  if (odd) return odd;
  if (at(body, 'mode') !== 'payment') return lacking('mode');
  const success = at(body, 'success_url') ?? '';
  if (!URL.canParse(success)) return lacking('success_url');
  const price = inside(body, 'line_items', '0', 'price_data');
  const currency = at(price, 'currency') ?? '';
  const unit = amountOf(at(price, 'unit_amount'));
  const name = at(price, 'product_data', 'name');
  const quantity = amountOf(at(body, 'line_items', '0', 'quantity'));
  if (!unit || !quantity || !name || !(currency in LEAST)) return lacking('line_items[0]');
  if (unit * quantity < LEAST[currency]!)
    return refuse(400, 'The amount is below what a card payment may be.', {
      code: 'amount_too_small',
      param: 'line_items',
    });
  const created = seconds(now);
  const expires = Number(at(body, 'expires_at') ?? created + LONGEST_SECONDS);
  if (!(expires >= created + SHORTEST_SECONDS && expires <= created + LONGEST_SECONDS))
    return refuse(400, 'expires_at is 30 minutes to 24 hours from now.', { param: 'expires_at' });
  const id = newSessionId();
  const total = unit * quantity;
  const session: Session = {
    id,
    object: 'checkout.session',
    amount_total: total,
    amount_subtotal: total,
    cancel_url: at(body, 'cancel_url') ?? null,
    client_reference_id: at(body, 'client_reference_id') ?? null,
    created,
    currency,
    expires_at: expires,
    livemode: false,
    locale: null,
    metadata: texts(body, 'metadata'),
    mode: 'payment',
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    success_url: success,
    ui_mode: 'hosted',
    url: `${publicUrl}/stripe/pay/${id}`,
  };
  const secret: SessionSecret = {
    name,
    behaviour: 'approve',
    capture: at(body, 'payment_intent_data', 'capture_method') === 'manual' ? 'manual' : 'automatic',
    intentMetadata: texts(body, 'payment_intent_data', 'metadata'),
    description: at(body, 'payment_intent_data', 'description') ?? null,
  };
  return done(session, withEvent([{ t: 'session', value: session, secret }], now));
}

/** The diner approved on the page: the card is authorised, and captured at once where the shop did not ask to do that itself. */
export function complete(store: PaymentStore, id: string, behaviour: string, now: number): Outcome['changes'] {
  const { value: session, secret } = store.stripe.sessions.get(id)!;
  const created = seconds(now);
  const { amount_total: amount, currency } = session;
  const shared = { livemode: false, created, currency, amount, metadata: secret.intentMetadata } as const;
  const intentId = newId('pi');
  const charge: Charge = {
    ...shared,
    id: newId('ch'),
    object: 'charge',
    amount_captured: 0,
    amount_refunded: 0,
    balance_transaction: null,
    captured: false,
    paid: true,
    payment_intent: intentId,
    refunded: false,
    status: 'succeeded',
  };
  const intent: Intent = {
    ...shared,
    id: intentId,
    object: 'payment_intent',
    amount_capturable: amount,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: secret.capture,
    description: secret.description,
    last_payment_error: null,
    latest_charge: charge.id,
    status: 'requires_capture',
  };
  const next: Session = { ...session, status: 'complete', payment_intent: intentId, url: null };
  const changes: StripeChange[] = [
    { t: 'session', value: next, secret: { ...secret, behaviour } },
    { t: 'intent', value: intent },
    { t: 'charge', value: charge },
  ];
  const orderId = session.client_reference_id;
  return withEvent(
    changes,
    now,
    { type: 'payment_intent.amount_capturable_updated', orderId, object: intent },
    { type: 'checkout.session.completed', orderId, object: next },
  );
}

/** `POST /v1/checkout/sessions/{id}/expire`, or the page's own end. */
export function expireSession(store: PaymentStore, id: string, now: number): Outcome {
  const found = store.stripe.sessions.get(id);
  if (!found) return missing(id, 'session');
  const { value, secret } = found;
  if (value.status !== 'open')
    return refuse(400, `Only a session that is open can be expired; this one is ${value.status}.`);
  const next: Session = { ...value, status: 'expired', url: null };
  const event = { type: 'checkout.session.expired', orderId: value.client_reference_id, object: next };
  return done(next, withEvent([{ t: 'session', value: next, secret }], now, event));
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
