import { and, eq, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { journalEntries, payments, reconciliations, refunds, reviewCases } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import { lookUp } from '@/server/services/payment';
import { compareSettlements, compareTransactions } from '@/server/services/reconciliation';
import { cancelReservation } from '@/server/services/reservation';
import { attachReview } from '@/server/services/review';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
  await stack.provider.control('PUT', '/config', {
    transactionLagMs: 0,
    settlementVisibleAfterDays: 0,
    settlementPaidOutAfterDays: 0,
  });
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

const later = (hours: number) => ({
  ...stack.ctx,
  actor: { type: 'system' as const, job: 'compare' },
  nowMs: () => Date.now() + hours * 3_600_000,
});
async function compare(provider: ProviderName = 'toss') {
  await client.db.delete(reconciliations);
  return compareTransactions(later(3), { provider });
}
const operator = async () => as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
const casesOf = (id: ReservationId) => client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, id));
/** Cases that name an order of the provider's. */
const casesAbout = (orderId: string) =>
  client.db
    .select()
    .from(reviewCases)
    .where(like(reviewCases.detail, `%${orderId}%`));

async function paid() {
  const restaurant = await makeRestaurant(client);
  const diner = await makeUser(client);
  const order = await payOrder(stack.ctx, stack.provider, diner, await holdOrder(stack.ctx, diner, restaurant.id));
  await waitForStatus(stack.ctx, order.reservationId, 'CONFIRMED');
  return { diner, restaurant, ...order, paymentId: order.orderId as PaymentId };
}
const atConsole = (paymentKey: string, amountMinor: number) =>
  stack.ctx.payments
    .of('toss')
    .refund({ paymentKey, amountMinor, reason: 'by hand', idempotencyKey: unique('console-') });

describe('money that moved long before we learned of it', () => {
  const HOURS_AGO = sql.raw('6');
  const learnedLate = (id: PaymentId) =>
    client.db
      .update(payments)
      .set({
        capturedAt: sql`captured_at - interval ${HOURS_AGO} hour`,
        authorizedAt: sql`authorized_at - interval ${HOURS_AGO} hour`,
      })
      .where(eq(payments.id, id));

  it('a payment that was settled hours after its capture is no case: the provider is asked about it', async () => {
    const booking = await paid();
    await learnedLate(booking.paymentId);
    expect(await compare()).toMatchObject({ failed: null });
    expect(await casesOf(booking.reservationId)).toEqual([]);
  });

  it('a refund that was settled hours after it was made neither', async () => {
    const booking = await paid();
    await cancelReservation(as(stack.ctx, booking.diner), {
      reservationId: booking.reservationId,
      expectedRefundMinor: booking.amountMinor,
    });
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, booking.reservationId))[0]?.status === 'DONE');
    await client.db
      .update(refunds)
      .set({ doneAt: sql`done_at - interval ${HOURS_AGO} hour` })
      .where(eq(refunds.paymentId, booking.paymentId));
    expect(await compare()).toMatchObject({ failed: null });
    expect(await casesOf(booking.reservationId)).toEqual([]);
  });

  it('while the provider does not say, nobody is told: the stretch is compared again', async () => {
    const booking = await paid();
    await learnedLate(booking.paymentId);
    await stack.provider.fault({ kind: 'error-before', status: 500, call: 'query', orderId: booking.orderId });
    expect((await compare()).failed).not.toBeNull();
    expect(await casesOf(booking.reservationId)).toEqual([]);
    expect((await compareTransactions(later(3), { provider: 'toss' })).failed).toBeNull();
    expect(await casesOf(booking.reservationId)).toEqual([]);
  });

  it('a refund whose answer was lost for good is settled by the reason on its record', async () => {
    const booking = await paid();
    await stack.provider.fault({
      kind: 'error-before',
      status: 403,
      code: 'NOT_CANCELABLE_PAYMENT',
      call: 'cancel',
      orderId: booking.orderId,
    });
    await cancelReservation(as(stack.ctx, booking.diner), {
      reservationId: booking.reservationId,
      expectedRefundMinor: booking.amountMinor,
    });
    const [refund] = await waitFor('the refund to be refused', async () => {
      const rows = await refundsOf(stack.ctx, booking.reservationId);
      return rows[0]?.status === 'REVIEW' && rows;
    });
    await stack.ctx.payments.of('toss').refund({
      paymentKey: booking.paymentKey,
      amountMinor: booking.amountMinor,
      reason: refund!.id,
      idempotencyKey: unique('lost-'),
    });
    await compare();
    expect(await refundsOf(stack.ctx, booking.reservationId)).toMatchObject([{ status: 'DONE' }]);
    expect((await casesOf(booking.reservationId)).map(({ reason }) => reason)).toEqual(['refund_refused']);
  });
});

/** A payment made at a provider for an order that is none of ours. */
async function strangePayment(provider: ProviderName, amountMinor = 25_000) {
  const orderId = unique('elsewhere-');
  const its = stack.ctx.payments.of(provider);
  let paymentKey: string;
  if (provider === 'stripe') {
    const home = 'http://localhost:3000/elsewhere';
    const order = { orderId, amountMinor, currency: 'KRW' as const, name: 'Elsewhere', paidUrl: home, failedUrl: home };
    await its.begin!({ ...order, paymentKey: null, expiresAtMs: Date.now() + 420_000 });
    paymentKey = await stack.provider.approveAtStripe(orderId);
  } else paymentKey = await stack.provider.approve(orderId, amountMinor);
  await its.confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('e-') });
  await compare(provider);
  const [found] = await casesAbout(orderId);
  return { orderId, amountMinor, found: found! };
}

describe('a payment that an operator attached to a booking', () => {
  it.each(['toss', 'stripe'] as const)(
    'of %s is known by its own name there: it is looked up, settled and refunded without another case',
    async (provider) => {
      const { orderId, found, amountMinor } = await strangePayment(provider);
      const booking = await paid();
      await attachReview(await operator(), {
        id: found.id,
        reservationId: booking.reservationId,
        note: '전화로 확인',
      });
      const [attached] = await client.db
        .select()
        .from(payments)
        .where(and(eq(payments.reservationId, booking.reservationId), eq(payments.amountMinor, amountMinor)));
      expect(await lookUp(stack.ctx, attached!)).toMatchObject({ kind: 'found', payment: { orderId } });
      await cancelReservation(as(stack.ctx, booking.diner), {
        reservationId: booking.reservationId,
        expectedRefundMinor: booking.amountMinor + amountMinor,
      });
      await waitFor('both refunds', async () =>
        (await refundsOf(stack.ctx, booking.reservationId)).every(({ status }) => status === 'DONE'),
      );
      if (provider === 'stripe') await stack.provider.control('POST', '/stripe/payouts');
      expect(await compare(provider)).toMatchObject({ failed: null });
      await client.db.delete(reconciliations);
      expect(await compareSettlements(later(48), { provider })).toMatchObject({ failed: null });
      expect(await casesAbout(orderId)).toHaveLength(1);
      const settled = await client.db
        .select({ restaurantId: journalEntries.restaurantId })
        .from(journalEntries)
        .where(
          and(
            eq(journalEntries.reservationId, booking.reservationId),
            eq(journalEntries.kind, 'settled'),
            like(journalEntries.sourceId, `${provider}:%`),
          ),
        );
      expect(settled.length).toBeGreaterThanOrEqual(2);
      expect(new Set(settled.map((one) => one.restaurantId))).toEqual(new Set([booking.restaurant.id]));
    },
  );
});

describe('a refund that somebody made by hand for one that we had asked for', () => {
  it('of a wrong amount frees the table that was kept for it', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const order = await holdOrder(stack.ctx, diner, restaurant.id);
    const { orderId } = order;
    await stack.provider.fault({
      kind: 'error-before',
      status: 403,
      code: 'NOT_CANCELABLE_PAYMENT',
      call: 'cancel',
      orderId,
    });
    // At the provider it is 15,000 won, and captured as such.
    const paymentKey = await stack.provider.approve(orderId, 15_000);
    await stack.ctx.payments
      .of('toss')
      .confirm({ paymentKey, orderId, amountMinor: 15_000, idempotencyKey: unique('e-') });
    await client.db
      .update(payments)
      .set({ status: 'AUTHORIZED', paymentKey, authorizedAt: new Date() })
      .where(eq(payments.id, orderId as PaymentId));
    await client.db.execute(
      sql`UPDATE reservations SET status = 'CONFIRMING', version = version + 1 WHERE id = ${order.reservationId}`,
    );
    await compare();
    await waitFor(
      'the refund to be refused',
      async () => (await refundsOf(stack.ctx, order.reservationId))[0]?.status === 'REVIEW',
    );
    expect(await statusOf(stack.ctx, order.reservationId)).toBe('CONFIRMING');
    await atConsole(paymentKey, 15_000);
    await compare();
    const found = (await casesOf(order.reservationId)).find(({ reason }) => reason === 'missing_here');
    await attachReview(await operator(), {
      id: found!.id,
      reservationId: order.reservationId,
      note: '결제사에서 환불',
    });
    expect(await refundsOf(stack.ctx, order.reservationId)).toMatchObject([
      { status: 'DONE', cause: 'amount_differs', amountMinor: 15_000 },
    ]);
    expect(await statusOf(stack.ctx, order.reservationId)).toBe('RELEASED');
  });
});
