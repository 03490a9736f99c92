import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { auditLog, closingBookings, closings, payments, reservationChanges, reservations } from '@/db/schema';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { getBooking } from '@/server/services/booking';
import { changeReservation, quoteChange } from '@/server/services/change';
import { cancelClosed, closeDay, getClosing, reopenDay, sweepClosings } from '@/server/services/owner';
import { authorizePayment, settlePayment } from '@/server/services/payment';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, dateIn, makeRestaurant, makeUser, table, unique } from '../support/factories';
import { codeOf } from '../support/holds';
import { brokenInvariants } from '../support/invariants';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;
const lost = new Set<string>();

beforeAll(async () => {
  // Its own: every invariant is checked over all of it.
  client = createDatabase(await makeDatabase(unique('closing')), 8);
  stack = await startSagaStack(client, lost);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

type Place = Awaited<ReturnType<typeof makeRestaurant>>;

async function paidAt(restaurant: Place, minute: number, who: Parameters<typeof makeUser>[1] = {}) {
  const diner = await makeUser(client, who);
  const order = await holdOrder(stack.ctx, diner, restaurant.id, minute);
  const paid = await payOrder(stack.ctx, stack.provider, diner, order);
  await waitForStatus(stack.ctx, paid.reservationId, 'CONFIRMED');
  return { diner, ...paid };
}
const owning = (restaurant: Place) => as(stack.ctx, restaurant.ownerId, 'staff');
const closing = (restaurant: Place, more: Partial<Parameters<typeof closeDay>[1]> = {}) =>
  closeDay(owning(restaurant), {
    restaurantId: restaurant.id,
    serviceDate: dateIn(5),
    cancelBookings: true,
    ...more,
  });
const begunAgo = (id: ReservationId, minutes: number) =>
  client.db.execute(sql`UPDATE reservations SET starts_at = now(6) - interval ${minutes} minute WHERE id = ${id}`);

afterEach(() => lost.clear());

describe('a day that is closed while it goes on', () => {
  it('keeps the bookings that have begun, also those that nobody marked', async () => {
    const restaurant = await makeRestaurant(client);
    const [lunch, dinner] = await Promise.all([paidAt(restaurant, 720), paidAt(restaurant, 1140)]);
    await begunAgo(lunch.reservationId, 90);
    const { closingId, inClosedPart, liveBookings } = await closing(restaurant);
    expect({ inClosedPart, liveBookings }).toEqual({ inClosedPart: 1, liveBookings: 2 });
    await waitForStatus(stack.ctx, dinner.reservationId, 'CANCELLED');
    expect(await statusOf(stack.ctx, lunch.reservationId)).toBe('CONFIRMED');
    expect(await refundsOf(stack.ctx, lunch.reservationId)).toEqual([]);
    const seen = await getClosing(owning(restaurant), { closingId: closingId! });
    expect(seen.bookings.map(({ id }) => id)).toEqual([dinner.reservationId]);
  });

  it('keeps one that began, or was moved away, before its turn came', async () => {
    const restaurant = await makeRestaurant(client);
    lost.add('day/closed');
    const [begun, moved] = await Promise.all([paidAt(restaurant, 1140), paidAt(restaurant, 1170)]);
    const { closingId } = await closing(restaurant, { fromMinute: 1080, toMinute: 1200 });
    await begunAgo(begun.reservationId, 1);
    await client.db.update(reservations).set({ startMinute: 1260 }).where(eq(reservations.id, moved.reservationId));
    expect(await cancelClosed(stack.ctx, { closingId: closingId!, limit: 20 })).toEqual({ waiting: 0, moved: 2 });
    lost.clear();
    for (const { reservationId } of [begun, moved]) expect(await statusOf(stack.ctx, reservationId)).toBe('CONFIRMED');
    expect((await getClosing(owning(restaurant), { closingId: closingId! })).counts).toEqual({
      waiting: 0,
      cancelled: 0,
      kept: 2,
    });
    await client.db.update(reservations).set({ startMinute: 1170 }).where(eq(reservations.id, moved.reservationId));
  });
});

describe('a change into a part that is closed meanwhile', () => {
  /** A booking at 20:00 whose diner is about to pay for 18:00 and two guests more. */
  async function changing() {
    const restaurant = await makeRestaurant(client, { tables: [table(1, 4)] });
    const booking = await paidAt(restaurant, 1200);
    const mine = as(stack.ctx, booking.diner);
    const wish = { reservationId: booking.reservationId, minute: 1080, party: 4 };
    const { chargeMinor } = await quoteChange(mine, wish);
    const { orderId } = await changeReservation(mine, {
      ...wish,
      ...{ expectedChargeMinor: chargeMinor, expectedRefundMinor: 0, commandKey: unique('key-') },
    });
    const { reservationId } = booking;
    const paymentKey = await stack.provider.approve(orderId!, chargeMinor);
    const pay = () =>
      authorizePayment(mine, { reservationId, orderId: orderId!, amountMinor: chargeMinor, paymentKey });
    const close = () => closing(restaurant, { fromMinute: 1020, toMinute: 1140 });
    return { restaurant, booking, mine, pay, close, chargeMinor, paymentKey, paymentId: orderId as PaymentId };
  }
  const bookingOf = async (id: ReservationId) =>
    (await client.db.select().from(reservations).where(eq(reservations.id, id)))[0]!;
  const unchanged = { status: 'CONFIRMED', startMinute: 1200, partySize: 2, depositMinor: 20_000 };

  it('is not charged', async () => {
    const { restaurant, booking, pay, close, paymentId } = await changing();
    // What starts then is cancelled; this booking does not yet.
    expect((await close()).closingId).toBeNull();
    expect(await codeOf(pay())).toBe('DAY_CLOSED');
    expect(await bookingOf(booking.reservationId)).toMatchObject(unchanged);
    const [order] = await client.db.select().from(payments).where(eq(payments.id, paymentId));
    expect(order).toMatchObject({ status: 'PENDING', paymentKey: null });
    await reopenDay(owning(restaurant), { restaurantId: restaurant.id, serviceDate: dateIn(5) });
    await pay();
    await waitFor('the change', async () => (await bookingOf(booking.reservationId)).startMinute === 1080);
  });

  it('gives its money back where that was on its way already, and the booking stands', async () => {
    const { booking, pay, close, chargeMinor, paymentKey, paymentId } = await changing();
    lost.add('payment/authorized');
    await pay();
    await close();
    const outcome = await stack.ctx.payments
      .of('toss')
      .confirm({ paymentKey, orderId: paymentId, amountMinor: chargeMinor, idempotencyKey: unique('e-') });
    expect(outcome.kind).toBe('captured');
    const job = { ...stack.ctx, actor: { type: 'system' as const, job: 'confirm-booking' } };
    expect(await settlePayment(job, { paymentId, outcome: outcome as never })).toEqual({
      status: 'CONFIRMED',
      refunding: true,
    });
    lost.clear();
    expect(await bookingOf(booking.reservationId)).toMatchObject(unchanged);
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, booking.reservationId))[0]?.status === 'DONE');
    expect(await refundsOf(stack.ctx, booking.reservationId)).toMatchObject([{ amountMinor: chargeMinor }]);
    const [change] = await client.db
      .select()
      .from(reservationChanges)
      .where(eq(reservationChanges.reservationId, booking.reservationId));
    expect(change).toMatchObject({ status: 'DROPPED', endedReason: 'closed' });
    expect((await brokenInvariants(client)).filter((line) => !line.startsWith('10'))).toEqual([]);
  });
});

describe('one booking that cannot be cancelled', () => {
  it('keeps neither the rest of its closing nor the closings after it', async () => {
    const [restaurant, other] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
    lost.add('day/closed');
    const bookings = await Promise.all([720, 900, 1140].map((minute) => paidAt(restaurant, minute)));
    const later = await paidAt(other, 1140);
    const [first, ...rest] = bookings.map(({ reservationId }) => reservationId).sort();
    const { closingId } = await closing(restaurant);
    await closing(other);
    lost.clear();
    // More is to go back than was ever taken: that throws in the middle of its transaction.
    const owed = (amount: number) =>
      client.db.update(reservations).set({ depositMinor: amount }).where(eq(reservations.id, first!));
    await owed(90_000);
    await client.db.update(closings).set({ createdAt: sql`now(6) - interval 61 second` });
    expect(await cancelClosed(stack.ctx, { closingId: closingId!, limit: 20 })).toEqual({ waiting: 1, moved: 2 });
    expect(await codeOf(sweepClosings(stack.ctx, { limit: 10 }))).toBe('REFUND_EXCEEDS');
    expect(await statusOf(stack.ctx, later.reservationId)).toBe('CANCELLED');
    expect(await Promise.all(rest.map((id) => statusOf(stack.ctx, id)))).toEqual(['CANCELLED', 'CANCELLED']);
    await owed(20_000);
    expect(await sweepClosings(stack.ctx, { limit: 10 })).toBe(1);
    expect(await statusOf(stack.ctx, first!)).toBe('CANCELLED');
  });
});

describe('who is told what', () => {
  it('each diner reads the reason in their language, in the mail and on the booking', async () => {
    const restaurant = await makeRestaurant(client);
    const mailbox = () => `${unique('closing-')}@example.com`;
    const [korean, english] = [
      await paidAt(restaurant, 1140, { email: mailbox() }),
      await paidAt(restaurant, 1170, { email: mailbox(), locale: 'en' }),
    ];
    await client.db.update(reservations).set({ locale: 'en' }).where(eq(reservations.id, english.reservationId));
    await closing(restaurant, { reason: '정전', reasonEn: 'No electricity' });
    const mail = async (id: typeof korean, subject: RegExp) => {
      const [row] = (await client.pool.query('SELECT email FROM users WHERE id = ?', [id.diner]))[0] as unknown as {
        email: string;
      }[];
      return waitFor('the mail', async () =>
        (await stack.provider.mails(row!.email)).find((one) => subject.test(one.subject)),
      );
    };
    expect((await mail(korean, /취소/)).text).toContain('식당이 남긴 말: 정전');
    expect((await mail(english, /cancelled/)).text).toContain('The restaurant says: No electricity');
    const { byRestaurant } = await getBooking(as(stack.ctx, english.diner), english);
    expect(byRestaurant).toEqual({ reason: '정전', reasonEn: 'No electricity' });
  });

  it('the audit log says who closed and reopened what, and which bookings went with it', async () => {
    const restaurant = await makeRestaurant(client);
    const { reservationId } = await paidAt(restaurant, 1140);
    const { closingId } = await closing(restaurant, { fromMinute: 1080, reason: '정전' });
    await waitForStatus(stack.ctx, reservationId, 'CANCELLED');
    await reopenDay(owning(restaurant), { restaurantId: restaurant.id, serviceDate: dateIn(5), fromMinute: 1080 });
    const acts = await client.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.restaurantId, restaurant.id)))
      .orderBy(auditLog.at);
    const about = { serviceDate: dateIn(5), fromMinute: 1080 };
    expect(acts).toMatchObject([
      {
        action: 'day-closed',
        actor: `staff:${restaurant.ownerId}`,
        subjectId: `${restaurant.id}:${dateIn(5)}`,
        detail: { ...about, toMinute: 2880, reason: '정전', reasonEn: null, closingId, cancels: 1 },
      },
      { action: 'booking-cancelled', subjectId: reservationId, detail: { closingId, reason: '정전' } },
      { action: 'day-reopened', actor: `staff:${restaurant.ownerId}`, detail: { ...about, parts: 1 } },
    ]);
  });
});

it('a closing that was begun before an owner wrote in English is read as before', async () => {
  const restaurant = await makeRestaurant(client);
  const { reservationId } = await paidAt(restaurant, 1140);
  const closingId = newId('closing');
  await client.db.insert(closings).values({
    ...{ id: closingId, restaurantId: restaurant.id, serviceDate: dateIn(5), fromMinute: 1080, toMinute: 1200 },
    ...{ reason: '정전', bookings: 1, createdAt: sql`now(6)`, createdBy: restaurant.ownerId },
  });
  await client.db.insert(closingBookings).values({ closingId, reservationId, status: 'waiting' });
  expect((await getClosing(owning(restaurant), { closingId })).reasonEn).toBeNull();
});
