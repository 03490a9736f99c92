import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpeningOrder, PaymentProvider } from '@/server/infra/payments';
import { createStripeProvider } from '@/server/infra/payments/stripe/client';
import { DEFAULT_KEYS, type LogEntry, type Sandbox, startSandbox } from '../index';
import { until } from '../payments/test-support';

let sandbox: Sandbox;
let provider: PaymentProvider;
let orders = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  provider = providerWith({});
});
afterAll(() => sandbox.close());
beforeEach(() => control('POST', '/reset'));

const providerWith = (options: object) =>
  createStripeProvider({
    apiUrl: sandbox.stripeUrl,
    secretKey: DEFAULT_KEYS.stripeSecretKey,
    webhookSecret: DEFAULT_KEYS.stripeWebhookSecret,
    timeoutMs: 1_000,
    ...options,
  });

async function control<T = Record<string, never>>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${sandbox.url}/control${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const newOrder = (): OpeningOrder => ({
  orderId: `pay_order_${++orders}_${Date.now().toString(36)}`,
  paymentKey: null,
  amountMinor: 20_000,
  currency: 'KRW',
  name: '라온 · 2026-12-04 19:00',
  paidUrl: 'http://localhost:3000/checkout/res_1/paid',
  failedUrl: 'http://localhost:3000/checkout/res_1/failed',
  expiresAtMs: Date.now() + 420_000,
});

async function begun(order = newOrder()) {
  const opened = await provider.begin!(order);
  if (opened.kind !== 'redirect') throw new Error(opened.code);
  return { ...order, ...opened, paymentKey: opened.paymentKey };
}

async function approved(card = 'approve') {
  const order = await begun();
  await control('POST', '/stripe/approve', { orderId: order.orderId, card });
  return order;
}

const attempt = (order: { paymentKey: string; orderId: string; amountMinor: number }, key = 1) =>
  provider.confirm({
    paymentKey: order.paymentKey,
    orderId: order.orderId,
    amountMinor: order.amountMinor,
    idempotencyKey: `confirm:${order.orderId}:${key}`,
  });

const statusOf = async (order: { orderId: string; paymentKey: string | null }) => {
  const looked = await provider.lookup(order);
  return looked.kind === 'found' ? looked.payment.status : looked.kind;
};
const captures = async (orderId: string) =>
  (await control<LogEntry[]>('GET', `/log?orderId=${orderId}`)).filter(
    (one) => /\/capture$/.test(one.path) && one.applied,
  ).length;

describe('opening a payment', () => {
  test('the same order opens the same page each time, and its key is the session', async () => {
    const order = newOrder();
    const [first, second] = [await begun(order), await begun(order)];
    expect(second.paymentKey).toBe(first.paymentKey);
    expect(await provider.begin!({ ...order, paymentKey: first.paymentKey })).toMatchObject({ url: first.url });
    expect(first.url).toContain(`/stripe/pay/${first.paymentKey}`);
    expect(await statusOf(first)).toBe('READY');
  });

  test('one that is paid leads straight back, with all that the return page needs', async () => {
    const order = await approved();
    const again = await provider.begin!(order);
    expect(again).toMatchObject({ kind: 'redirect', paymentKey: order.paymentKey });
    const { searchParams } = new URL((again as { url: string }).url);
    expect(Object.fromEntries(searchParams)).toEqual({
      orderId: order.orderId,
      amount: '20000',
      paymentKey: order.paymentKey,
    });
  });

  test('the page sends the browser back with the session in its address, and what was declined stays open', async () => {
    const order = await begun();
    const page = await (await fetch(`${order.url}?locale=en`)).text();
    expect(page).toContain('₩20,000');
    expect(page).toContain('라온');
    const declined = await fetch(`${order.url}/decline`, { method: 'POST', redirect: 'manual' });
    expect(declined.headers.get('location')).toContain('declined');
    expect(await statusOf(order)).toBe('READY');
    const back = await fetch(`${order.url}/approve`, { method: 'POST', redirect: 'manual' });
    expect(new URL(back.headers.get('location')!).searchParams.get('paymentKey')).toBe(order.paymentKey);
    expect(await statusOf(order)).toBe('IN_PROGRESS');
  });

  test('a page that ended makes way for a new one, with a new key', async () => {
    const order = await begun();
    await control('POST', '/stripe/expire', { orderId: order.orderId });
    expect(await statusOf(order)).toBe('EXPIRED');
    const again = await begun({ ...order });
    expect(again.paymentKey).not.toBe(order.paymentKey);
    expect(await statusOf(again)).toBe('READY');
  });

  test('a provider that is down is said to be', async () => {
    await control('POST', '/faults', { kind: 'error-before', call: 'begin', status: 503 });
    expect(await provider.begin!(newOrder())).toMatchObject({ kind: 'unavailable' });
  });
});

describe('confirming', () => {
  test('captures what was authorised, once; the same key again is the same capture', async () => {
    const order = await approved();
    const captured = { kind: 'captured', paymentKey: order.paymentKey, amountMinor: 20_000 };
    expect(await attempt(order)).toEqual(captured);
    expect(await attempt(order)).toEqual(captured);
    expect(await attempt(order, 2)).toMatchObject({ kind: 'unknown', code: 'payment_intent_unexpected_state' });
    expect(await captures(order.orderId)).toBe(1);
    expect(await statusOf(order)).toBe('DONE');
  });

  test.each([
    ['refuse-company', 'do_not_honor'],
    ['refuse-funds', 'insufficient_funds'],
  ])('%s is declined, and what was authorised can be given back', async (card, code) => {
    const order = await approved(card);
    expect(await attempt(order)).toEqual({ kind: 'declined', code });
    expect(await provider.release!(order)).toEqual({ kind: 'released' });
    expect(await statusOf(order)).toBe('ABORTED');
  });

  test('an answer that is lost after it was applied is found at the provider, not taken twice', async () => {
    const order = await approved('lost-answer');
    expect(await attempt(order)).toEqual({ kind: 'in-flight' });
    expect(await statusOf(order)).toBe('DONE');
    expect(await attempt(order)).toMatchObject({ kind: 'captured' });
    expect(await captures(order.orderId)).toBe(1);
  });

  test('a slow answer is a time-out of ours, and unknown', async () => {
    const order = await approved();
    await control('POST', '/faults', { kind: 'delay', phase: 'after', ms: 3_000, call: 'confirm' });
    expect(await attempt(order)).toEqual({ kind: 'unknown', code: 'TIMEOUT', answered: 'no' });
    expect(await statusOf(order)).toBe('DONE');
  });

  test('a key with other parameters than before is unknown and for a person, and changes nothing', async () => {
    const order = await approved();
    await control('POST', '/faults', { kind: 'error-before', call: 'confirm', status: 500 });
    expect(await attempt(order)).toMatchObject({ kind: 'unknown', answered: 'server-error' });
    expect(await attempt({ ...order, amountMinor: 10_000 })).toMatchObject({ kind: 'unknown', alarm: true });
    expect(await statusOf(order)).toBe('IN_PROGRESS');
    expect(await attempt(order, 2)).toMatchObject({ kind: 'captured' });
  });

  test('the session of another order, one that nobody paid, and one that is made up have nothing to confirm', async () => {
    const [order, other] = [await approved(), await begun()];
    expect((await attempt({ ...other, paymentKey: order.paymentKey })).kind).toBe('no-session');
    expect((await attempt(other)).kind).toBe('no-session');
    expect((await attempt({ ...other, paymentKey: 'cs_test_made_up' })).kind).toBe('no-session');
    expect(await statusOf({ ...other, paymentKey: order.paymentKey })).toBe('not-found');
    expect(await statusOf({ ...other, paymentKey: null })).toBe('not-found');
  });

  test('a wrong key is a setting, not an answer about money', async () => {
    const order = await approved();
    const wrong = providerWith({ secretKey: 'sk_test_wrong' });
    expect((await wrong.confirm({ ...order, idempotencyKey: 'k' })).kind).toBe('config');
    expect((await wrong.lookup(order)).kind).toBe('config');
  });

  test('a hundred confirms at once, each with its own key, capture once', async () => {
    const order = await approved();
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => attempt(order, n)));
    expect(outcomes.filter((one) => one.kind === 'captured')).toHaveLength(1);
    expect(await captures(order.orderId)).toBe(1);
  });
});

describe('giving an authorisation back', () => {
  test('an open page is ended, an authorised one cancelled, a captured one left alone; twice is once', async () => {
    const [open, held, taken] = [await begun(), await approved(), await approved()];
    await attempt(taken);
    expect(await provider.release!(open)).toEqual({ kind: 'nothing' });
    expect(await statusOf(open)).toBe('EXPIRED');
    expect(await provider.release!(held)).toEqual({ kind: 'released' });
    expect(await provider.release!(held)).toEqual({ kind: 'nothing' });
    expect(await statusOf(held)).toBe('ABORTED');
    expect(await provider.release!(taken)).toEqual({ kind: 'captured' });
    expect(await provider.release!({ ...open, paymentKey: null })).toEqual({ kind: 'nothing' });
  });

  test('what was given back cannot be captured any more', async () => {
    const order = await approved();
    await provider.release!(order);
    expect(await attempt(order)).toMatchObject({ kind: 'unknown', answered: 'request-error' });
    expect(await captures(order.orderId)).toBe(0);
  });
});

describe('refunds', () => {
  const refund = (order: { paymentKey: string }, amountMinor: number, reason: string, key = 1) =>
    provider.refund({ paymentKey: order.paymentKey, amountMinor, reason, idempotencyKey: `refund:${reason}:${key}` });

  test('parts go back, each found under our own id, and never more than was taken', async () => {
    const order = await approved();
    await attempt(order);
    const first = await refund(order, 5_000, 'ref_a');
    expect(first).toMatchObject({ kind: 'refunded' });
    expect(await refund(order, 5_000, 'ref_a')).toEqual(first);
    expect(await statusOf(order)).toBe('PARTIAL_CANCELED');
    expect(await refund(order, 15_001, 'ref_b')).toEqual({ kind: 'refused', code: 'amount_too_large' });
    expect(await refund(order, 15_000, 'ref_c')).toMatchObject({ kind: 'refunded' });
    const looked = await provider.lookup(order);
    expect(looked).toMatchObject({
      kind: 'found',
      payment: { status: 'CANCELED', totalMinor: 20_000, balanceMinor: 0 },
    });
    expect(
      looked.kind === 'found' && looked.payment.cancels.map((one) => [one.reason, one.amountMinor]).sort(),
    ).toEqual([
      ['ref_a', 5_000],
      ['ref_c', 15_000],
    ]);
  });

  test('an answer that is lost is found on the record', async () => {
    const order = await approved();
    await attempt(order);
    await control('POST', '/faults', { kind: 'drop-after', call: 'cancel' });
    expect(await refund(order, 5_000, 'ref_lost')).toEqual({ kind: 'in-flight' });
    const looked = await provider.lookup(order);
    expect(looked.kind === 'found' && looked.payment.cancels[0]).toMatchObject({ reason: 'ref_lost', status: 'DONE' });
  });

  test('more refunds than a charge carries are all found', async () => {
    const order = await approved();
    await attempt(order);
    for (let n = 0; n < 12; n++) await refund(order, 100, `ref_${n}`);
    const looked = await provider.lookup(order);
    expect(looked.kind === 'found' && looked.payment.cancels).toHaveLength(12);
  });
});

describe('records', () => {
  const day = { fromMs: Date.now() - 3_600_000, untilMs: Date.now() + 86_400_000 };

  test('transactions name our orders and refunds, page by page', async () => {
    await control('PUT', '/config', { transactionLagMs: 0 });
    const order = await approved();
    await attempt(order);
    for (let n = 0; n < 120; n++)
      await provider.refund({ paymentKey: order.paymentKey, amountMinor: 1, reason: `r${n}`, idempotencyKey: `r${n}` });
    const rows = [];
    let after: string | null = null;
    do {
      const page = await provider.transactions(day, after);
      if (page.kind !== 'page') throw new Error(page.code);
      expect(page.rows.length).toBeLessThanOrEqual(100);
      rows.push(...page.rows);
      after = page.next;
    } while (after);
    expect(rows).toHaveLength(121);
    expect(new Set(rows.map((row) => row.orderId))).toEqual(new Set([order.orderId]));
    expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(19_880);
    expect(rows.at(-1)).toMatchObject({ amountMinor: 20_000, currency: 'KRW' });
    // By the key that stands there a payment is found as well, and given back.
    const { paymentKey, orderId } = rows.at(-1)!;
    expect(await provider.lookup({ orderId, paymentKey })).toMatchObject({ payment: { status: 'PARTIAL_CANCELED' } });
    const back = { paymentKey, amountMinor: 5_000, reason: 'rev_1', idempotencyKey: 'review' };
    expect(await provider.refund(back)).toMatchObject({ kind: 'refunded' });
  });

  test('settlements are the lines of what was paid out, one payout after the other', async () => {
    await control('PUT', '/config', { transactionLagMs: 0, feeBasisPoints: 320 });
    const paid = [];
    for (let n = 0; n < 3; n++) {
      const order = await approved();
      await attempt(order);
      if (n === 1)
        await provider.refund({
          paymentKey: order.paymentKey,
          amountMinor: 5_000,
          reason: 'x',
          idempotencyKey: `x${n}`,
        });
      paid.push(order.orderId);
      await control('POST', '/stripe/payouts');
    }
    const rows = [];
    let after: string | null = null;
    do {
      const page = await provider.settlements(day, after);
      if (page.kind !== 'page') throw new Error(page.code);
      rows.push(...page.rows);
      after = page.next;
    } while (after);
    expect(rows.map((row) => row.orderId).sort()).toEqual([...paid, paid[1]!].sort());
    const refund = rows.find((row) => row.amountMinor < 0);
    expect(refund).toMatchObject({ amountMinor: -5_000, feeMinor: 0, payoutMinor: -5_000 });
    const charges = rows.filter((row) => row.amountMinor > 0);
    expect(charges.map((row) => [row.amountMinor, row.feeMinor, row.payoutMinor])).toEqual(
      charges.map(() => [20_000, 640, 19_360]),
    );
    expect(rows[0]!.paidOutDate).toBe(new Date().toISOString().slice(0, 10));
  });
});

describe('the stand-in itself', () => {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${sandbox.stripeUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${DEFAULT_KEYS.stripeSecretKey}`, ...init.headers },
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as { error?: { code?: string; type?: string } },
    };
  };
  const post = (path: string, body: string, key = 'k') =>
    ask(path, { method: 'POST', body, headers: { 'idempotency-key': key } });

  test('answers a key again with its first answer and says so, and refuses another body under it', async () => {
    const order = await approved();
    await attempt(order);
    const sessions = await control<{ session: { id: string; payment_intent: string } }[]>('GET', '/stripe/sessions');
    const intent = sessions.find((one) => one.session.id === order.paymentKey)!.session.payment_intent;
    const first = await post('/v1/refunds', `payment_intent=${intent}&amount=100`);
    const again = await post('/v1/refunds', `payment_intent=${intent}&amount=100`);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await post('/v1/refunds', `payment_intent=${intent}&amount=200`);
    expect([other.status, other.body.error?.type]).toEqual([400, 'idempotency_error']);
  });

  test('refuses what the provider would: no key, unknown parameters, unknown calls, sessions that end too soon', async () => {
    expect((await ask('/v1/payouts', { headers: { authorization: 'Bearer sk_test_other' } })).status).toBe(401);
    expect((await post('/v1/refunds', 'amont=1')).body.error?.code).toBe('parameter_unknown');
    expect((await ask('/v1/customers')).status).toBe(404);
    const soon = { ...newOrder(), expiresAtMs: Date.now() - 120_000 };
    expect(await provider.begin!(soon)).toMatchObject({ kind: 'unavailable' });
  });

  test('tells of each step of an order', async () => {
    const order = await approved();
    await attempt(order);
    const sent = () => control<{ from?: string; status: string }[]>('GET', `/webhooks?orderId=${order.orderId}`);
    await until(async () => (await sent()).length === 3);
    expect((await sent()).map((one) => [one.from, one.status])).toEqual([
      ['stripe', 'payment_intent.amount_capturable_updated'],
      ['stripe', 'checkout.session.completed'],
      ['stripe', 'payment_intent.succeeded'],
    ]);
  });
});
