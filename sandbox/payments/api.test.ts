import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_KEYS, type Sandbox, startSandbox } from '../index';
import { startShop, TestClient, until } from './test-support';

let sandbox: Sandbox;
let shop: Awaited<ReturnType<typeof startShop>>;
const client = new TestClient(() => sandbox);

beforeAll(async () => {
  shop = await startShop();
  sandbox = await startSandbox({ webhookUrl: shop.url });
});
afterAll(async () => {
  await sandbox.close();
  await shop.close();
});

describe('confirm', () => {
  test('an approved payment becomes DONE with the whole payment object', async () => {
    const approved = await client.approved({ metadata: { reservation: 'res_1' } });
    const { status, body } = await client.confirm(approved, 'confirm:1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentKey: approved.paymentKey,
      orderId: approved.orderId,
      status: 'DONE',
      method: '카드',
      totalAmount: 10_000,
      balanceAmount: 10_000,
      suppliedAmount: 9091,
      vat: 909,
      cancels: null,
      failure: null,
      metadata: { reservation: 'res_1' },
      card: { amount: 10_000, installmentPlanMonths: 0 },
    });
    expect(body.approvedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
    expect((await client.get(`/v1/payments/${approved.paymentKey}`)).body).toEqual(body);
    expect((await client.get(`/v1/payments/orders/${approved.orderId}`)).body).toEqual(body);
  });

  test('a wrong amount or order id changes nothing', async () => {
    const approved = await client.approved();
    expect((await client.confirm({ ...approved, amount: 9_999 })).body.code).toBe('INVALID_REQUEST');
    expect((await client.confirm({ ...approved, orderId: 'other-order' })).body.code).toBe('INVALID_REQUEST');
    expect((await client.get(`/v1/payments/${approved.paymentKey}`)).body.status).toBe('IN_PROGRESS');
  });

  test('a card its company refuses is declined, and the payment is ABORTED with the reason', async () => {
    const approved = await client.approved({ card: 'refuse-company' });
    const { status, body } = await client.confirm(approved);
    expect([status, body.code]).toEqual([403, 'REJECT_CARD_COMPANY']);
    const after = await client.get(`/v1/payments/${approved.paymentKey}`);
    expect(after.body).toMatchObject({ status: 'ABORTED', failure: { code: 'REJECT_CARD_COMPANY' } });
    expect((await client.log(approved.orderId))[0]?.applied).toBe(false);
  });

  test('an unknown payment, an unapproved one, a paid one and a second payment of a paid order are refused', async () => {
    const unknown = await client.confirm({ paymentKey: 'nothing', orderId: 'order-x', amount: 1000 });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND_PAYMENT']);
    const ready = await client.approved({ ready: true });
    expect((await client.confirm(ready)).body.code).toBe('NOT_FOUND_PAYMENT_SESSION');
    const first = await client.approved();
    const second = await client.approved({ orderId: first.orderId });
    await client.confirm(first);
    expect((await client.confirm(first)).body.code).toBe('ALREADY_PROCESSED_PAYMENT');
    expect((await client.confirm(second)).body.code).toBe('DUPLICATED_ORDER_ID');
    expect((await client.get(`/v1/payments/orders/${first.orderId}`)).body.paymentKey).toBe(first.paymentKey);
  });

  test('a hundred confirms of one order at once, each with its own key, capture once', async () => {
    const approved = await client.approved();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => client.confirm(approved, `race:${n}`)));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect((await client.log(approved.orderId)).filter((one) => one.applied)).toHaveLength(1);
  });
});

describe('cancel', () => {
  const cancel = (paymentKey: string, body: object, key?: string) =>
    client.post(`/v1/payments/${paymentKey}/cancel`, body, key ? { 'idempotency-key': key } : {});

  test('parts and the rest are given back, each with a transaction of its own, and never more than was paid', async () => {
    const { paymentKey, ...rest } = await client.approved();
    await client.confirm({ paymentKey, ...rest });
    const part = await cancel(paymentKey, { cancelReason: 'late', cancelAmount: 4000 });
    expect(part.body).toMatchObject({ status: 'PARTIAL_CANCELED', totalAmount: 10_000, balanceAmount: 6000 });
    expect((await cancel(paymentKey, { cancelReason: 'late', cancelAmount: 6001 })).body.code).toBe(
      'NOT_CANCELABLE_AMOUNT',
    );
    const whole = await cancel(paymentKey, { cancelReason: 'rest' });
    expect(whole.body).toMatchObject({ status: 'CANCELED', totalAmount: 10_000, balanceAmount: 0 });
    const keys = whole.body.cancels!.map((one) => one.transactionKey);
    expect(whole.body.cancels!.map((one) => [one.cancelAmount, one.refundableAmount])).toEqual([
      [4000, 6000],
      [6000, 0],
    ]);
    expect(new Set(keys).size).toBe(2);
    expect(whole.body.lastTransactionKey).toBe(keys[1]);
    expect((await cancel(paymentKey, { cancelReason: 'again' })).body.code).toBe('ALREADY_CANCELED_PAYMENT');
  });

  test('the same key refunds once and replays the answer', async () => {
    const approved = await client.approved();
    await client.confirm(approved);
    const refund = { cancelReason: 'rain', cancelAmount: 3000 };
    const first = await cancel(approved.paymentKey, refund, `refund:${approved.orderId}`);
    const second = await cancel(approved.paymentKey, refund, `refund:${approved.orderId}`);
    expect(second).toEqual(first);
    expect((await client.get(`/v1/payments/${approved.paymentKey}`)).body.balanceAmount).toBe(7000);
  });

  test('what was never paid, a missing reason, and amounts that are none are refused', async () => {
    const approved = await client.approved();
    expect((await cancel(approved.paymentKey, { cancelReason: 'no' })).body.code).toBe('NOT_CANCELABLE_PAYMENT');
    await client.confirm(approved);
    for (const body of [{}, { cancelReason: 'x', cancelAmount: 0 }, { cancelReason: 'x', cancelAmount: 1.5 }]) {
      expect((await cancel(approved.paymentKey, body)).body.code).toBe('INVALID_REQUEST');
    }
    expect((await cancel('nothing', { cancelReason: 'x' })).status).toBe(404);
  });
});

describe('idempotency', () => {
  test('the body is not part of the identity: another payment under the same key gets the first answer', async () => {
    const [first, second] = [await client.approved(), await client.approved()];
    const one = await client.confirm(first, 'shared-key');
    const two = await client.confirm(second, 'shared-key');
    expect(two).toEqual(one);
    expect((await client.get(`/v1/payments/${second.paymentKey}`)).body.status).toBe('IN_PROGRESS');
    expect((await client.log(second.orderId))[0]).toMatchObject({ replayed: true, applied: false });
  });

  test('an error is replayed as well, until a new key is used', async () => {
    const approved = await client.approved();
    const forced = { 'tosspayments-test-code': 'PROVIDER_ERROR' };
    expect((await client.confirm(approved, 'attempt:1', forced)).body.code).toBe('PROVIDER_ERROR');
    expect((await client.confirm(approved, 'attempt:1')).body.code).toBe('PROVIDER_ERROR');
    expect((await client.confirm(approved, 'attempt:2')).body.status).toBe('DONE');
  });

  test('300 characters are taken, 301 are refused', async () => {
    const approved = await client.approved();
    expect((await client.confirm(approved, 'k'.repeat(301))).body.code).toBe('INVALID_IDEMPOTENCY_KEY');
    expect((await client.confirm(approved, 'k'.repeat(300))).status).toBe(200);
  });
});

describe('access', () => {
  const ask = async (authorization?: string) => {
    const answer = await fetch(`${sandbox.tossUrl}/v1/payments/x`, { headers: authorization ? { authorization } : {} });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  test('each wrong way to show a key has its own answer', async () => {
    expect(await ask()).toEqual([401, 'UNAUTHORIZED_KEY']);
    expect(await ask(basic('test_sk_other:'))).toEqual([401, 'UNAUTHORIZED_KEY']);
    expect(await ask(basic(DEFAULT_KEYS.tossSecretKey))).toEqual([403, 'INCORRECT_BASIC_AUTH_FORMAT']);
    expect(await ask(`Bearer ${DEFAULT_KEYS.tossSecretKey}`)).toEqual([403, 'INCORRECT_BASIC_AUTH_FORMAT']);
    expect(await ask(basic(`${DEFAULT_KEYS.tossClientKey}:`))).toEqual([400, 'INVALID_API_KEY']);
    expect(await ask(basic(`${DEFAULT_KEYS.tossSecretKey}:`))).toEqual([404, 'NOT_FOUND_PAYMENT']);
  });

  test('the control API does not listen to pages of other origins', async () => {
    const headers = { origin: 'http://elsewhere.example' };
    const answer = await fetch(`${sandbox.url}/control/reset`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
  });
});

describe('expiry', () => {
  test('a payment lapses by itself, tells the shop, and can then not be confirmed', async () => {
    await client.control('PUT', '/config', { confirmWindowMs: 50 });
    const approved = await client.approved();
    await client.control('PUT', '/config', { confirmWindowMs: 600_000 });
    await until(() => shop.of(approved.orderId).length === 1);
    expect(shop.of(approved.orderId)[0]?.body.data.status).toBe('EXPIRED');
    expect((await client.confirm(approved)).body.code).toBe('NOT_FOUND_PAYMENT_SESSION');
  });

  test('one payment can be brought to its end, or near it', async () => {
    const approved = await client.approved();
    const path = `/payments/${approved.paymentKey}`;
    await client.control('POST', `${path}/advance`, { ms: 599_000 });
    expect((await client.get(`/v1${path}`)).body.status).toBe('IN_PROGRESS');
    await client.control('POST', `${path}/advance`, { ms: 1000 });
    expect((await client.get(`/v1${path}`)).body.status).toBe('EXPIRED');
    await expect(client.control('POST', `${path}/expire`)).rejects.toThrow('409');
  });
});

describe('transactions and settlements', () => {
  test('list each approval and cancellation by day and page, and what is paid out when', async () => {
    await client.control('POST', '/reset');
    await client.control('PUT', '/config', { transactionLagMs: 0, settlementVisibleAfterDays: 0 });
    const approved = await client.approved({ amount: 50_000 });
    await client.confirm(approved);
    await client.post(`/v1/payments/${approved.paymentKey}/cancel`, { cancelReason: 'x', cancelAmount: 20_000 });
    const range = 'startDate=2020-01-01T00:00:00&endDate=2099-01-01T00:00:00';
    type Row = Record<string, string | number>;
    const { body: all } = await client.get<Row[]>(`/v1/transactions?${range}`);
    expect(all.map((row) => [row.status, row.amount])).toEqual([
      ['DONE', 50_000],
      ['PARTIAL_CANCELED', 20_000],
    ]);
    const rest = await client.get<Row[]>(`/v1/transactions?${range}&startingAfter=${all[0]?.transactionKey}&limit=1`);
    expect(rest.body.map((row) => row.transactionKey)).toEqual([all[1]?.transactionKey]);
    const { body: paid } = await client.get<Row[]>('/v1/settlements?startDate=2020-01-01&endDate=2099-01-01');
    expect(paid.map((row) => [row.amount, row.supplyAmount, row.vat, row.fee, row.payOutAmount])).toEqual([
      [50_000, 1600, 160, 1760, 48_240],
      [-20_000, -640, -64, -704, -19_296],
    ]);
    expect(String(paid[0]?.paidOutDate) > String(paid[0]?.soldDate)).toBe(true);
    expect((await client.get(`/v1/transactions?${range}&limit=5001`)).status).toBe(400);
    expect((await client.get('/v1/settlements?startDate=yesterday&endDate=today')).status).toBe(400);
  });

  test('are not complete at once', async () => {
    await client.control('PUT', '/config', { transactionLagMs: 60_000, settlementVisibleAfterDays: 1 });
    const range = 'startDate=2020-01-01&endDate=2099-01-01';
    expect((await client.get<unknown[]>(`/v1/transactions?${range}`)).body).toEqual([]);
    expect((await client.get<unknown[]>(`/v1/settlements?${range}`)).body).toEqual([]);
  });
});
