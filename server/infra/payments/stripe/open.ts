import type Stripe from 'stripe';
import type { OpeningOrder, OpenOutcome, PaymentProvider, ProviderOrder, ReleaseOutcome } from '../provider';
import { ask } from './api';
import { findOrder, ORDER, type Session } from './orders';

/** The provider keeps its page open for half an hour at least; a minute more for clocks that differ. */
const PAGE_OPEN_MS = 31 * 60_000;
const RELEASE_TRIES = 3;

export function opening(stripe: Stripe): Required<Pick<PaymentProvider, 'begin' | 'release'>> {
  return {
    async begin(order) {
      if (order.paymentKey === null) return create(stripe, order);
      const seen = await ask(() => stripe.checkout.sessions.retrieve(order.paymentKey!));
      if (!seen.ok) return { kind: 'unavailable', code: seen.code };
      const session = seen.value;
      if (session.client_reference_id !== order.orderId) return { kind: 'unavailable', code: 'ORDER_DIFFERS' };
      // Paid, but never back here: no second payment, straight to what comes after.
      if (session.status === 'complete')
        return { kind: 'redirect', url: paidUrl(order, session.id), paymentKey: session.id };
      return session.status === 'expired' ? create(stripe, order) : pageOf(session);
    },

    async release(order) {
      for (let tried = 1; ; tried++) {
        const outcome = await releaseOnce(stripe, order);
        // It moved between looking and ending it: paid a moment ago, or captured.
        if (outcome.kind !== 'unknown' || tried >= RELEASE_TRIES) return outcome;
      }
    },
  };
}

/**
 * Every parameter follows from the order, so that the same order under the same key is the same request. A page that ended
 * makes way for another one: the old one's id makes the new key.
 */
async function create(stripe: Stripe, order: OpeningOrder): Promise<OpenOutcome> {
  const metadata = { [ORDER]: order.orderId };
  const made = await ask(() =>
    stripe.checkout.sessions.create(
      {
        mode: 'payment',
        allowed_payment_method_types: ['card'],
        client_reference_id: order.orderId,
        metadata,
        payment_intent_data: { capture_method: 'manual', metadata, description: order.name },
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: order.currency.toLowerCase(),
              unit_amount: order.amountMinor,
              product_data: { name: order.name },
            },
          },
        ],
        expires_at: Math.floor((order.expiresAtMs + PAGE_OPEN_MS) / 1000),
        success_url: paidUrl(order, '{CHECKOUT_SESSION_ID}'),
        cancel_url: withQuery(order.failedUrl, { code: 'PAY_PROCESS_CANCELED' }),
      },
      { idempotencyKey: `begin:${order.orderId}:${order.paymentKey ?? ''}`.slice(0, 255) },
    ),
  );
  return made.ok ? pageOf(made.value) : { kind: 'unavailable', code: made.code };
}

const pageOf = (session: Session): OpenOutcome =>
  session.url
    ? { kind: 'redirect', url: session.url, paymentKey: session.id }
    : { kind: 'unavailable', code: 'NO_PAGE' };

/** The provider fills its own id in for the placeholder, whose braces must not be encoded. */
const paidUrl = (order: OpeningOrder, paymentKey: string) =>
  `${withQuery(order.paidUrl, { orderId: order.orderId, amount: String(order.amountMinor) })}&paymentKey=${paymentKey}`;

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

async function releaseOnce(stripe: Stripe, { orderId, paymentKey }: ProviderOrder): Promise<ReleaseOutcome> {
  // Nobody was ever sent to a page whose key is not on record.
  if (paymentKey === null) return { kind: 'nothing' };
  const seen = await findOrder(stripe, paymentKey);
  if (!seen.ok) return seen.status === 404 ? { kind: 'nothing' } : { kind: 'unknown', code: seen.code };
  const order = seen.value;
  if (order.orderId !== orderId) return { kind: 'nothing' };
  if (order.intent?.status === 'succeeded') return { kind: 'captured' };
  if (order.page === 'open') {
    const ended = await ask(() => stripe.checkout.sessions.expire(order.key));
    return ended.ok ? { kind: 'nothing' } : { kind: 'unknown', code: ended.code };
  }
  const { intentId } = order;
  if (!intentId || order.intent?.status === 'canceled') return { kind: 'nothing' };
  const cancelled = await ask(() => stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' }));
  if (!cancelled.ok) return { kind: 'unknown', code: cancelled.code };
  return cancelled.value.status === 'canceled'
    ? { kind: 'released' }
    : { kind: 'unknown', code: `STATUS_${cancelled.value.status}` };
}
