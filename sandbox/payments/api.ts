import { parseJsonObject, sendJson } from '../http/answers';
import type { Router } from '../http/router';
import { type Body, type Dialect, headerOf, ProviderApi } from '../lib/provider-api';
import type { SandboxSettings } from '../options';
import { authorize } from './authorization';
import { isProviderErrorCode, PROVIDER_ERRORS, refuse } from './errors';
import type { FaultCall, FaultQueue } from './faults';
import { settlements, transactions } from './ledger';
import { cancel, confirm } from './operations';
import type { PaymentStore } from './store';
import type { Outcome } from './types';
import type { Webhooks } from './webhooks';

/** Mounts the API of Toss Payments. */
export function registerTossApi(
  router: Router,
  prefix: string,
  settings: SandboxSettings,
  store: PaymentStore,
  webhooks: Webhooks,
  faults: FaultQueue,
): ProviderApi {
  const api = new ProviderApi(tossDialect(settings, store), store, webhooks, faults);
  const on = (method: 'GET' | 'POST', path: string, kind: FaultCall, operation: Parameters<ProviderApi['on']>[4]) =>
    api.on(router, method, `${prefix}${path}`, kind, operation);
  on('POST', '/v1/payments/confirm', 'confirm', (body, _, now) => confirm(store, body, now));
  on('POST', '/v1/payments/:paymentKey/cancel', 'cancel', (body, { params }, now) =>
    cancel(store, params.paymentKey!, body, now),
  );
  on('GET', '/v1/payments/orders/:orderId', 'query', (_, { params }) => show(store.ofOrder(params.orderId!)));
  on('GET', '/v1/payments/:paymentKey', 'query', (_, { params }) => show(store.payments.get(params.paymentKey!)));
  on('GET', '/v1/transactions', 'transactions', (_, { url }, now) => transactions(store, url.searchParams, now));
  on('GET', '/v1/settlements', 'settlements', (_, { url }, now) => settlements(store, url.searchParams, now));
  router.mount(`${prefix}/v1`, ({ res }) => {
    const { status, body } = refuse('NOT_FOUND');
    sendJson(res, status, body);
  });
  return api;
}

const HIDDEN = ['refundReceiveAccount', 'customerEmail', 'customerName', 'customerMobilePhone'];

function tossDialect(settings: SandboxSettings, store: PaymentStore): Dialect {
  return {
    idempotencyKeyMax: 300,
    authorize({ req }) {
      const access = authorize(req.headers.authorization, settings.tossSecretKeys, settings.tossClientKey);
      return 'refused' in access ? { refused: refuse(access.refused) } : access;
    },
    parse: parseJsonObject,
    orderOf({ params }, body) {
      if (params.orderId) return params.orderId;
      if (typeof body?.orderId === 'string') return body.orderId;
      return store.payments.get(params.paymentKey ?? '')?.payment.orderId ?? null;
    },
    refusals: {
      keyTooLong: () => refuse('INVALID_IDEMPOTENCY_KEY'),
      inFlight: () => refuse('IDEMPOTENT_REQUEST_PROCESSING'),
      unreadable: () => refuse('INVALID_REQUEST', 'The body is not JSON.'),
      mismatch: () => refuse('INVALID_REQUEST'),
    },
    comparesBodies: false,
    isKept: () => true,
    hidden: HIDDEN,
    /** The error a test asked for by header; only test keys may. */
    forced(exchange, key) {
      const code = headerOf(exchange, 'tosspayments-test-code');
      if (code === null || !key.startsWith('test_')) return undefined;
      if (isProviderErrorCode(code)) return refuse(code);
      return { status: 400, body: { code, message: 'Forced by TossPayments-Test-Code.' }, applied: false, changes: [] };
    },
    behaviourOf(kind, _, body) {
      const key = (body as Body | null)?.paymentKey;
      const stored = kind === 'confirm' && typeof key === 'string' ? store.payments.get(key) : undefined;
      return stored?.payment.status === 'IN_PROGRESS' ? stored.behaviour : null;
    },
    faultAnswer({ status, code }) {
      const message = isProviderErrorCode(code) ? PROVIDER_ERRORS[code][1] : 'A fault of the sandbox.';
      return { status, body: { code, message }, applied: false, changes: [] };
    },
    codeOf: (body) => (body as { code?: string } | null)?.code ?? null,
  };
}

function show(stored: { payment: unknown } | undefined): Outcome {
  if (!stored) return refuse('NOT_FOUND_PAYMENT');
  return { status: 200, body: stored.payment, applied: false, changes: [] };
}
