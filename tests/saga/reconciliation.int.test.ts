import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog, journalLines, payments, reconciliations, reservations, reviewCases } from '@/db/schema';
import type { ReservationId } from '@/server/domain/shared/ids';
import { createAlarmChannel } from '@/server/infra/alarm/alarm-channel';
import { newId } from '@/server/infra/ids';
import { postAlarm } from '@/server/services/notify';
import { settlePayment } from '@/server/services/payment';
import { compareSettlements, compareTransactions } from '@/server/services/reconciliation';
import { cancelReservation, heldMinor } from '@/server/services/reservation';
import { attachReview, closeReview, payBackReview, refundReview, retryReview } from '@/server/services/review';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { codeOf } from '../support/holds';
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

const HOUR_MS = 3_600_000;
const toss = { provider: 'toss' as const };
/** The same context some hours on: what is compared is complete by then. */
const later = (hours: number) => ({
  ...stack.ctx,
  actor: { type: 'system' as const, job: 'compare' },
  nowMs: () => Date.now() + hours * HOUR_MS,
});

async function paid() {
  const restaurant = await makeRestaurant(client);
  const diner = await makeUser(client);
  const order = await payOrder(stack.ctx, stack.provider, diner, await holdOrder(stack.ctx, diner, restaurant.id));
  await waitForStatus(stack.ctx, order.reservationId, 'CONFIRMED');
  return { diner, restaurant, ...order };
}
const casesOf = (subjectId: string) => client.db.select().from(reviewCases).where(eq(reviewCases.subjectId, subjectId));
const heldBy = async ({ reservationId }: { reservationId: ReservationId }) => {
  const [row] = await client.db.select().from(reservations).where(eq(reservations.id, reservationId));
  return heldMinor(row!);
};
const forget = () => client.db.delete(reconciliations);
const operator = async () => as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
const balance = async (account: 'pg_clearing' | 'pg_fee' | 'bank') =>
  (
    await client.db
      .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
      .from(journalLines)
      .where(eq(journalLines.account, account))
  )[0]!.sum;

/** A payment made at the provider for an order that is none of ours. */
async function strangePayment(amountMinor = 30_000) {
  const orderId = unique('elsewhere-');
  const paymentKey = await stack.provider.approve(orderId, amountMinor);
  await stack.ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('e-') });
  await forget();
  await compareTransactions(later(3), toss);
  const cases = await client.db.select().from(reviewCases).where(eq(reviewCases.reason, 'missing_here'));
  return { orderId, paymentKey, found: cases.find((one) => JSON.stringify(one.detail).includes(orderId))! };
}

describe('comparing with the provider’s transactions', () => {
  it('what both sides have is no case; the stretch is on record and not compared again', async () => {
    const booking = await paid();
    await forget();
    const first = await compareTransactions(later(3), toss);
    expect(first).toMatchObject({ failed: null });
    expect(first.compared).toBeGreaterThan(0);
    expect(await casesOf(booking.orderId)).toEqual([]);
    expect(await compareTransactions(later(3), toss)).toMatchObject({ compared: 0 });
  });

  it('a payment whose saga never ran is settled, not reviewed', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const order = await holdOrder(stack.ctx, diner, restaurant.id);
    const paymentKey = await stack.provider.approve(order.orderId, order.amountMinor);
    const { orderId, amountMinor } = order;
    await stack.ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('e-') });
    await forget();
    await compareTransactions(later(3), toss);
    await waitForStatus(stack.ctx, order.reservationId, 'CONFIRMED');
    expect(
      await client.db
        .select()
        .from(reviewCases)
        .where(eq(reviewCases.paymentId, order.orderId as never)),
    ).toEqual([]);
  });

  it('money that only the provider has becomes a case with both sides; one that we alone have too', async () => {
    const strange = await strangePayment();
    expect(strange.found).toMatchObject({
      reason: 'missing_here',
      paymentId: null,
      detail: { ours: null, theirs: { orderId: strange.orderId, amountMinor: 30_000 } },
    });
    const booking = await paid();
    await client.db
      .update(payments)
      .set({
        providerOrderId: unique('nowhere-'),
        capturedAt: sql`captured_at - interval 6 hour`,
        authorizedAt: sql`authorized_at - interval 6 hour`,
      })
      .where(eq(payments.id, booking.orderId as never));
    await forget();
    await compareTransactions(later(3), toss);
    expect(await casesOf(booking.orderId)).toMatchObject([{ reason: 'missing_there', detail: { theirs: null } }]);
  });

  it('a refund made at the provider’s own console becomes a case, and can be taken into the books', async () => {
    const booking = await paid();
    await stack.ctx.payments.of('toss').refund({
      paymentKey: booking.paymentKey,
      amountMinor: 7_000,
      reason: 'by hand',
      idempotencyKey: unique('console-'),
    });
    await forget();
    await compareTransactions(later(3), toss);
    const [found] = await client.db
      .select()
      .from(reviewCases)
      .where(and(eq(reviewCases.paymentId, booking.orderId as never), eq(reviewCases.reason, 'missing_here')));
    expect(found).toMatchObject({ detail: { theirs: { amountMinor: -7_000 } } });
    const before = await balance('pg_clearing');
    await attachReview(await operator(), {
      id: found!.id,
      reservationId: booking.reservationId,
      note: 'by the owner’s wish',
    });
    expect(await balance('pg_clearing')).toBe(before - 7_000);
    expect(await refundsOf(stack.ctx, booking.reservationId)).toMatchObject([{ status: 'DONE', amountMinor: 7_000 }]);
    // Its visit will not earn what is not there any more.
    expect(await heldBy(booking)).toBe(13_000);
    await forget();
    await compareTransactions(later(3), toss);
    const [closed] = await casesOf(found!.subjectId);
    expect(closed!.closedAt).not.toBeNull();
  });

  it('a provider that does not answer leaves the stretch to the next run', async () => {
    await forget();
    await stack.provider.fault({ kind: 'error-before', status: 500, call: 'transactions' });
    expect((await compareTransactions(later(3), toss)).failed).not.toBeNull();
    expect((await compareTransactions(later(3), toss)).failed).toBeNull();
  });
});

describe('comparing with the provider’s settlements', () => {
  it('books what came to the bank and what the provider kept, once', async () => {
    await paid();
    await forget();
    const before = {
      clearing: await balance('pg_clearing'),
      bank: await balance('bank'),
      fee: await balance('pg_fee'),
    };
    const first = await compareSettlements(later(48), toss);
    expect(first.failed).toBeNull();
    expect(first.compared).toBeGreaterThan(0);
    const after = { clearing: await balance('pg_clearing'), bank: await balance('bank'), fee: await balance('pg_fee') };
    expect(after.bank - before.bank + after.fee - before.fee).toBe(before.clearing - after.clearing);
    expect(after.fee).toBeGreaterThan(before.fee);
    await forget();
    await compareSettlements(later(48), toss);
    expect(await balance('bank')).toBe(after.bank);
  });
});

describe('an operator', () => {
  it('sends money back that only the provider knows, once, and it is written down who did', async () => {
    const { found, orderId, paymentKey } = await strangePayment();
    const me = await operator();
    const give = (amountMinor: number) => refundReview(me, { id: found.id, amountMinor, note: '주문을 알 수 없음' });
    expect(await codeOf(give(30_001))).toBe('REFUND_EXCEEDS');
    await give(30_000);
    const looked = await stack.ctx.payments.of('toss').lookup({ orderId, paymentKey });
    expect(looked.kind === 'found' && looked.payment.balanceMinor).toBe(0);
    expect(await codeOf(give(30_000))).toBe('NOT_FOUND');
    expect(
      await client.db.select().from(auditLog).where(eq(auditLog.subjectId, found.id)).orderBy(auditLog.id),
    ).toMatchObject([
      { action: 'review-refund-asked', detail: { amountMinor: 30_000, attempt: 1 } },
      { action: 'review-refunded', detail: { note: '주문을 알 수 없음', amountMinor: 30_000 } },
    ]);
  });

  it('attaches it to a booking instead: it is one more payment of it, and in the ledger', async () => {
    const { found } = await strangePayment(25_000);
    const booking = await paid();
    const before = await balance('pg_clearing');
    const me = await operator();
    await attachReview(me, { id: found.id, reservationId: booking.reservationId, note: '전화로 확인' });
    expect(await balance('pg_clearing')).toBe(before + 25_000);
    const rows = await client.db.select().from(payments).where(eq(payments.reservationId, booking.reservationId));
    expect(rows.map((row) => row.amountMinor).sort((a, b) => a - b)).toEqual([20_000, 25_000]);
    // All of it goes the booking's way: here, back to its diner.
    expect(await heldBy(booking)).toBe(45_000);
    await cancelReservation(as(stack.ctx, booking.diner), {
      reservationId: booking.reservationId,
      expectedRefundMinor: 45_000,
    });
    const whole = async () =>
      (await refundsOf(stack.ctx, booking.reservationId)).filter(({ status }) => status === 'DONE');
    await waitFor('both refunds', async () => (await whole()).length === 2);
    expect(await balance('pg_clearing')).toBe(before - 20_000);
    expect(await codeOf(attachReview(me, { id: found.id, reservationId: booking.reservationId, note: 'again' }))).toBe(
      'NOT_FOUND',
    );
  });

  it('closes a case with a reason, of two only one; a refused refund is tried again under a new key', async () => {
    const { found } = await strangePayment(11_000);
    const me = await operator();
    const close = () => codeOf(closeReview(me, { id: found.id, note: '테스트 결제' }));
    expect((await Promise.all([close(), close()])).sort()).toEqual(['NOT_FOUND', undefined].sort());

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
    await waitFor(
      'the refund to be refused',
      async () => (await refundsOf(stack.ctx, booking.reservationId))[0]?.status === 'REVIEW',
    );
    const [refund] = await refundsOf(stack.ctx, booking.reservationId);
    const [refused] = await casesOf(refund!.id);
    await retryReview(me, { id: refused!.id });
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, booking.reservationId))[0]?.status === 'DONE');
    expect((await casesOf(refund!.id))[0]!.closedAt).not.toBeNull();
    expect(await statusOf(stack.ctx, booking.reservationId)).toBe('CANCELLED');
  });
});

describe('an alarm', () => {
  let server: Server;
  const got: string[] = [];
  let answer = 200;
  beforeAll(async () => {
    server = createServer((req, res) => {
      let body = '';
      req.on('data', (part) => {
        body += part;
      });
      req.on('end', () => {
        got.push(body);
        res.writeHead(answer).end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('is posted to the channel once a case, with a link; a channel that refuses is tried again', async () => {
    const found = { id: newId('reviewCase'), reason: 'missing_here', subjectId: unique('tx-'), detail: {} };
    await client.db.insert(reviewCases).values({ ...found, openedAt: new Date() });
    const { port } = server.address() as AddressInfo;
    const ctx = { ...stack.ctx, alarms: createAlarmChannel(`http://127.0.0.1:${port}/hook`) };
    answer = 500;
    await expect(postAlarm(ctx, { reviewCaseId: found.id })).rejects.toThrow('500');
    answer = 200;
    expect(await postAlarm(ctx, { reviewCaseId: found.id })).toBe(true);
    expect(await postAlarm(ctx, { reviewCaseId: found.id })).toBe(false);
    expect(JSON.parse(got.at(-1)!).text).toContain(`/ops/reviews#${found.id}`);
    expect(got).toHaveLength(2);
  });
});

describe('a capture of another amount than was asked for', () => {
  /** The provider has 15,000 won of an order for 20,000, and does with its cancellation what `fault` says. */
  async function captured(fault: Record<string, unknown>) {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const order = await holdOrder(stack.ctx, diner, restaurant.id);
    // The provider's record is what counts.
    const paymentKey = await stack.provider.approve(order.orderId, 15_000);
    const { orderId } = order;
    await stack.provider.fault({ call: 'cancel', orderId, ...fault });
    await stack.ctx.payments
      .of('toss')
      .confirm({ paymentKey, orderId, amountMinor: 15_000, idempotencyKey: unique('e-') });
    await client.db
      .update(payments)
      .set({ status: 'AUTHORIZED', paymentKey, authorizedAt: new Date() })
      .where(eq(payments.id, orderId as never));
    await client.db.execute(
      sql`UPDATE reservations SET status = 'CONFIRMING', version = version + 1 WHERE id = ${order.reservationId}`,
    );
    const outcome = { kind: 'captured' as const, paymentKey, amountMinor: 15_000 };
    const result = await settlePayment(
      { ...stack.ctx, actor: { type: 'system', job: 'confirm-booking' } },
      { paymentId: orderId as never, outcome },
    );
    expect(result).toEqual({ status: 'CONFIRMING', refunding: true });
    return { ...order, paymentKey };
  }

  it('buys nothing: the table is kept until the money is back, with an alarm, and then free', async () => {
    const { orderId, reservationId, paymentKey } = await captured({ kind: 'drop-before' });
    expect(await casesOf(orderId)).toMatchObject([
      { reason: 'amount_differs', detail: { ours: { amountMinor: 20_000 }, theirs: { amountMinor: 15_000 } } },
    ]);
    await waitForStatus(stack.ctx, reservationId, 'RELEASED', 20_000);
    expect(await refundsOf(stack.ctx, reservationId)).toMatchObject([
      { cause: 'amount_differs', amountMinor: 15_000, status: 'DONE' },
    ]);
    const looked = await stack.ctx.payments.of('toss').lookup({ orderId, paymentKey });
    expect(looked.kind === 'found' && looked.payment.balanceMinor).toBe(0);
  });

  it('that the provider will not give back frees the table once it is paid back another way', async () => {
    const { reservationId } = await captured({
      ...{ kind: 'error-before', status: 403, code: 'NOT_CANCELABLE_PAYMENT', times: 9 },
    });
    const [refund] = await refundsOf(stack.ctx, reservationId);
    const [found] = await waitFor('the case', async () => {
      const cases = await casesOf(refund!.id);
      return cases.length > 0 && cases;
    });
    expect(await statusOf(stack.ctx, reservationId)).toBe('CONFIRMING');
    await payBackReview(await operator(), { id: found!.id, note: '5월 12일 계좌 이체' });
    expect(await statusOf(stack.ctx, reservationId)).toBe('RELEASED');
    expect(await refundsOf(stack.ctx, reservationId)).toMatchObject([{ status: 'DONE', transactionKey: null }]);
  });
});
