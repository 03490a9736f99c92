import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { payments, refunds } from '@/db/schema';
import { authorizePayment, reconcilePayments, reconcileRefunds } from '@/server/services/payment';
import { cancelReservation } from '@/server/services/reservation';
import { holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser } from '../support/factories';
import { payingContext, type SagaStack, startSagaStack } from '../support/saga-stack';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

const MINUTES = 6;
const asJob = () => ({ ...payingContext(client, stack.provider), actor: { type: 'system', job: 'test' } as const });

/** The keys under which calls of that kind were made for an order. */
async function keysOf(orderId: string, path: string): Promise<Set<string | null>> {
  const calls = (await stack.provider.log(orderId)).filter((entry) => entry.path.endsWith(path));
  return new Set(calls.map((entry) => entry.idempotencyKey));
}

it('a confirm that is in flight for minutes is asked about under its own key, whoever asks', async () => {
  const { ctx, provider } = stack;
  const restaurant = await makeRestaurant(client);
  const diner = await makeUser(client);
  const order = await holdOrder(ctx, diner, restaurant.id);
  await provider.fault({ call: 'confirm', kind: 'in-flight', orderId: order.orderId, ms: 600_000, times: 100 });
  const paymentKey = await provider.approve(order.orderId, order.amountMinor);
  await authorizePayment(as(ctx, diner), { ...order, paymentKey });
  for (let minute = 0; minute < MINUTES; minute++) {
    await client.db
      .update(payments)
      .set({ nextCheckAt: sql`now(6)` })
      .where(eq(payments.id, order.orderId as never));
    await reconcilePayments(asJob(), { limit: 100 });
  }
  expect((await keysOf(order.orderId, '/confirm')).size).toBe(1);
});

it('a refund that is in flight for minutes is asked about under its own key: a second one would give the money back twice', async () => {
  const { ctx, provider } = stack;
  const restaurant = await makeRestaurant(client);
  const diner = await makeUser(client);
  const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
  await waitForStatus(ctx, paid.reservationId, 'CONFIRMED');
  await provider.fault({ call: 'cancel', kind: 'in-flight', orderId: paid.orderId, ms: 600_000, times: 100 });
  await cancelReservation(as(ctx, diner), { reservationId: paid.reservationId, expectedRefundMinor: paid.amountMinor });
  const [refund] = await refundsOf(ctx, paid.reservationId);
  for (let minute = 0; minute < MINUTES; minute++) {
    await client.db.update(refunds).set({ nextCheckAt: sql`now(6)` }).where(eq(refunds.id, refund!.id));
    await reconcileRefunds(asJob(), { limit: 100 });
  }
  expect((await keysOf(paid.orderId, '/cancel')).size).toBe(1);
});
