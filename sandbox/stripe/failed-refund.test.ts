import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PaymentProvider } from '@/server/infra/payments';
import { createStripeProvider } from '@/server/infra/payments/stripe/client';
import { DEFAULT_KEYS, type Sandbox, startSandbox } from '../index';

let sandbox: Sandbox;
let provider: PaymentProvider;

beforeAll(async () => {
  sandbox = await startSandbox();
  provider = createStripeProvider({
    apiUrl: sandbox.stripeUrl,
    secretKey: DEFAULT_KEYS.stripeSecretKey,
    webhookSecret: DEFAULT_KEYS.stripeWebhookSecret,
  });
  await control('PUT', '/config', { transactionLagMs: 0 });
});
afterAll(() => sandbox.close());

async function control(method: string, path: string, body: unknown): Promise<{ id: string }> {
  const answer = await fetch(`${sandbox.url}/control${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

test('a refund that fails moves the money twice: each line has its kind and a name of its own, and all name the order', async () => {
  const orderId = 'pay_failed_refund';
  const home = 'http://localhost:3000/checkout/res_1';
  const opened = await provider.begin!({
    ...{ orderId, paymentKey: null, amountMinor: 20_000, currency: 'KRW', name: '라온' },
    ...{ paidUrl: `${home}/paid`, failedUrl: `${home}/failed`, expiresAtMs: Date.now() + 420_000 },
  });
  const paymentKey = opened.kind === 'redirect' ? opened.paymentKey : '';
  await control('POST', '/stripe/approve', { orderId });
  await provider.confirm({ paymentKey, orderId, amountMinor: 20_000, idempotencyKey: 'c' });
  const { id: refundId } = await control('POST', '/stripe/refund', { orderId, amount: 20_000 });
  await control('POST', '/stripe/refund-failure', { refundId });

  const looked = await provider.lookup({ orderId, paymentKey });
  expect(looked).toMatchObject({
    payment: { status: 'DONE', balanceMinor: 20_000, cancels: [{ transactionKey: refundId, status: 'ABORTED' }] },
  });
  const hour = { fromMs: Date.now() - 3_600_000, untilMs: Date.now() + 3_600_000 };
  const moved = await provider.transactions(hour, null);
  const rows = moved.kind === 'page' ? moved.rows : [];
  expect(rows.map((row) => [row.kind, row.amountMinor])).toEqual([
    ['refund-failed', 20_000],
    ['refund', -20_000],
    ['capture', 20_000],
  ]);
  expect(new Set(rows.map((row) => row.lineKey)).size).toBe(3);
  expect(new Set(rows.map((row) => row.transactionKey)).size).toBe(2);
  // What was refunded at the console carries no order: its intent does.
  expect(rows.map((row) => row.orderId)).toEqual([orderId, orderId, orderId]);
  await expect(control('POST', '/stripe/refund-failure', { refundId })).rejects.toThrow('409');
  // The charge can be refunded once more.
  const again = { paymentKey, amountMinor: 20_000, reason: 'rfd_1', idempotencyKey: 'r' };
  expect(await provider.refund(again)).toMatchObject({ kind: 'refunded' });
});
