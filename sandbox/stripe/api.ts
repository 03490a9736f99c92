import { sendJson } from '../http/answers';
import type { Exchange, Router } from '../http/router';
import { type Dialect, type Operation, ProviderApi } from '../lib/provider-api';
import type { FaultCall, FaultQueue } from '../payments/faults';
import { isCardBehaviour } from '../payments/page';
import type { PaymentStore } from '../payments/store';
import type { Outcome } from '../payments/types';
import type { Webhooks } from '../payments/webhooks';
import { mismatch, missing, refuse } from './errors';
import { API_VERSION } from './events';
import { at, inside, parseForm } from './form';
import { newId } from './ids';
import { balanceTransactions, expand, pageOf, payouts } from './lists';
import { behaviourOf, cancelIntent, capture, createRefund, orderOf } from './operations';
import { createSession, expireSession } from './sessions';

const KEY_MAX = 255;

export type StripeParts = {
  settings: { stripeSecretKey: string };
  publicUrl: string;
  store: PaymentStore;
  webhooks: Webhooks;
  faults: FaultQueue;
};

/** Mounts the part of Stripe's API that is used. */
export function registerStripeApi(router: Router, prefix: string, parts: StripeParts): ProviderApi {
  const { publicUrl, store, webhooks, faults } = parts;
  const api = new ProviderApi(stripeDialect(parts), store, webhooks, faults);
  const on = (method: 'GET' | 'POST', path: string, kind: FaultCall, operation: Operation) =>
    api.on(router, method, `${prefix}/v1${path}`, kind, (body, exchange, now) => {
      const query = parseForm(exchange.url.search.slice(1)) ?? {};
      const outcome = operation(method === 'GET' ? query : body, exchange, now);
      const wanted = inside(method === 'GET' ? query : body, 'expand');
      return outcome.status === 200 ? { ...outcome, body: expand(store.stripe, outcome.body, wanted) } : outcome;
    });
  const { stripe } = store;
  on('POST', '/checkout/sessions', 'begin', (body, _, now) => createSession(publicUrl, body, now));
  on('GET', '/checkout/sessions/:id', 'query', (_, { params }) =>
    show(stripe.sessions.get(params.id!)?.value, params.id!),
  );
  on('POST', '/checkout/sessions/:id/expire', 'release', (_, { params }, now) => expireSession(store, params.id!, now));
  on('GET', '/payment_intents/:id', 'query', (_, { params }) => show(stripe.intents.get(params.id!), params.id!));
  on('POST', '/payment_intents/:id/capture', 'confirm', (body, { params }, now) =>
    capture(store, params.id!, body, now),
  );
  on('POST', '/payment_intents/:id/cancel', 'release', (body, { params }, now) =>
    cancelIntent(store, params.id!, body, now),
  );
  on('POST', '/refunds', 'cancel', (body, _, now) => createRefund(store, body, now));
  on('GET', '/refunds', 'query', (query) => {
    const intent = at(query, 'payment_intent');
    const all = [...stripe.refunds.values()].filter((one) => intent === undefined || one.payment_intent === intent);
    return pageOf(all, query, '/v1/refunds');
  });
  on('GET', '/balance_transactions', 'transactions', (query, _, now) => balanceTransactions(store, query, now));
  on('GET', '/payouts', 'settlements', (query) => payouts(store, query));
  on('GET', '/payouts/:id', 'settlements', (_, { params }) => show(stripe.payouts.get(params.id!), params.id!));
  router.mount(`${prefix}/v1`, ({ res, url, method }) => {
    const { status, body } = refuse(404, `Unrecognized request URL (${method}: ${url.pathname}).`);
    sendJson(res, status, body);
  });
  return api;
}

const show = (object: unknown, id: string): Outcome =>
  object ? { status: 200, body: object, applied: false, changes: [] } : missing(id);

function stripeDialect({ settings, store }: StripeParts): Dialect {
  const { stripe } = store;
  const orderOfIntent = (id: string) => {
    const intent = stripe.intents.get(id);
    return intent ? orderOf(intent) : null;
  };
  return {
    idempotencyKeyMax: KEY_MAX,
    authorize({ req }) {
      const [scheme, key] = (req.headers.authorization ?? '').split(' ');
      if (scheme !== 'Bearer' || !key) return { refused: refuse(401, 'You did not provide an API key.') };
      return key === settings.stripeSecretKey ? { key } : { refused: refuse(401, 'Invalid API Key provided.') };
    },
    parse: parseForm,
    orderOf: ({ params }, body) =>
      at(body, 'client_reference_id') ??
      stripe.sessions.get(params.id ?? '')?.value.client_reference_id ??
      orderOfIntent(params.id ?? at(body, 'payment_intent') ?? ''),
    refusals: {
      keyTooLong: () =>
        refuse(400, `An idempotency key is ${KEY_MAX} characters at most.`, { code: 'idempotency_key_too_long' }),
      inFlight: () =>
        refuse(409, 'A request with this key is still being worked on.', { code: 'idempotency_key_in_use' }),
      unreadable: () => refuse(400, 'The body is not a form of this API.'),
      mismatch,
    },
    comparesBodies: true,
    // What never got as far as being worked on may be sent again under its key.
    isKept: (status) => ![401, 409, 429].includes(status),
    hidden: [],
    behaviourOf(kind, { params }) {
      const intent = kind === 'confirm' ? stripe.intents.get(params.id ?? '') : undefined;
      const behaviour = intent?.status === 'requires_capture' ? behaviourOf(store, intent.id) : '';
      return isCardBehaviour(behaviour) ? behaviour : null;
    },
    faultAnswer: ({ status, code }) =>
      code === 'idempotency_error'
        ? mismatch()
        : refuse(status, 'A fault of the sandbox.', { code: code.toLowerCase() }),
    codeOf: (body) => at(body, 'error', 'code') ?? at(body, 'error', 'type') ?? null,
    decorate,
  };
}

function decorate({ res }: Exchange, idempotencyKey: string | null, replayed: boolean): void {
  res.setHeader('request-id', newId('req'));
  res.setHeader('stripe-version', API_VERSION);
  if (idempotencyKey !== null) res.setHeader('idempotency-key', idempotencyKey);
  if (replayed) res.setHeader('idempotent-replayed', 'true');
}
