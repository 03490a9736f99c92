import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index';
import { startShop, TestClient, until } from './test-support';

let sandbox: Sandbox;
let shop: Awaited<ReturnType<typeof startShop>>;
let answerOf: (count: number) => number;
const client = new TestClient(() => sandbox);
const config = (body: Record<string, unknown>) => client.control('PUT', '/config', body);
const statuses = (orderId: string) => shop.of(orderId).map((one) => one.body.data.status);

beforeEach(async () => {
  answerOf = () => 200;
  shop = await startShop((count) => answerOf(count));
  sandbox = await startSandbox({ webhookUrl: shop.url });
});
afterEach(async () => {
  await sandbox.close();
  await shop.close();
});

/** Pays and gives everything back: two webhooks, DONE and CANCELED. */
async function payAndRefund() {
  const approved = await client.approved();
  await client.confirm(approved);
  await client.post(`/v1/payments/${approved.paymentKey}/cancel`, { cancelReason: 'x' });
  return approved.orderId;
}

describe('webhooks', () => {
  test('tell of the change with the payment, a time without offset, and the transmission headers', async () => {
    const approved = await client.approved();
    const { body } = await client.confirm(approved);
    await until(() => shop.of(approved.orderId).length === 1);
    const { headers, body: hook } = shop.of(approved.orderId)[0]!;
    expect(hook).toMatchObject({ eventType: 'PAYMENT_STATUS_CHANGED', data: body });
    expect(hook.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    expect(headers['tosspayments-webhook-transmission-id']).toMatch(/^\w{32}$/);
    expect(headers['tosspayments-webhook-transmission-time']).toMatch(/\+09:00$/);
    expect(headers['tosspayments-webhook-transmission-retried-count']).toBe('0');
  });

  test('are sent again with the same id and a higher count until the shop says 200, and not after', async () => {
    await config({ webhookRetryScale: 0.000_001 });
    answerOf = (count) => (count < 3 ? 204 : 200);
    const approved = await client.approved();
    await client.confirm(approved);
    await until(async () => (await deliveries(approved.orderId))[0]?.state === 'delivered');
    const sent = shop.of(approved.orderId).map((one) => one.headers);
    expect(sent.map((one) => one['tosspayments-webhook-transmission-retried-count'])).toEqual(['0', '1', '2']);
    expect(new Set(sent.map((one) => one['tosspayments-webhook-transmission-id'])).size).toBe(1);
  });

  test('are given up after seven retries', async () => {
    await config({ webhookRetryScale: 0 });
    answerOf = () => 500;
    const approved = await client.approved();
    await client.confirm(approved);
    await until(async () => (await deliveries(approved.orderId))[0]?.state === 'given-up');
    expect(shop.of(approved.orderId)).toHaveLength(8);
  });

  test('can be doubled: identical, the same transmission id', async () => {
    await config({ webhookCopies: 3 });
    const approved = await client.approved();
    await client.confirm(approved);
    await until(() => shop.of(approved.orderId).length === 3);
    const [one, two, three] = shop.of(approved.orderId);
    expect([two?.body, three?.body]).toEqual([one?.body, one?.body]);
    expect(two?.headers['tosspayments-webhook-transmission-id']).toBe(
      one?.headers['tosspayments-webhook-transmission-id'],
    );
  });

  test('can come in the wrong order', async () => {
    await config({ webhookReorder: 2 });
    const orderId = await payAndRefund();
    await until(() => shop.of(orderId).length === 2);
    expect(statuses(orderId)).toEqual(['CANCELED', 'DONE']);
  });

  test('can be held back and let go', async () => {
    await config({ webhookHold: true });
    const orderId = await payAndRefund();
    expect((await deliveries(orderId)).map((one) => one.state)).toEqual(['held', 'held']);
    expect(shop.of(orderId)).toHaveLength(0);
    await client.control('POST', '/webhooks/release', { orderId });
    await until(() => shop.of(orderId).length === 2);
    expect(statuses(orderId)).toEqual(['DONE', 'CANCELED']);
  });

  test('can be lost', async () => {
    await config({ webhookDrop: true });
    const lost = await payAndRefund();
    await config({ webhookDrop: false });
    const told = await payAndRefund();
    await until(() => shop.of(told).length === 2);
    expect(shop.of(lost)).toHaveLength(0);
  });
});

test('a webhook the shop has not taken when the sandbox stops is delivered after its next start', async () => {
  await sandbox.close();
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-hooks-'));
  sandbox = await startSandbox({ dataDir, webhookUrl: shop.url });
  await config({ webhookRetryScale: 0.000_01 });
  answerOf = () => 503;
  const approved = await client.approved();
  await client.confirm(approved);
  await until(() => shop.of(approved.orderId).length > 0);
  await sandbox.close();
  answerOf = () => 200;
  sandbox = await startSandbox({ dataDir, webhookUrl: shop.url });
  await until(async () => (await deliveries(approved.orderId))[0]?.state === 'delivered');
  rmSync(dataDir, { recursive: true });
});

function deliveries(orderId: string) {
  return client.control<{ state: string; attempts: number }[]>('GET', `/webhooks?orderId=${orderId}`);
}
