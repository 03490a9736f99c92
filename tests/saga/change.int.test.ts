import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { journalLines, occupancy, payments, reservationChanges, reservations, reviewCases } from '@/db/schema';
import type { PaymentId, UserId } from '@/server/domain/shared/ids';
import { changeReservation, expireChange, giveUpChange, quoteChange, sweepChanges } from '@/server/services/change';
import { authorizePayment, openReview } from '@/server/services/payment';
import { cancelReservation, holdTable } from '@/server/services/reservation';
import { refundReview } from '@/server/services/review';
import { type HeldOrder, holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, dateIn, makeRestaurant, makeUser, table, unique } from '../support/factories';
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

/** One four-top, 10,000 won a guest. */
const oneFourTop = () => makeRestaurant(client, { tables: [table(1, 4)] });

type Booked = { diner: UserId; paid: HeldOrder; restaurantId: Awaited<ReturnType<typeof oneFourTop>>['id'] };

async function booked(): Promise<Booked> {
  const { ctx, provider } = stack;
  const restaurant = await oneFourTop();
  const diner = await makeUser(client);
  const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
  await waitForStatus(ctx, paid.reservationId, 'CONFIRMED');
  return { diner, paid, restaurantId: restaurant.id };
}

/** Asks what it costs and does it. */
async function change({ diner, paid }: Booked, wish: { minute: number; party: number }, commandKey = unique('key-')) {
  const mine = as(stack.ctx, diner);
  const quote = await quoteChange(mine, { reservationId: paid.reservationId, ...wish });
  const expected = { expectedChargeMinor: quote.chargeMinor, expectedRefundMinor: quote.refundMinor };
  return changeReservation(mine, { reservationId: paid.reservationId, ...wish, ...expected, commandKey });
}

const rowOf = async ({ paid }: Booked) =>
  (await client.db.select().from(reservations).where(eq(reservations.id, paid.reservationId)))[0]!;
const takenOf = async ({ restaurantId }: Booked) =>
  (
    await client.db
      .select({ minute: occupancy.minute, taken: occupancy.taken })
      .from(occupancy)
      .where(and(eq(occupancy.restaurantId, restaurantId), eq(occupancy.tableId, 1), sql`${occupancy.taken} > 0`))
      .orderBy(occupancy.minute)
  ).map((row) => row.minute);
const changeOf = async ({ paid }: Booked) =>
  (
    await client.db.select().from(reservationChanges).where(eq(reservationChanges.reservationId, paid.reservationId))
  ).at(-1)!;
const balanceOf = async ({ restaurantId }: Booked, account: (typeof journalLines.account)['_']['data']) =>
  Number(
    (
      await client.db
        .select({ sum: sql`coalesce(sum(amount_minor), 0)` })
        .from(journalLines)
        .where(and(eq(journalLines.restaurantId, restaurantId), eq(journalLines.account, account)))
    )[0]!.sum,
  );
const pay = async (booking: Booked, orderId: string, amountMinor: number, card = 'approve') => {
  const paymentKey = await stack.provider.approve(orderId, amountMinor, card);
  const back = { reservationId: booking.paid.reservationId, orderId, amountMinor, paymentKey };
  await authorizePayment(as(stack.ctx, booking.diner), back);
};

describe('a party that gets smaller', () => {
  it('is changed at once, and what its terms give back goes back in part', async () => {
    const { ctx } = stack;
    const booking = await booked();
    const grown = await change(booking, { minute: 1140, party: 4 });
    await pay(booking, grown.orderId!, grown.chargeMinor);
    await waitFor('the change', async () => (await changeOf(booking)).status === 'APPLIED');
    const before = await rowOf(booking);
    const result = await change(booking, { minute: 1140, party: 3 });
    expect(result).toMatchObject({ status: 'APPLIED', chargeMinor: 0, refundMinor: 10_000, orderId: null });
    expect(await rowOf(booking)).toMatchObject({
      partySize: 3,
      depositMinor: 30_000,
      status: 'CONFIRMED',
      version: before.version + 1,
    });
    await waitFor('the refund', async () => (await refundsOf(ctx, booking.paid.reservationId))[0]?.status === 'DONE');
    // The last money in is the first out: it came with the change.
    const [order] = await client.db.select().from(payments).where(eq(payments.id, grown.orderId!));
    expect(order).toMatchObject({ refundedMinor: 10_000, amountMinor: 20_000 });
    const looked = await ctx.payments.of('toss').lookup({ orderId: grown.orderId!, paymentKey: null });
    expect(looked.kind === 'found' && looked.payment).toMatchObject({
      status: 'PARTIAL_CANCELED',
      balanceMinor: 10_000,
    });
    expect(await balanceOf(booking, 'deposit_liability')).toBe(-30_000);
    expect(await balanceOf(booking, 'pg_clearing')).toBe(30_000);
  });
});

describe('a party that gets larger', () => {
  it('pays the difference, and only then is anything of the booking changed', async () => {
    const booking = await booked();
    const asked = await change(booking, { minute: 1170, party: 4 });
    expect(asked).toMatchObject({ status: 'PENDING', chargeMinor: 20_000, refundMinor: 0 });
    expect(await rowOf(booking)).toMatchObject({ partySize: 2, startMinute: 1140, depositMinor: 20_000 });
    // Both tables are held meanwhile: 19:00 to 21:30.
    expect(await takenOf(booking)).toEqual([1140, 1170, 1200, 1230, 1260]);
    expect((await brokenInvariants(client)).filter((line) => !line.startsWith('10'))).toEqual([]);
    await pay(booking, asked.orderId!, asked.chargeMinor);
    await waitFor('the change', async () => (await changeOf(booking)).status === 'APPLIED');
    expect(await rowOf(booking)).toMatchObject({
      partySize: 4,
      startMinute: 1170,
      endMinute: 1290,
      depositMinor: 40_000,
    });
    expect(await takenOf(booking)).toEqual([1170, 1200, 1230, 1260]);
    expect(await balanceOf(booking, 'deposit_liability')).toBe(-40_000);
  });

  it.each(['refuse-company', 'refuse-funds'])('a charge that fails (%s) leaves the booking untouched', async (card) => {
    const booking = await booked();
    const before = await rowOf(booking);
    const asked = await change(booking, { minute: 1170, party: 4 });
    await pay(booking, asked.orderId!, asked.chargeMinor, card);
    await waitFor('the change to end', async () => (await changeOf(booking)).status === 'DROPPED');
    const { version: _, changes: __, ...after } = await rowOf(booking);
    const { version: ___, changes: ____, ...untouched } = before;
    expect(after).toEqual(untouched);
    expect(await takenOf(booking)).toEqual([1140, 1170, 1200, 1230]);
    expect(await balanceOf(booking, 'deposit_liability')).toBe(-20_000);
  });

  it('a change whose time is over lets go what it held; money that comes later goes back', async () => {
    const { ctx, provider } = stack;
    const booking = await booked();
    const asked = await change(booking, { minute: 1170, party: 4 });
    const paymentKey = await provider.approve(asked.orderId!, asked.chargeMinor);
    await client.db
      .update(reservationChanges)
      .set({ expiresAt: new Date(Date.now() - 60_000) })
      .where(eq(reservationChanges.id, asked.changeId));
    expect(await sweepChanges(ctx, { limit: 10 })).toBeGreaterThan(0);
    expect(await expireChange(ctx, { reservationId: booking.paid.reservationId })).toEqual({ expired: false });
    expect(await takenOf(booking)).toEqual([1140, 1170, 1200, 1230]);
    const back = { reservationId: booking.paid.reservationId, orderId: asked.orderId!, amountMinor: asked.chargeMinor };
    expect(await codeOf(authorizePayment(as(ctx, booking.diner), { ...back, paymentKey }))).toBe('HOLD_EXPIRED');
    expect(await rowOf(booking)).toMatchObject({ partySize: 2, status: 'CONFIRMED' });
  });

  it('giving it up, asking for another, and cancelling the booking each let go what was held', async () => {
    const { ctx } = stack;
    const booking = await booked();
    await change(booking, { minute: 1170, party: 4 });
    await giveUpChange(as(ctx, booking.diner), { reservationId: booking.paid.reservationId });
    expect(await takenOf(booking)).toEqual([1140, 1170, 1200, 1230]);
    await change(booking, { minute: 1200, party: 3 });
    await change(booking, { minute: 1110, party: 3 });
    expect(await takenOf(booking)).toEqual([1110, 1140, 1170, 1200, 1230]);
    const { reservationId } = booking.paid;
    await cancelReservation(as(ctx, booking.diner), { reservationId, expectedRefundMinor: 20_000 });
    expect(await takenOf(booking)).toEqual([]);
    expect((await changeOf(booking)).status).toBe('DROPPED');
    await waitFor('the refund', async () => (await refundsOf(ctx, reservationId))[0]?.status === 'DONE');
    expect(await balanceOf(booking, 'deposit_liability')).toBe(0);
    expect(await balanceOf(booking, 'pg_clearing')).toBe(0);
  });
});

describe('asking for a change', () => {
  it('asks for nothing that an operator has given back: another time costs what it always did', async () => {
    const booking = await booked();
    const { reservationId } = booking.paid;
    const quoted = () => quoteChange(as(stack.ctx, booking.diner), { reservationId, minute: 1170, party: 2 });
    const before = await quoted();
    await client.db.transaction((tx) =>
      openReview(stack.ctx, tx, {
        ...{ subjectId: unique('complaint-'), reason: 'transaction_differs', detail: {}, nowMs: Date.now() },
        ...{ reservationId, paymentId: booking.paid.orderId as PaymentId },
      }),
    );
    const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, reservationId));
    const operator = as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
    await refundReview(operator, { id: found!.id, amountMinor: 5_000, note: '주차가 안 됐어요' });
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, reservationId))[0]?.status === 'DONE');
    expect(await rowOf(booking)).toMatchObject({ depositMinor: 15_000 });
    const { chargeMinor, refundMinor } = await quoted();
    expect({ chargeMinor, refundMinor }).toEqual({ chargeMinor: before.chargeMinor, refundMinor: before.refundMinor });
    expect(chargeMinor + refundMinor).toBe(0);
  });

  it('the same command again has one effect and one answer; another under its key is refused', async () => {
    const booking = await booked();
    const commandKey = unique('key-');
    const first = await change(booking, { minute: 1170, party: 4 }, commandKey);
    const mine = as(stack.ctx, booking.diner);
    const again = {
      reservationId: booking.paid.reservationId,
      expectedChargeMinor: 20_000,
      expectedRefundMinor: 0,
      commandKey,
    };
    expect(await changeReservation(mine, { ...again, minute: 1170, party: 4 })).toEqual(first);
    expect(await codeOf(changeReservation(mine, { ...again, minute: 1200, party: 4 }))).toBe('COMMAND_KEY_REUSED');
  });

  it('what cannot be had is refused with its reason, and nothing is written', async () => {
    const { ctx } = stack;
    const booking = await booked();
    const before = await rowOf(booking);
    const other = await makeUser(client);
    await holdTable(as(ctx, other), {
      restaurantId: booking.restaurantId,
      serviceDate: dateIn(5),
      minute: 900,
      party: 2,
      commandKey: unique('key-'),
    });
    const ask = (wish: { minute: number; party: number }, who = booking.diner, charge = 0) =>
      codeOf(
        changeReservation(as(ctx, who), {
          reservationId: booking.paid.reservationId,
          ...wish,
          expectedChargeMinor: charge,
          expectedRefundMinor: 0,
          commandKey: unique('key-'),
        }),
      );
    expect(await ask({ minute: 900, party: 2 })).toBe('SLOT_TAKEN');
    expect(await ask({ minute: 1140, party: 2 })).toBe('CHANGE_SAME');
    expect(await ask({ minute: 1141, party: 2 })).toBe('SLOT_OFF_GRID');
    expect(await ask({ minute: 1140, party: 9 })).toBe('PARTY_TOO_LARGE');
    expect(await ask({ minute: 1140, party: 4 }, booking.diner, 5)).toBe('CHANGE_TERMS_CHANGED');
    expect(await ask({ minute: 1140, party: 3 }, other)).toBe('RESERVATION_UNKNOWN');
    expect(await rowOf(booking)).toEqual(before);
  });

  it('two at once of one booking, and a rush of others for the same table: one table, one booking', async () => {
    const { ctx } = stack;
    const booking = await booked();
    const rivals = await Promise.all(Array.from({ length: 6 }, () => makeUser(client)));
    const wish = { minute: 1020, party: 2 };
    const results = await Promise.allSettled([
      change(booking, wish),
      change(booking, { minute: 1020, party: 2 }),
      ...rivals.map((rival) =>
        holdTable(as(ctx, rival), {
          restaurantId: booking.restaurantId,
          serviceDate: dateIn(5),
          minute: 1020,
          party: 2,
          commandKey: unique('key-'),
        }),
      ),
    ]);
    // One table, from 17:00 to where the booking's own time begins.
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect((await brokenInvariants(client)).filter((line) => !line.startsWith('10'))).toEqual([]);
  });
});
