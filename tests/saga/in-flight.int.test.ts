import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { payments, refunds, reviewCases } from '@/db/schema';
import type { PaymentId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import {
  type AskedRefund,
  askRefundAgain,
  authorizePayment,
  reconcilePayments,
  reconcileRefunds,
  refundAtProvider,
  reviewRefund,
} from '@/server/services/payment';
import { cancelReservation } from '@/server/services/reservation';
import { retryReview } from '@/server/services/review';
import { holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { payingContext, type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

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

/** A booking of which half is to go back, with what the provider gave back of it and under how many keys. */
async function halfBack() {
  const { ctx, provider } = stack;
  const restaurant = await makeRestaurant(client);
  const diner = await makeUser(client);
  const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
  await waitForStatus(ctx, paid.reservationId, 'CONFIRMED');
  const id = newId('refund');
  const amountMinor = paid.amountMinor / 2;
  await client.db.insert(refunds).values({
    ...{ id, paymentId: paid.orderId as PaymentId, reservationId: paid.reservationId, cause: 'goodwill', sourceId: id },
    ...{ amountMinor, status: 'REQUESTED', createdAt: new Date() },
  });
  const attempt = async () => (await client.db.select().from(refunds).where(eq(refunds.id, id)))[0]!.attempt;
  const given = async () => {
    const looked = await ctx.payments.of('toss').lookup({ orderId: paid.orderId, paymentKey: null });
    return looked.kind === 'found' ? looked.payment.totalMinor - looked.payment.balanceMinor : null;
  };
  const keys = async () => (await keysOf(paid.orderId, '/cancel')).size;
  const fault = (one: Record<string, unknown>) => provider.fault({ call: 'cancel', orderId: paid.orderId, ...one });
  return { paid, refundId: id, amountMinor, attempt, given, keys, fault };
}

it('an operator who tries a refund again that has no answer yet asks under its own key', async () => {
  const { refundId, attempt, keys, fault } = await halfBack();
  await fault({ kind: 'in-flight', ms: 600_000, times: 100 });
  const ctx = asJob();
  await refundAtProvider(ctx, { refundId });
  await reviewRefund(ctx, { refundId, last: { kind: 'in-flight' } });
  const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.subjectId, refundId));
  const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
  expect(await retryReview(operator, { id: found!.id })).toEqual({ settled: false });
  const asked = async () =>
    (await stack.provider.log(found!.paymentId!)).filter(({ path }) => path.endsWith('/cancel'));
  await waitFor('the saga to ask', async () => (await asked()).length > 1);
  await client.db.update(refunds).set({ nextCheckAt: sql`now(6)` }).where(eq(refunds.id, refundId));
  await reconcileRefunds(ctx, { limit: 100 });
  expect(await attempt()).toBe(1);
  expect(await keys()).toBe(1);
});

describe('a refund that met a server error, asked for by two at once', () => {
  /** The first key failed; its successor is under way when another who saw the same failure comes. */
  async function second(lastOf: (last: AskedRefund) => AskedRefund) {
    const refund = await halfBack();
    const ctx = asJob();
    await refund.fault({ kind: 'error-before', status: 500, code: 'FAILED_REFUND_PROCESS' });
    const last = await refundAtProvider(ctx, refund);
    expect(last).toMatchObject({ kind: 'unknown', answered: 'server-error', attempt: 1 });
    await refund.fault({ kind: 'delay', ms: 700 });
    const first = askRefundAgain(ctx, { refundId: refund.refundId, last, tries: 3 });
    await waitFor('the second attempt', async () => (await refund.attempt()) === 2);
    await askRefundAgain(ctx, { refundId: refund.refundId, last: lastOf(last), tries: 3 });
    await first;
    return refund;
  }

  it('a control: two keys for a part give it back twice, unless the provider is told what it must have left', async () => {
    const { ctx } = stack;
    const { paid, amountMinor, given } = await halfBack();
    const looked = await ctx.payments.of('toss').lookup({ orderId: paid.orderId, paymentKey: null });
    const paymentKey = looked.kind === 'found' ? looked.payment.paymentKey : '';
    const refund = (key: string, balanceMinor?: number) =>
      ctx.payments.of('toss').refund({ paymentKey, amountMinor, reason: key, idempotencyKey: key, balanceMinor });
    await refund(unique('one-'), paid.amountMinor);
    expect(await refund(unique('two-'), paid.amountMinor)).toMatchObject({ code: 'NOT_MATCHES_REFUNDABLE_AMOUNT' });
    expect(await given()).toBe(amountMinor);
    await refund(unique('three-'));
    expect(await given()).toBe(paid.amountMinor);
  });

  it('a control: who does not know which attempt failed makes a third key', async () => {
    const { given, keys, amountMinor } = await second(({ attempt: _, ...last }) => last);
    expect(await keys()).toBe(3);
    expect(await given()).toBe(amountMinor);
  });

  it('asks under one new key, and the part goes back once', async () => {
    const { given, keys, attempt, amountMinor } = await second((last) => last);
    expect(await keys()).toBe(2);
    expect(await attempt()).toBe(2);
    expect(await given()).toBe(amountMinor);
  });
});
