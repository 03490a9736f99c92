import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { journalLines, payments, reviewCases } from '@/db/schema';
import { authorizePayment, reconcileRefunds, reviewRefund } from '@/server/services/payment';
import { cancelReservation } from '@/server/services/reservation';
import { closeReview, payBackReview, retryReview } from '@/server/services/review';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser } from '../support/factories';
import { codeOf, ONE_TABLE } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
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

const oneTable = () => makeRestaurant(client, ONE_TABLE);
describe('cancelling', () => {
  const confirmed = async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client, { email: `cancel-${Date.now()}@tablepick.example` });
    const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
    await waitForStatus(ctx, paid.reservationId, 'CONFIRMED');
    return { diner, paid, restaurant };
  };

  it('two cancels refund once', async () => {
    const { ctx } = stack;
    const { diner, paid } = await confirmed();
    const cancel = () =>
      cancelReservation(as(ctx, diner), { reservationId: paid.reservationId, expectedRefundMinor: paid.amountMinor });
    const answers = await Promise.all([cancel(), cancel()]);
    expect(answers.map((answer) => answer.refund.amountMinor)).toEqual([paid.amountMinor, paid.amountMinor]);
    await waitFor('the refund', async () => (await refundsOf(ctx, paid.reservationId))[0]?.status === 'DONE');
    expect(await refundsOf(ctx, paid.reservationId)).toHaveLength(1);
    const looked = await ctx.payments.of('toss').lookup({ orderId: paid.orderId, paymentKey: null });
    expect(looked.kind === 'found' && looked.payment).toMatchObject({ status: 'CANCELED', balanceMinor: 0 });
  });

  it.each([
    ['was carried out but its answer lost', { kind: 'drop-after' }],
    ['was dropped', { kind: 'drop-before' }],
    ['failed before, an error the provider then repeats', { kind: 'error-before', status: 500 }],
    ['was refused as a bad request first', { kind: 'error-before', status: 400, code: 'PROVIDER_ERROR' }],
  ])('a refund that %s is paid back once', async (_what, fault) => {
    const { ctx, provider } = stack;
    const { diner, paid } = await confirmed();
    await provider.fault({ ...fault, call: 'cancel', orderId: paid.orderId });
    await cancelReservation(as(ctx, diner), {
      reservationId: paid.reservationId,
      expectedRefundMinor: paid.amountMinor,
    });
    await waitFor('the refund', async () => (await refundsOf(ctx, paid.reservationId))[0]?.status === 'DONE');
    const looked = await ctx.payments.of('toss').lookup({ orderId: paid.orderId, paymentKey: null });
    expect(looked.kind === 'found' && looked.payment.cancels.map((cancel) => cancel.amountMinor)).toEqual([
      paid.amountMinor,
    ]);
  });

  it('terms that changed since the page was shown are shown again, and nothing is done', async () => {
    const { ctx } = stack;
    const { diner, paid } = await confirmed();
    expect(
      await codeOf(cancelReservation(as(ctx, diner), { reservationId: paid.reservationId, expectedRefundMinor: 1 })),
    ).toBe('CANCEL_TERMS_CHANGED');
    expect(await statusOf(ctx, paid.reservationId)).toBe('CONFIRMED');
  });

  it('cancel against confirm has one winner', async () => {
    const { ctx, provider } = stack;
    for (let round = 0; round < 6; round++) {
      const restaurant = await oneTable();
      const diner = await makeUser(client);
      const order = await holdOrder(ctx, diner, restaurant.id);
      const paymentKey = await provider.approve(order.orderId, order.amountMinor);
      const [pay, cancel] = await Promise.all([
        codeOf(authorizePayment(as(ctx, diner), { ...order, paymentKey })),
        codeOf(cancelReservation(as(ctx, diner), { reservationId: order.reservationId, expectedRefundMinor: 0 })),
      ]);
      const done = [pay, cancel].map((answer) => typeof answer === 'object');
      expect(done.filter(Boolean)).toHaveLength(1);
      await waitForStatus(ctx, order.reservationId, done[0] ? 'CONFIRMED' : 'CANCELLED');
      expect(await provider.captures(order.orderId)).toBe(done[0] ? 1 : 0);
    }
  });

  it('a refund the provider refuses is put before a person, with an alarm, and is not lost', async () => {
    const { ctx, provider } = stack;
    const operatorMail = `ops-${Date.now()}@tablepick.example`;
    await makeUser(client, { email: operatorMail, role: 'operator' });
    const { diner, paid } = await confirmed();
    await provider.fault({
      kind: 'error-before',
      call: 'cancel',
      orderId: paid.orderId,
      status: 403,
      code: 'NOT_CANCELABLE_PAYMENT',
    });
    await cancelReservation(as(ctx, diner), {
      reservationId: paid.reservationId,
      expectedRefundMinor: paid.amountMinor,
    });
    await waitFor('the case', async () => {
      const rows = await client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, paid.reservationId));
      return rows[0]?.reason === 'refund_refused';
    });
    await waitFor('the alarm', async () => (await provider.mails(operatorMail)).length === 1);
    const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, paid.reservationId));
    expect(payment).toMatchObject({ status: 'CAPTURED', refundedMinor: 0 });
  });

  it('what the provider refuses to give back is paid from the bank and booked there, once', async () => {
    const { ctx, provider } = stack;
    const { diner, paid, restaurant } = await confirmed();
    const refuse = { kind: 'error-before', call: 'cancel', orderId: paid.orderId, status: 403 };
    await provider.fault({ ...refuse, code: 'NOT_CANCELABLE_PAYMENT', times: 9 });
    const expectedRefundMinor = paid.amountMinor;
    await cancelReservation(as(ctx, diner), { reservationId: paid.reservationId, expectedRefundMinor });
    const found = await waitFor('the case', async () => {
      const rows = await client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, paid.reservationId));
      return rows.find(({ reason }) => reason === 'refund_refused');
    });
    const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
    // Closed without that, it would be on nobody's list.
    expect(await codeOf(closeReview(operator, { id: found.id, note: '나중에 처리' }))).toBe('REVIEW_REFUND_OWED');
    const payBack = () => codeOf(payBackReview(operator, { id: found.id, note: '5월 12일 계좌 이체' }));
    const codes = await Promise.all([payBack(), payBack()]);
    expect(codes.filter(Boolean)).toEqual(['NOT_FOUND']);
    const [refund] = await refundsOf(ctx, paid.reservationId);
    expect(refund).toMatchObject({ status: 'DONE', transactionKey: null, amountMinor: paid.amountMinor });
    expect(await client.db.select().from(payments).where(eq(payments.id, refund!.paymentId))).toMatchObject([
      { status: 'CAPTURED', refundedMinor: paid.amountMinor },
    ]);
    const lines = await client.db
      .select({ account: journalLines.account, sum: sql`sum(amount_minor)`.mapWith(Number) })
      .from(journalLines)
      .where(eq(journalLines.restaurantId, restaurant.id))
      .groupBy(journalLines.account);
    expect(Object.fromEntries(lines.map(({ account, sum }) => [account, sum]))).toEqual({
      ...{ pg_clearing: paid.amountMinor, deposit_liability: 0, bank: -paid.amountMinor },
    });
    // Nothing asks the provider again for what is done.
    expect(await reconcileRefunds({ ...ctx, actor: { type: 'system', job: 'test' } }, { limit: 500 })).toBe(0);
  });

  it('a refund that was refused and works when it is tried again closes its case by itself', async () => {
    const { ctx, provider } = stack;
    const { diner, paid } = await confirmed();
    const refuse = { kind: 'error-before', call: 'cancel', orderId: paid.orderId, status: 403 };
    await provider.fault({ ...refuse, code: 'NOT_CANCELABLE_PAYMENT' });
    await cancelReservation(as(ctx, diner), {
      reservationId: paid.reservationId,
      expectedRefundMinor: paid.amountMinor,
    });
    const cases = () => client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, paid.reservationId));
    const found = await waitFor('the case', async () => (await cases())[0]);
    const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
    await retryReview(operator, { id: found.id });
    await waitFor('the case to close', async () => (await cases())[0]!.closedAt !== null);
    expect(await cases()).toMatchObject([{ closedBy: 'system:settle-refund', note: 'system:refund-done' }]);
    expect(await refundsOf(ctx, paid.reservationId)).toMatchObject([{ status: 'DONE' }]);
  });

  it('a refund without an answer is not paid back by hand: the provider may still carry it out', async () => {
    const { ctx, provider } = stack;
    const { diner, paid } = await confirmed();
    await provider.fault({ kind: 'in-flight', call: 'cancel', orderId: paid.orderId, ms: 600_000, times: 100 });
    await cancelReservation(as(ctx, diner), {
      reservationId: paid.reservationId,
      expectedRefundMinor: paid.amountMinor,
    });
    const [refund] = await refundsOf(ctx, paid.reservationId);
    await reviewRefund(ctx, { refundId: refund!.id, last: { kind: 'in-flight' } });
    const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.subjectId, refund!.id));
    const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
    const payBack = payBackReview(operator, { id: found!.id, note: '계좌 이체' });
    expect(await codeOf(payBack)).toBe('REVIEW_NOTHING_TO_PAY_BACK');
    expect((await refundsOf(ctx, paid.reservationId))[0]).toMatchObject({ status: 'REQUESTED' });
  });
});
