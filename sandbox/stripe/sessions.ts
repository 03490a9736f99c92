import type { PaymentStore } from '../payments/store';
import type { Outcome } from '../payments/types';
import { missing, refuse } from './errors';
import { withEvent } from './events';
import { amountOf, at, inside, texts } from './form';
import { newId, newSessionId } from './ids';
import type { Charge, Intent, Session, SessionSecret, StripeChange } from './objects';
import { done, seconds, unknownOf } from './operations';

type Body = Record<string, unknown>;

const SHORTEST_SECONDS = 30 * 60;
const LONGEST_SECONDS = 24 * 60 * 60;
const LEAST: Record<string, number> = { krw: 100, jpy: 50, usd: 50, eur: 50 };

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
