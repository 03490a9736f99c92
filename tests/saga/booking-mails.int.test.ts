import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { reservationChanges } from '@/db/schema';
import { getBooking } from '@/server/services/booking';
import { changeReservation, getChangeOptions, quoteChange } from '@/server/services/change';
import { sendChanged } from '@/server/services/notify';
import { cancelByRestaurant, getServiceDay } from '@/server/services/owner';
import { holdOrder, payOrder, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, dateIn, makeRestaurant, makeUser, table, unique } from '../support/factories';
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

/** A booking for two at 19:00, 10,000 won a guest, whose diner has a mailbox. */
async function booked() {
  const restaurant = await makeRestaurant(client, { tables: [table(1, 4)] });
  const email = `${unique('mails-')}@example.com`;
  const diner = await makeUser(client, { email });
  const { reservationId } = await payOrder(
    stack.ctx,
    stack.provider,
    diner,
    await holdOrder(stack.ctx, diner, restaurant.id),
  );
  await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
  const mail = (subject: RegExp) =>
    waitFor(`the mail ${subject}`, async () =>
      (await stack.provider.mails(email)).find((one) => subject.test(one.subject)),
    );
  return { restaurant, diner, reservationId, email, mail };
}

async function toOneGuest({ diner, reservationId }: Awaited<ReturnType<typeof booked>>) {
  const mine = as(stack.ctx, diner);
  const wish = { reservationId, minute: 1_170, party: 1 };
  const { chargeMinor, refundMinor } = await quoteChange(mine, wish);
  const expected = { expectedChargeMinor: chargeMinor, expectedRefundMinor: refundMinor };
  await changeReservation(mine, { ...wish, ...expected, commandKey: unique('key-') });
  return refundMinor;
}

describe('a booking that was changed', () => {
  it('is told to its diner once, with what comes back and a calendar entry that replaces the earlier one', async () => {
    const booking = await booked();
    const first = await booking.mail(/confirmed|확정/);
    const refundMinor = await toOneGuest(booking);
    const second = await booking.mail(/changed|변경/);
    expect(second.text).toContain(refundMinor.toLocaleString('ko-KR'));
    const calendarOf = (mail: typeof second) => mail.attachments[0]?.text ?? '';
    const uid = (text: string) => /^UID:(.+)$/m.exec(text)?.[1]?.trim();
    const sequence = (text: string) => Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
    expect(uid(calendarOf(second))).toBe(uid(calendarOf(first)));
    expect(sequence(calendarOf(second))).toBeGreaterThan(sequence(calendarOf(first)));
    expect(await sendChanged(stack.ctx, booking)).toBe(false);
  });

  it('offers times with its own table given back, and how many guests there can be', async () => {
    const { diner, reservationId } = await booked();
    const options = await getChangeOptions(as(stack.ctx, diner), { reservationId, party: 4 });
    expect(options.maxParty).toBe(4);
    expect(options.grid.find(({ minute }) => minute === 1_140)?.left).toBe(1);
  });

  it('stands in the restaurant’s day as paid, with nothing of its smaller deposit returned', async () => {
    const booking = await booked();
    await toOneGuest(booking);
    await waitFor('the refund', async () => {
      const [change] = await client.db
        .select()
        .from(reservationChanges)
        .where(eq(reservationChanges.reservationId, booking.reservationId));
      const view = await getBooking(as(stack.ctx, booking.diner), booking);
      return change?.status === 'APPLIED' && view.refunds[0]?.status === 'DONE';
    });
    const { restaurant } = booking;
    const owner = as(stack.ctx, restaurant.ownerId, 'staff');
    const day = await getServiceDay(owner, { restaurantId: restaurant.id, date: dateIn(5) });
    expect(day.bookings[0]?.deposit).toMatchObject({ amountMinor: 10_000, refundedMinor: 0, status: 'CAPTURED' });
  });
});

describe('a booking that the restaurant cancelled', () => {
  it('tells its diner who did it and why, in the mail and on the booking', async () => {
    const { restaurant, diner, reservationId, mail } = await booked();
    const owner = as(stack.ctx, restaurant.ownerId, 'staff');
    await cancelByRestaurant(owner, { reservationId, reason: '수도가 끊겼어요' });
    const said = await mail(/cancelled|취소/);
    expect(said.text).toContain('수도가 끊겼어요');
    expect(said.text).toContain('20,000');
    expect((await getBooking(as(stack.ctx, diner), { reservationId })).byRestaurant).toEqual({
      reason: '수도가 끊겼어요',
      reasonEn: null,
    });
  });
});
