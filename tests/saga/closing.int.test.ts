import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { auditLog, closingBookings, closings, journalLines } from '@/db/schema';
import { newId } from '@/server/infra/ids';
import { changeReservation, quoteChange } from '@/server/services/change';
import {
  cancelByRestaurant,
  cancelClosed,
  closeDay,
  getClosing,
  listClosings,
  refundVisit,
  reopenDay,
  sweepClosings,
} from '@/server/services/owner';
import { completePast, serveReservation } from '@/server/services/reservation';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, dateIn, makeRestaurant, makeUser, unique } from '../support/factories';
import { codeOf } from '../support/holds';
import { brokenInvariants } from '../support/invariants';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  // Its own: every invariant is checked over all of it.
  client = createDatabase(await makeDatabase(unique('money')), 8);
  stack = await startSagaStack(client);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

type Place = Awaited<ReturnType<typeof makeRestaurant>>;

async function paidAt(restaurant: Place, minute: number) {
  const diner = await makeUser(client);
  const order = await holdOrder(stack.ctx, diner, restaurant.id, minute);
  const paid = await payOrder(stack.ctx, stack.provider, diner, order);
  await waitForStatus(stack.ctx, paid.reservationId, 'CONFIRMED');
  return { diner, ...paid };
}
const owning = (restaurant: Place) => as(stack.ctx, restaurant.ownerId, 'staff');
const balance = async (restaurant: Place, account: (typeof journalLines.account)['_']['data']) => {
  const [row] = await client.db
    .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
    .from(journalLines)
    .where(sql`${journalLines.restaurantId} = ${restaurant.id} and ${journalLines.account} = ${account}`);
  return row!.sum;
};

describe('a restaurant that cannot keep a booking', () => {
  it('cancels it once: everything goes back, with the reason on record', async () => {
    const restaurant = await makeRestaurant(client);
    const booking = await paidAt(restaurant, 1140);
    const { reservationId } = booking;
    const cancel = () => cancelByRestaurant(owning(restaurant), { reservationId, reason: '수도가 끊겼어요' });
    const answers = await Promise.all([cancel(), cancel()]);
    expect(answers.map(({ refund }) => refund.amountMinor).sort((a, b) => b - a)).toEqual([20_000, 0]);
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, reservationId))[0]?.status === 'DONE');
    expect(await refundsOf(stack.ctx, reservationId)).toMatchObject([
      { cause: 'restaurant_cancelled', amountMinor: 20_000 },
    ]);
    const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, reservationId));
    expect(acts).toMatchObject([{ action: 'booking-cancelled', detail: { reason: '수도가 끊겼어요' } }]);
    expect(await balance(restaurant, 'deposit_liability')).toBe(0);
  });

  it('gives back what an earlier change had forfeited, too: the restaurant has earned nothing', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const mine = as(stack.ctx, diner);
    const paid = await payOrder(stack.ctx, stack.provider, diner, await holdOrder(stack.ctx, diner, restaurant.id));
    const { reservationId } = paid;
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    await client.db.execute(
      sql`UPDATE reservations SET starts_at = NOW(6) + INTERVAL 5 HOUR, confirmed_at = NOW(6) - INTERVAL 1 DAY WHERE id = ${reservationId}`,
    );
    const quote = await quoteChange(mine, { reservationId, minute: 1140, party: 1 });
    expect(quote).toMatchObject({ chargeMinor: 0, refundMinor: 5_000, forfeitMinor: 5_000 });
    await changeReservation(mine, {
      ...{ reservationId, minute: 1140, party: 1, commandKey: unique('key-') },
      ...{ expectedChargeMinor: 0, expectedRefundMinor: 5_000 },
    });
    expect(await balance(restaurant, 'merchant_payable')).toBeLessThan(0);
    const { refund } = await cancelByRestaurant(owning(restaurant), { reservationId, reason: '수도가 끊겼어요' });
    expect(refund.amountMinor).toBe(15_000);
    const done = async () => (await refundsOf(stack.ctx, reservationId)).filter(({ status }) => status === 'DONE');
    await waitFor('the refunds', async () => (await done()).length === 2);
    for (const account of [
      'merchant_payable',
      'platform_fee',
      'vat_payable',
      'deposit_liability',
      'pg_clearing',
    ] as const)
      expect(await balance(restaurant, account), account).toBe(0);
    // The relay is a moment behind what it is told of.
    const broken = await brokenInvariants(client, stack.provider);
    expect(broken.filter((one) => !one.startsWith('10'))).toEqual([]);
  });

  it('another owner finds no such booking', async () => {
    const [restaurant, other] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
    const { reservationId } = await paidAt(restaurant, 1140);
    expect(await codeOf(cancelByRestaurant(owning(other), { reservationId, reason: 'x' }))).toBe('RESERVATION_UNKNOWN');
    expect(await statusOf(stack.ctx, reservationId)).toBe('CONFIRMED');
  });

  it('closes a part of a day: each booking in it is cancelled and refunded, the others stay', async () => {
    const restaurant = await makeRestaurant(client);
    const [early, late, later] = await Promise.all([
      paidAt(restaurant, 720),
      paidAt(restaurant, 1140),
      paidAt(restaurant, 1170),
    ]);
    const { closingId, inClosedPart } = await closeDay(owning(restaurant), {
      restaurantId: restaurant.id,
      serviceDate: dateIn(5),
      fromMinute: 1020,
      reason: '정전',
      cancelBookings: true,
    });
    expect(inClosedPart).toBe(2);
    const seen = () => getClosing(owning(restaurant), { closingId: closingId! });
    await waitFor('all refunds', async () => (await seen()).refunds.done === 2);
    expect(await seen()).toMatchObject({
      reason: '정전',
      counts: { waiting: 0, cancelled: 2, kept: 0 },
      refunds: { requested: 0, done: 2, review: 0, doneMinor: 40_000 },
    });
    expect(await statusOf(stack.ctx, early.reservationId)).toBe('CONFIRMED');
    for (const { reservationId } of [late, later]) expect(await statusOf(stack.ctx, reservationId)).toBe('CANCELLED');
    // A step that is repeated finds nothing more to do.
    expect(await cancelClosed(stack.ctx, { closingId: closingId!, limit: 20 })).toEqual({ waiting: 0, moved: 0 });
    expect((await brokenInvariants(client)).filter((line) => !line.startsWith('10'))).toEqual([]);
  });
});

describe('the day of a closing', () => {
  it('leads its owner to the closing, with its counts, also when it is open again; staff are led nowhere', async () => {
    const restaurant = await makeRestaurant(client);
    const day = { restaurantId: restaurant.id, date: dateIn(5) };
    const closed = { restaurantId: restaurant.id, serviceDate: day.date };
    const owner = owning(restaurant);
    await Promise.all([paidAt(restaurant, 720), paidAt(restaurant, 1140)]);
    expect(await listClosings(owner, day)).toEqual([]);
    const { closingId } = await closeDay(owner, { ...closed, fromMinute: 1020, reason: '정전', cancelBookings: true });
    // Closed without a booking to cancel: there is nothing to be led to.
    await closeDay(owner, { ...closed, fromMinute: 900, toMinute: 960, cancelBookings: true });
    await waitFor('the refund', async () => (await listClosings(owner, day))[0]?.refunds.done === 1);
    await reopenDay(owner, closed);
    expect(await listClosings(owner, day)).toEqual([
      {
        id: closingId,
        fromMinute: 1020,
        toMinute: 2880,
        reason: '정전',
        counts: { waiting: 0, cancelled: 1, kept: 0 },
        refunds: { requested: 0, done: 1, review: 0 },
      },
    ]);
    expect(await listClosings(owner, { ...day, date: dateIn(6) })).toEqual([]);
    const staff = await makeUser(client);
    await client.pool.query('INSERT INTO memberships VALUES (?, ?, ?, NOW(6))', [staff, restaurant.id, 'staff']);
    expect(await codeOf(listClosings(as(stack.ctx, staff, 'staff'), day))).toBe('NOT_FOUND');
  });
});

describe('an evening that nobody closed', () => {
  it('goes on although its event was lost: a minute later, and not before', async () => {
    const restaurant = await makeRestaurant(client);
    const { reservationId } = await paidAt(restaurant, 1140);
    const closingId = newId('closing');
    await client.db.insert(closings).values({
      ...{ id: closingId, restaurantId: restaurant.id, serviceDate: dateIn(5), fromMinute: 1080, toMinute: 1200 },
      ...{ reason: '정전', bookings: 1, createdAt: sql`now(6)`, createdBy: restaurant.ownerId },
    });
    await client.db.insert(closingBookings).values({ closingId, reservationId, status: 'waiting' });
    const sweep = () => sweepClosings(stack.ctx, { limit: 10 });
    expect(await sweep()).toBe(0);
    await client.db
      .update(closings)
      .set({ createdAt: sql`now(6) - interval 61 second` })
      .where(eq(closings.id, closingId));
    expect(await sweep()).toBe(1);
    expect(await statusOf(stack.ctx, reservationId)).toBe('CANCELLED');
    expect(await sweep()).toBe(0);
  });

  it('is taken as a visit a day later, and not before', async () => {
    const restaurant = await makeRestaurant(client);
    const { reservationId } = await paidAt(restaurant, 1140);
    const job = { ...stack.ctx, actor: { type: 'system' as const, job: 'complete-past' } };
    const endedAgo = (hours: number) =>
      client.db.execute(
        sql`UPDATE reservations SET starts_at = NOW(6) - INTERVAL ${hours + 2} HOUR, ends_at = NOW(6) - INTERVAL ${hours} HOUR WHERE id = ${reservationId}`,
      );
    await endedAgo(23);
    await completePast(job, { limit: 100 });
    expect(await statusOf(stack.ctx, reservationId)).toBe('CONFIRMED');
    await endedAgo(25);
    await completePast(job, { limit: 100 });
    await completePast(job, { limit: 100 });
    expect(await statusOf(stack.ctx, reservationId)).toBe('COMPLETED');
    expect(await balance(restaurant, 'merchant_payable')).toBe(-19_340);
    expect(await balance(restaurant, 'deposit_liability')).toBe(0);
  });
});

describe('a visit that is over', () => {
  it('earns its deposit less fee and VAT; a refund afterwards is taken off what the restaurant is owed', async () => {
    const restaurant = await makeRestaurant(client);
    const { reservationId } = await paidAt(restaurant, 1140);
    const refund = (amountMinor: number, commandKey = unique('key-')) =>
      refundVisit(owning(restaurant), { reservationId, amountMinor, reason: '음식이 늦었어요', commandKey });
    expect(await codeOf(refund(1_000))).toBe('RESERVATION_STATE');
    await client.db.execute(
      sql`UPDATE reservations SET starts_at = NOW(6) - INTERVAL 1 HOUR WHERE id = ${reservationId}`,
    );
    await serveReservation(owning(restaurant), { reservationId, command: 'seat' });
    await serveReservation(owning(restaurant), { reservationId, command: 'complete' });
    // 3 % of 20,000 and a tenth of that.
    expect(await balance(restaurant, 'platform_fee')).toBe(-600);
    expect(await balance(restaurant, 'vat_payable')).toBe(-60);
    expect(await balance(restaurant, 'merchant_payable')).toBe(-19_340);
    expect(await balance(restaurant, 'deposit_liability')).toBe(0);
    const key = unique('key-');
    await refund(5_000, key);
    await refund(5_000, key);
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, reservationId))[0]?.status === 'DONE');
    expect(await refundsOf(stack.ctx, reservationId)).toHaveLength(1);
    expect(await balance(restaurant, 'merchant_payable')).toBe(-14_340);
    expect(await balance(restaurant, 'pg_clearing')).toBe(15_000);
    expect(await codeOf(refund(15_001))).toBe('REFUND_EXCEEDS');
  });
});
