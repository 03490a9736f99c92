import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index';
import { startShop, TestClient } from './test-support';

let sandbox: Sandbox;
let shop: Awaited<ReturnType<typeof startShop>>;
const client = new TestClient(() => sandbox);
const dataDir = mkdtempSync(join(tmpdir(), 'history-'));

beforeAll(async () => {
  shop = await startShop();
  sandbox = await startSandbox({ webhookUrl: shop.url, dataDir });
});
afterAll(async () => {
  await sandbox.close();
  await shop.close();
  rmSync(dataDir, { recursive: true });
});

type Told = {
  added: number;
  settlements: { orderId: string; transactionKey: string; amount: number; fee: number; payOutAmount: number }[];
};
const tell = (payments: unknown[]) => client.control<Told>('POST', '/history', { payments });
const orderOf = (orderId: string) => client.get(`/v1/payments/orders/${orderId}`);

// A Friday: what is sold then is paid out on the Tuesday after it.
const FRIDAY = '2024-11-22T03:00:00.000Z';
const past = (orderId: string, more: Record<string, unknown> = {}) => ({
  orderId,
  orderName: 'Table for two',
  amount: 30_000,
  approvedAt: FRIDAY,
  ...more,
});
const cancel = (amount: number, more: Record<string, unknown> = {}) => ({
  amount,
  at: '2024-11-23T03:00:00.000Z',
  reason: 'rfd_1',
  ...more,
});

describe('a history', () => {
  test('is payments in each state that is final, as they would have been written then, and nobody is told', async () => {
    const keys = { paymentKey: 'sbx_past_payment', transactionKey: 'PAST0001' };
    const { added, settlements } = await tell([
      past('past-done', keys),
      past('past-part', { cancels: [cancel(10_000, { transactionKey: 'PAST0002' })] }),
      past('past-whole', { cancels: [cancel(10_000), cancel(20_000, { at: '2024-11-24T03:00:00.000Z' })] }),
    ]);
    expect(added).toBe(3);
    expect((await orderOf('past-done')).body).toMatchObject({
      paymentKey: 'sbx_past_payment',
      lastTransactionKey: 'PAST0001',
      status: 'DONE',
      approvedAt: '2024-11-22T12:00:00+09:00',
      balanceAmount: 30_000,
      card: { amount: 30_000 },
    });
    expect((await orderOf('past-part')).body).toMatchObject({
      status: 'PARTIAL_CANCELED',
      balanceAmount: 20_000,
      cancels: [{ cancelAmount: 10_000, canceledAt: '2024-11-23T12:00:00+09:00', transactionKey: 'PAST0002' }],
    });
    expect((await orderOf('past-whole')).body).toMatchObject({ status: 'CANCELED', balanceAmount: 0 });
    expect(await client.control('GET', '/webhooks')).toEqual([]);

    type Line = { orderId: string; transactionKey: string; amount: number; fee: number; paidOutDate: string };
    const { body: sold } = await client.get<Line[]>(
      '/v1/settlements?startDate=2024-11-22&endDate=2024-11-22&dateType=soldDate',
    );
    expect(sold.map((line) => [line.orderId, line.amount, line.fee, line.paidOutDate])).toEqual(
      ['past-done', 'past-part', 'past-whole'].map((orderId) => [orderId, 30_000, 1_056, '2024-11-26']),
    );
    expect(settlements).toHaveLength(6);
    for (const line of sold) expect(settlements).toContainEqual(expect.objectContaining({ fee: line.fee }));
    expect(settlements.filter((line) => line.orderId === 'past-whole').map((line) => line.amount)).toEqual([
      30_000, -10_000, -20_000,
    ]);
    const { body: moved } = await client.get<Line[]>(
      '/v1/transactions?startDate=2024-11-22T00:00:00&endDate=2024-11-25T00:00:00',
    );
    expect(moved).toHaveLength(6);
  });

  test('can be sent again: what is known stays, and the answer is the same', async () => {
    const list = [past('again-1', { cancels: [cancel(5_000)] }), past('again-2')];
    const first = await tell(list);
    const line = readFileSync(join(dataDir, 'payments.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!;
    expect(JSON.parse(line)).toHaveLength(5);
    expect(await tell(list)).toEqual({ added: 0, settlements: first.settlements });
    expect((await tell([...list, past('again-3')])).added).toBe(1);
  });

  test('is refused whole for an order that is known otherwise, or for a key of another', async () => {
    await tell([past('taken-1', { paymentKey: 'sbx_taken_key', transactionKey: 'TAKEN0001' })]);
    const other = [
      past('taken-1', { amount: 40_000 }),
      past('taken-1', { cancels: [cancel(5_000)] }),
      past('taken-1', { approvedAt: '2024-11-21T03:00:00.000Z' }),
      past('taken-2', { paymentKey: 'sbx_taken_key' }),
      past('taken-2', { transactionKey: 'TAKEN0001' }),
    ];
    for (const one of other) await expect(tell([past('taken-free'), one])).rejects.toThrow(/^Error: 409 |^409 /);
    expect((await orderOf('taken-free')).status).toBe(404);
  });

  test('is refused whole, with the place, when something in it cannot have been', async () => {
    const wrong: [Record<string, unknown>, string][] = [
      [past('wrong-1', { amount: 99 }), 'payments[1]: a card payment is 100 won or more'],
      [past('x'), 'payments[1]: orderId is 6 to 64'],
      [past('wrong-1', { approvedAt: '2999-01-01T00:00:00.000Z' }), 'payments[1].approvedAt: is in the future'],
      [past('wrong-1', { approvedAt: 5 }), 'payments[1].approvedAt: is a time'],
      [past('wrong-1', { paymentKey: 'no' }), 'payments[1]: paymentKey is 8 to 64'],
      [past('wrong-1', { cancels: [cancel(20_000), cancel(10_001)] }), 'payments[1].cancels[1]: no more can be'],
      [past('wrong-1', { cancels: [cancel(1, { at: '2024-11-21T00:00:00.000Z' })] }), 'cancels[0].at: is before'],
      [past('wrong-1', { cancels: [cancel(1, { reason: '' })] }), 'payments[1].cancels[0]: reason is text'],
      [past('wrong-0'), 'payments[1]: an order is in the list once'],
    ];
    for (const [one, problem] of wrong) await expect(tell([past('wrong-0'), one])).rejects.toThrow(problem);
    await expect(client.control('POST', '/history', {})).rejects.toThrow('400');
    expect((await orderOf('wrong-0')).status).toBe(404);
  });

  test('can be cancelled further by the shop, and is still known after a restart', async () => {
    await tell([past('later-1', { cancels: [cancel(10_000)] })]);
    const { paymentKey } = (await orderOf('later-1')).body;
    await sandbox.close();
    sandbox = await startSandbox({ webhookUrl: shop.url, dataDir });
    const { body } = await client.post(`/v1/payments/${paymentKey}/cancel`, { cancelReason: 'rfd_2' });
    expect(body).toMatchObject({ status: 'CANCELED', balanceAmount: 0 });
  });
});
