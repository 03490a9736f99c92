import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { journalEntries, occupancy, outbox, reservationChanges, reservationHistory, reservations } from '@/db/schema';
import type { PaymentId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import { holdOrder } from '@/tests/support/bookings';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser, table, unique } from '@/tests/support/factories';
import { brokenInvariants } from '@/tests/support/invariants';
import { changeReservation, quoteChange } from '../change';
import type { ServiceContext } from '../context';
import { authorizePayment, settlePayment } from '../payment';
import { completePast, serveReservation } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
beforeAll(async () => {
  // Its own: every booking in it is due, and every invariant is checked over all of it.
  client = createDatabase(await makeDatabase(unique('past')), 8);
  ctx = { ...makeContext(client), actor: { type: 'system', job: 'complete-past' } };
});
afterAll(() => client.close());

/** Two places at a counter that everybody shares, 10,000 won a guest. */
const counter = () =>
  makeRestaurant(client, { tables: [table(1, 6, { maxParty: 4, shareable: true, shape: 'counter', w: 6, h: 1 })] });

/** A booking whose deposit is paid. */
async function paid(restaurantId: RestaurantId, minute = 1140) {
  const diner = await makeUser(client);
  const order = await holdOrder(ctx, diner, restaurantId, minute);
  const { reservationId, orderId, amountMinor } = order;
  const paymentKey = unique('key');
  await authorizePayment(as(ctx, diner), { ...order, paymentKey });
  const outcome = { kind: 'captured' as const, paymentKey, amountMinor };
  await settlePayment(ctx, { paymentId: orderId as PaymentId, outcome: outcome as never });
  return { diner, reservationId };
}
const over = (ids: ReservationId[], hours = 25) =>
  client.db
    .update(reservations)
    .set({
      startsAt: sql`now(6) - interval ${sql.raw(String(hours + 2))} hour`,
      endsAt: sql`now(6) - interval ${sql.raw(String(hours))} hour`,
    })
    .where(inArray(reservations.id, ids));
const rowsOf = (ids: ReservationId[]) =>
  client.db
    .select({ status: reservations.status, endedReason: reservations.endedReason })
    .from(reservations)
    .where(inArray(reservations.id, ids));
const DONE = { status: 'COMPLETED', endedReason: 'assumed' };
const takenOf = async (restaurantId: RestaurantId) =>
  client.db
    .select({ minute: occupancy.minute })
    .from(occupancy)
    .where(and(eq(occupancy.restaurantId, restaurantId), sql`${occupancy.taken} > 0`));

it('ends all that are due together as each by itself: visits, with their steps, deposits and tables', async () => {
  const [first, second] = [await counter(), await counter()];
  const bookings = await Promise.all([paid(first.id), paid(first.id), paid(first.id), paid(second.id)]);
  const ids = bookings.map(({ reservationId }) => reservationId);
  const early = (await paid(second.id)).reservationId;
  await over([ids[0]!], 2);
  await serveReservation(as(ctx, first.ownerId, 'staff'), { reservationId: ids[0]!, command: 'seat' });
  await over(ids);
  await over([early], 23);

  expect(await completePast(ctx, { limit: 100 })).toBe(4);
  expect(await rowsOf(ids)).toEqual([DONE, DONE, DONE, DONE]);
  expect(await rowsOf([early])).toEqual([{ status: 'CONFIRMED', endedReason: null }]);
  expect(await completePast(ctx, { limit: 100 })).toBe(0);

  const steps = await client.db
    .select()
    .from(reservationHistory)
    .where(and(inArray(reservationHistory.reservationId, ids), eq(reservationHistory.reason, 'assumed')));
  expect(steps.filter(({ toStatus }) => toStatus === 'SEATED')).toHaveLength(3);
  expect(steps.filter(({ toStatus }) => toStatus === 'COMPLETED')).toHaveLength(4);
  const entries = await client.db.select().from(journalEntries).where(eq(journalEntries.kind, 'visit'));
  expect(entries.map(({ reservationId }) => reservationId).sort()).toEqual([...ids].sort());
  const told = await client.db.select().from(outbox).where(eq(outbox.name, 'reservation/completed'));
  expect(told).toHaveLength(4);
  expect(await takenOf(first.id)).toEqual([]);
  expect(await takenOf(second.id)).not.toEqual([]);
  expect((await brokenInvariants(client)).filter((line) => !line.startsWith('10'))).toEqual([]);
});

it('goes on until none is due, however many a round takes', async () => {
  const restaurant = await counter();
  const bookings = await Promise.all([720, 900, 1140].map((minute) => paid(restaurant.id, minute)));
  await over(bookings.map(({ reservationId }) => reservationId));
  const rounds: number[] = [];
  while (rounds.at(-1) !== 0) rounds.push(await completePast(ctx, { limit: 1 }));
  expect(rounds).toEqual([1, 1, 1, 0]);
});

it('one that cannot be written keeps none of the others, and is thrown when it is the only one left', async () => {
  const [restaurant, broken] = [await counter(), await counter()];
  const good = [(await paid(restaurant.id)).reservationId, (await paid(restaurant.id, 900)).reservationId];
  const bad = (await paid(broken.id)).reservationId;
  await over([...good, bad]);
  const took = (taken: number) =>
    client.db.update(occupancy).set({ taken }).where(eq(occupancy.restaurantId, broken.id));
  // There is nothing to give back: the database refuses to take it away.
  await took(0);
  expect(await completePast(ctx, { limit: 100 })).toBe(2);
  expect(await rowsOf(good)).toEqual([DONE, DONE]);
  await expect(completePast(ctx, { limit: 100 })).rejects.toThrow();
  await took(2);
  expect(await completePast(ctx, { limit: 100 })).toBe(1);
});

it('gives up a change that was never paid for, with what it held', async () => {
  const restaurant = await counter();
  const { diner, reservationId } = await paid(restaurant.id);
  const wish = { reservationId, minute: 1140, party: 4 };
  const { chargeMinor } = await quoteChange(as(ctx, diner), wish);
  const expected = { expectedChargeMinor: chargeMinor, expectedRefundMinor: 0, commandKey: unique('key-') };
  await changeReservation(as(ctx, diner), { ...wish, ...expected });
  await over([reservationId]);
  expect(await completePast(ctx, { limit: 100 })).toBe(1);
  const [change] = await client.db
    .select()
    .from(reservationChanges)
    .where(eq(reservationChanges.reservationId, reservationId));
  expect(change).toMatchObject({ status: 'DROPPED', endedReason: 'booking-ended' });
  expect(await takenOf(restaurant.id)).toEqual([]);
});

it('what is due is a range of an index, for holds and for bookings', async () => {
  for (const status of ['HELD', 'CONFIRMED', 'SEATED']) {
    const [plan] = await client.pool.query<RowDataPacket[]>(
      'EXPLAIN SELECT id FROM reservations WHERE status = ? AND due_at <= now(6) ORDER BY due_at LIMIT 10',
      [status],
    );
    expect(plan[0]).toMatchObject({ key: 'reservations_due' });
    expect(plan[0]!.Extra).not.toContain('filesort');
  }
});
