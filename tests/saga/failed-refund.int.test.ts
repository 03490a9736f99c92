import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { journalLines, payments, reconciliations, refunds, reviewCases } from '@/db/schema';
import type { PaymentId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import { preparePayment } from '@/server/services/checkout';
import { authorizePayment, receiveHint } from '@/server/services/payment';
import { compareSettlements, compareTransactions } from '@/server/services/reconciliation';
import { cancelReservation } from '@/server/services/reservation';
import { attachReview, payBackReview, retryReview } from '@/server/services/review';
import { holdOrder, refundsOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { codeOf, ONE_TABLE } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';
import { openWebhookDoor, type WebhookDoor } from '../support/webhook-door';

let client: DatabaseClient;
let stack: SagaStack;
let door: WebhookDoor;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
  door = await openWebhookDoor(stack.ctx);
  await stack.provider.control('PUT', '/config', {
    stripeWebhookUrl: `${door.url}/stripe`,
    webhookHold: true,
    transactionLagMs: 0,
    feeBasisPoints: 320,
  });
});
afterAll(async () => {
  await stack.close();
  await door.close();
  await client.close();
});

const AT_STRIPE = { ...ONE_TABLE, restaurant: { paymentProvider: 'stripe' as const } };
const stripe = { provider: 'stripe' as const };
const later = (hours: number) => ({
  ...stack.ctx,
  actor: { type: 'system' as const, job: 'compare' },
  nowMs: () => Date.now() + hours * 3_600_000,
});
const compare = async () => {
  await client.db.delete(reconciliations);
  expect(await compareTransactions(later(3), stripe)).toMatchObject({ failed: null });
};
const settle = async () => {
  await client.db.delete(reconciliations);
  expect(await compareSettlements(later(48), stripe)).toMatchObject({ failed: null });
};
const operator = async () => as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');

/** A booking that was paid at Stripe. */
async function paid() {
  const restaurant = await makeRestaurant(client, AT_STRIPE);
  const diner = await makeUser(client);
  const order = await holdOrder(stack.ctx, diner, restaurant.id);
  await preparePayment(as(stack.ctx, diner), { reservationId: order.reservationId, expectedMinor: order.amountMinor });
  const paymentKey = await stack.provider.approveAtStripe(order.orderId);
  await authorizePayment(as(stack.ctx, diner), { ...order, paymentKey });
  await waitForStatus(stack.ctx, order.reservationId, 'CONFIRMED');
  return { ...order, diner, restaurantId: restaurant.id, paymentId: order.orderId as PaymentId };
}

const refundOf = async (reservationId: ReservationId) => (await refundsOf(stack.ctx, reservationId))[0]!;
const isDone = (reservationId: ReservationId) =>
  waitFor('the refund', async () => (await refundOf(reservationId))?.status === 'DONE');

/** The same, cancelled, with all of it back. */
async function refunded() {
  const booking = await paid();
  await cancelReservation(as(stack.ctx, booking.diner), {
    reservationId: booking.reservationId,
    expectedRefundMinor: booking.amountMinor,
  });
  await isDone(booking.reservationId);
  return { ...booking, refund: await refundOf(booking.reservationId) };
}
const failThere = (refundId: string | null) => stack.provider.control('POST', '/stripe/refund-failure', { refundId });
const casesOf = (id: ReservationId) => client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, id));
const paymentOf = async (id: PaymentId) => (await client.db.select().from(payments).where(eq(payments.id, id)))[0]!;
async function balance(restaurantId: RestaurantId, account: 'pg_clearing' | 'deposit_liability' | 'bank' | 'pg_fee') {
  const [row] = await client.db
    .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
    .from(journalLines)
    .where(and(eq(journalLines.restaurantId, restaurantId), eq(journalLines.account, account)));
  return row!.sum;
}

/** The refund waits for a person, and the books say that the provider holds the money again. */
async function expectFailed({ reservationId, restaurantId, paymentId, amountMinor, refund }: RefundedBooking) {
  expect(await casesOf(reservationId)).toMatchObject([
    {
      subjectId: refund.id,
      reason: 'refund_failed',
      paymentId,
      closedAt: null,
      detail: { ours: { id: refund.id, amountMinor }, theirs: { transactionKey: refund.transactionKey, amountMinor } },
    },
  ]);
  expect(await refundOf(reservationId)).toMatchObject({ status: 'REVIEW', doneAt: null });
  expect(await paymentOf(paymentId)).toMatchObject({ refundedMinor: 0 });
  expect(await balance(restaurantId, 'deposit_liability')).toBe(-amountMinor);
}
type RefundedBooking = Awaited<ReturnType<typeof refunded>>;

describe('a refund that the bank sends back after it succeeded', () => {
  it('is told of by the provider’s webhook: a case, and the money is in the books again', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await stack.provider.control('POST', '/webhooks/release', { orderId: booking.orderId });
    await waitFor('the case', async () => (await casesOf(booking.reservationId)).length > 0);
    await expectFailed(booking);
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(booking.amountMinor);
  });

  it('is found among its transactions when no webhook came, once, and is no capture', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await compare();
    await compare();
    await expectFailed(booking);
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(booking.amountMinor);
  });

  it('is found when it is settled, and all three lines are booked: the provider holds nothing then', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await stack.provider.control('POST', '/stripe/payouts');
    await settle();
    await settle();
    await expectFailed(booking);
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(0);
    expect(await balance(booking.restaurantId, 'bank')).toBe(booking.amountMinor - 640);
    expect(await balance(booking.restaurantId, 'pg_fee')).toBe(640);
  });

  it('is sent once more by an operator under a new key, and no line of the first one is news afterwards', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await receiveHint(
      { ...stack.ctx, actor: { type: 'system', job: 'test' } },
      { ...stripe, messageId: unique('evt-'), orderId: booking.orderId, aboutRefunds: true },
    );
    const [found] = await waitFor('the case', async () => {
      const cases = await casesOf(booking.reservationId);
      return cases.length > 0 && cases;
    });
    const me = await operator();
    await retryReview(me, { id: found!.id });
    await isDone(booking.reservationId);
    expect((await refundOf(booking.reservationId)).transactionKey).not.toBe(booking.refund.transactionKey);
    expect((await casesOf(booking.reservationId))[0]!.closedAt).not.toBeNull();
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(0);
    expect(await balance(booking.restaurantId, 'deposit_liability')).toBe(0);
    expect(await paymentOf(booking.paymentId)).toMatchObject({ refundedMinor: booking.amountMinor });
    await stack.provider.control('POST', '/stripe/payouts');
    await compare();
    await settle();
    expect((await casesOf(booking.reservationId)).map(({ reason }) => reason)).toEqual(['refund_failed']);
    // It can fail again, and is then taken out of the books again.
    await failThere((await refundOf(booking.reservationId)).transactionKey);
    await compare();
    expect(await balance(booking.restaurantId, 'deposit_liability')).toBe(-booking.amountMinor);
    expect(await casesOf(booking.reservationId)).toMatchObject([{ reason: 'refund_failed', closedAt: null }]);
  });
});

describe('a refund that came back', () => {
  it('is paid from the platform’s account: its first entry stays reversed, and no comparison finds anything', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await compare();
    const [found] = await casesOf(booking.reservationId);
    await payBackReview(await operator(), { id: found!.id, note: '계좌로 보내 드림' });
    expect(await refundOf(booking.reservationId)).toMatchObject({ status: 'DONE', transactionKey: null });
    expect(await balance(booking.restaurantId, 'deposit_liability')).toBe(0);
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(booking.amountMinor);
    expect(await balance(booking.restaurantId, 'bank')).toBe(-booking.amountMinor);
    await receiveHint(
      { ...stack.ctx, actor: { type: 'system', job: 'test' } },
      { ...stripe, messageId: unique('evt-'), orderId: booking.orderId, aboutRefunds: true },
    );
    await stack.provider.control('POST', '/stripe/payouts');
    await compare();
    await settle();
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(0);
    expect(await casesOf(booking.reservationId)).toMatchObject([{ id: found!.id, closedAt: expect.any(Date) }]);
  });
});

const inDashboard = async ({ orderId }: { orderId: string }, amount: number) =>
  ((await stack.provider.control('POST', '/stripe/refund', { orderId, amount })) as { id: string }).id;

describe('a refund that somebody makes in the provider’s dashboard', () => {
  it('is a case about the payment of its order, and can be taken into the books', async () => {
    const booking = await paid();
    const transactionKey = await inDashboard(booking, 7_000);
    await compare();
    const [found] = await casesOf(booking.reservationId);
    expect(found).toMatchObject({
      subjectId: transactionKey,
      reason: 'missing_here',
      paymentId: booking.paymentId,
      detail: { theirs: { orderId: booking.orderId, amountMinor: -7_000 } },
    });
    await attachReview(await operator(), {
      id: found!.id,
      reservationId: booking.reservationId,
      note: 'by the owner’s wish',
    });
    expect(await refundOf(booking.reservationId)).toMatchObject({ status: 'DONE', transactionKey, amountMinor: 7_000 });
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(booking.amountMinor - 7_000);
    // When it moved, not when it was taken over.
    const { doneAt } = await refundOf(booking.reservationId);
    expect(doneAt!.getTime()).toBe((found!.detail.theirs as { atMs: number }).atMs);
    await stack.provider.control('POST', '/stripe/payouts');
    await compare();
    await settle();
    expect(await casesOf(booking.reservationId)).toHaveLength(1);
  });

  it('for one of ours that came back is that refund, booked once more', async () => {
    const booking = await refunded();
    await failThere(booking.refund.transactionKey);
    await compare();
    const transactionKey = await inDashboard(booking, booking.amountMinor);
    await compare();
    const found = (await casesOf(booking.reservationId)).find((one) => one.reason === 'missing_here');
    await attachReview(await operator(), {
      id: found!.id,
      reservationId: booking.reservationId,
      note: '결제사에서 다시 환불',
    });
    expect(await refundsOf(stack.ctx, booking.reservationId)).toMatchObject([{ status: 'DONE', transactionKey }]);
    expect(await balance(booking.restaurantId, 'pg_clearing')).toBe(0);
    expect((await casesOf(booking.reservationId)).filter((one) => one.closedAt === null)).toEqual([]);
  });

  it('and that came back is one case, and is not taken into the books any more', async () => {
    const [first, second] = [await paid(), await paid()];
    await failThere(await inDashboard(first, 7_000));
    const transactionKey = await inDashboard(second, 6_000);
    await compare();
    expect(await casesOf(first.reservationId)).toMatchObject([{ reason: 'refund_failed', paymentId: first.paymentId }]);
    const [found] = await casesOf(second.reservationId);
    await failThere(transactionKey);
    await compare();
    const attach = attachReview(await operator(), {
      id: found!.id,
      reservationId: second.reservationId,
      note: 'by the owner’s wish',
    });
    expect(await codeOf(attach)).toBe('REVIEW_NOTHING_TO_ATTACH');
    expect(await client.db.select().from(refunds).where(eq(refunds.reservationId, second.reservationId))).toEqual([]);
  });
});
