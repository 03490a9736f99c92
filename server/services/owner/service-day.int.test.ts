import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { reservations } from '@/db/schema';
import type { ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { cancelReservation, expireHold, holdTable, serveReservation } from '../reservation';
import { getServiceDay, listUpcoming } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

const hold = (
  diner: UserId,
  restaurantId: RestaurantId,
  minute: number,
  party: number,
  serviceDate = date,
  note?: string,
) => holdTable(as(ctx, diner), { restaurantId, serviceDate, minute, party, note, commandKey: unique('command-') });

/** A party is seated when it comes, not days ahead. */
const startsNow = (id: ReservationId) =>
  client.db.update(reservations).set({ startsAt: sql`now(6)` }).where(eq(reservations.id, id));

describe('a restaurant’s day', () => {
  it('has its bookings in order with tables, guest, note and how often the guest came before', async () => {
    const { id, ownerId } = await makeRestaurant(client, { policy: null });
    const owner = as(ctx, ownerId);
    const [regular, stranger] = [await makeUser(client, { name: '단골' }), await makeUser(client, { name: '처음' })];
    const earlier = await hold(regular, id, 720, 2, dateIn(3));
    await startsNow(earlier.reservationId);
    await serveReservation(owner, { reservationId: earlier.reservationId, command: 'seat' });
    await serveReservation(owner, { reservationId: earlier.reservationId, command: 'complete' });
    const elsewhere = await makeRestaurant(client, { policy: null });
    const there = await hold(stranger, elsewhere.id, 720, 2, dateIn(2));
    await startsNow(there.reservationId);
    await serveReservation(as(ctx, elsewhere.ownerId), { reservationId: there.reservationId, command: 'seat' });
    const dinner = await hold(stranger, id, 1140, 6, date, '창가요');
    const lunch = await hold(regular, id, 720, 4);
    const day = await getServiceDay(owner, { restaurantId: id, date });
    expect(day).toMatchObject({
      date,
      version: 2,
      today: dateIn(0),
      slotMinutes: 30,
      timeZone: 'Asia/Seoul',
      closures: [],
    });
    expect(day.tables).toHaveLength(4);
    expect(day.periods).toEqual([{ name: '종일', nameEn: 'All day', opensMinute: 660, lastSeatingMinute: 1200 }]);
    expect(day.bookings).toMatchObject([
      {
        id: lunch.reservationId,
        code: lunch.code,
        status: 'CONFIRMED',
        party: 4,
        tables: [3],
        guestName: '단골',
        earlierVisits: 1,
        deposit: null,
      },
      {
        id: dinner.reservationId,
        party: 6,
        tables: [2, 3],
        guestName: '처음',
        note: '창가요',
        earlierVisits: 0,
        startMinute: 1140,
        endMinute: 1260,
      },
    ]);
  });

  it('shows holds with their deposit, keeps cancelled bookings, and leaves out what never came to be', async () => {
    const { id, ownerId } = await makeRestaurant(client);
    const owner = as(ctx, ownerId);
    const diners = await Promise.all(Array.from({ length: 4 }, () => makeUser(client)));
    const held = await hold(diners[0]!, id, 720, 2);
    const givenUp = await hold(diners[1]!, id, 720, 2);
    await cancelReservation(as(ctx, diners[1]!), { reservationId: givenUp.reservationId, expectedRefundMinor: 0 });
    const expired = await hold(diners[2]!, id, 720, 2);
    await client.pool.query('UPDATE reservations SET expires_at = NOW(6) WHERE id = ?', [expired.reservationId]);
    expect(await expireHold(ctx, { reservationId: expired.reservationId })).toMatchObject({ expired: true });
    await client.pool.query("UPDATE booking_policies SET deposit_kind = 'none' WHERE restaurant_id = ?", [id]);
    await client.pool.query('UPDATE restaurants SET config_version = config_version + 1 WHERE id = ?', [id]);
    const cancelled = await hold(diners[3]!, id, 1140, 2);
    await cancelReservation(as(ctx, diners[3]!), { reservationId: cancelled.reservationId, expectedRefundMinor: 0 });
    const { bookings } = await getServiceDay(owner, { restaurantId: id, date });
    expect(bookings.map((one) => [one.id, one.status])).toEqual([
      [held.reservationId, 'HELD'],
      [cancelled.reservationId, 'CANCELLED'],
    ]);
    expect(bookings[0]!.deposit).toEqual({
      amountMinor: 20_000,
      discountMinor: 0,
      refundedMinor: 0,
      currency: 'KRW',
      status: 'PENDING',
    });
    expect(bookings[0]!.expiresAtMs).toBeGreaterThan(Date.now());
  });

  it('upcoming days count bookings and guests; holds are counted apart', async () => {
    const { id, ownerId } = await makeRestaurant(client, { policy: { depositFromParty: 4 } });
    const book = async (minute: number, party: number, on: string) =>
      hold(await makeUser(client), id, minute, party, on);
    await book(720, 2, date);
    await book(720, 2, date);
    await book(1140, 4, date);
    await book(720, 1, dateIn(8));
    expect(await listUpcoming(as(ctx, ownerId), { restaurantId: id, from: dateIn(6), days: 4 })).toEqual([
      { date: dateIn(6), bookings: 0, covers: 0, held: 0 },
      { date, bookings: 2, covers: 4, held: 1 },
      { date: dateIn(8), bookings: 1, covers: 1, held: 0 },
      { date: dateIn(9), bookings: 0, covers: 0, held: 0 },
    ]);
  });

  it('refuses what is no date', async () => {
    const { id, ownerId } = await makeRestaurant(client);
    await expect(getServiceDay(as(ctx, ownerId), { restaurantId: id, date: '2026-2-3' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(listUpcoming(as(ctx, ownerId), { restaurantId: id, from: 'x', days: 3 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
