import type { Router } from '../http/router';
import { ControlError, controlRoutes } from '../lib/control';
import { isCardBehaviour } from '../payments/page';
import type { StripeParts } from './api';
import { payOut } from './lists';
import { createRefund, failRefund } from './operations';
import { complete, expireSession } from './sessions';

/** What is Stripe's own in the control API; faults, log, settings, webhooks and reset are shared with the other provider. */
export function registerStripeControl(router: Router, prefix: string, { store, webhooks }: StripeParts): void {
  const on = controlRoutes(router, prefix);
  const { stripe } = store;
  const openOf = (orderId: unknown) => {
    const session = stripe.ofOrder(String(orderId)).findLast((one) => one.status === 'open');
    if (!session) throw new ControlError(404, 'There is no open session of that order.');
    return session;
  };
  on('GET', '/sessions', () =>
    [...stripe.sessions.values()].map(({ value, secret }) => ({
      session: value,
      intent: stripe.intents.get(value.payment_intent ?? '') ?? null,
      card: secret.behaviour,
    })),
  );
  on('POST', '/approve', ({ orderId, card = 'approve' }) => {
    if (typeof card !== 'string' || !isCardBehaviour(card)) throw new ControlError(400, `There is no card ${card}.`);
    const session = openOf(orderId);
    const now = Date.now();
    webhooks.commit(complete(store, session.id, card, now), now);
    return { paymentKey: session.id, orderId, amount: session.amount_total };
  });
  on('POST', '/expire', ({ orderId }) => {
    const now = Date.now();
    webhooks.commit(expireSession(store, openOf(orderId).id, now).changes, now);
    return { ok: true };
  });
  // As a person at the provider's console would, who names no refund of the shop.
  on('POST', '/refund', ({ orderId, amount }) => {
    const intent = stripe.ofOrder(String(orderId)).find((one) => one.payment_intent)?.payment_intent ?? '';
    const now = Date.now();
    const body = { payment_intent: intent, ...(amount === undefined ? {} : { amount: String(amount) }) };
    const outcome = createRefund(store, body, now);
    if (outcome.status !== 200) throw new ControlError(409, 'That cannot be refunded.');
    webhooks.commit(outcome.changes, now);
    return outcome.body;
  });
  // As a bank does days later, when the card is gone.
  on('POST', '/refund-failure', ({ refundId }) => {
    const refund = stripe.refunds.get(String(refundId));
    if (!refund) throw new ControlError(404, 'There is no such refund.');
    const now = Date.now();
    const outcome = failRefund(store, refund, now);
    if (outcome.status !== 200) throw new ControlError(409, 'That refund has failed already.');
    webhooks.commit(outcome.changes, now);
    return outcome.body;
  });
  on('POST', '/payouts', () => {
    const now = Date.now();
    const changes = payOut(store, Number.POSITIVE_INFINITY, Math.floor(now / 1000), now);
    webhooks.commit(changes, now);
    return {
      payouts: changes.flatMap((one) => (one.t === 'stripe' && one.value.t === 'payout' ? [one.value.value] : [])),
    };
  });
}
