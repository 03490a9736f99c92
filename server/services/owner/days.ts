import { and, asc, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { reservations, reservationTables, serviceDays } from '@/db/schema';
import { fromColumns, lastBookableDate, MOST_DAYS_AHEAD } from '@/server/domain/availability/opening';
import { LIVE_STATUSES } from '@/server/domain/reservation/transitions';
import type { SeatedBooking } from '@/server/domain/restaurant/floor-plan';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt, daysBetween, type ServiceDate } from '@/server/domain/shared/time';
import type { MemberRestaurant } from './member';

const DAY_MS = 86_400_000;

/** The first service date that may still go on: after midnight it is yesterday's. */
export const firstOpenDate = (restaurant: MemberRestaurant): ServiceDate =>
  addDays(dateAt(restaurant.nowMs, restaurant.timeZone), -1);

/**
 * Locks every day on which somebody could be booking now, in the hold writer's order, and tells those who watch them.
 * Until this transaction ends no table is taken there, and what is taken later is decided by the new settings. `until` is
 * for an edit that concerns days beyond, which nobody can book yet.
 */
export async function lockBookableDays(
  tx: Transaction,
  restaurant: MemberRestaurant,
  until: ServiceDate = lastDayOf(restaurant),
): Promise<void> {
  const first = firstOpenDate(restaurant);
  const rows = Array.from({ length: daysBetween(first, until) + 1 }, (_, index) => addDays(first, index));
  await tx
    .insert(serviceDays)
    .values(rows.map((serviceDate) => ({ restaurantId: restaurant.id, serviceDate, version: 1 })))
    .onDuplicateKeyUpdate({ set: { version: sql`version + 1` } });
}

/** The last date somebody could be booking, and one more, which may open while an edit is being written. */
const lastDayOf = (restaurant: MemberRestaurant): ServiceDate => {
  const calendar = { opening: fromColumns(restaurant), timeZone: restaurant.timeZone };
  return lastBookableDate(calendar, restaurant.nowMs + DAY_MS);
};

/** The last date that any rule could let be booked: those who wait for a day hear that it opens at another time. */
export const furthestDay = (restaurant: MemberRestaurant): ServiceDate =>
  addDays(dateAt(restaurant.nowMs, restaurant.timeZone), MOST_DAYS_AHEAD);

/** Says that something of a day changed. The day is locked by `tx`. Returns its version. */
export async function touchDay(tx: Transaction, restaurantId: RestaurantId, serviceDate: ServiceDate): Promise<number> {
  const day = and(eq(serviceDays.restaurantId, restaurantId), eq(serviceDays.serviceDate, serviceDate));
  await tx.update(serviceDays).set({ version: sql`version + 1` }).where(day);
  const [row] = await tx.select({ version: serviceDays.version }).from(serviceDays).where(day);
  return row!.version;
}

/** Live bookings that are not over by the database's clock, with what they take of tables. */
export async function comingBookings(tx: Transaction, restaurant: MemberRestaurant): Promise<SeatedBooking[]> {
  const rows = await tx
    .select({
      id: reservations.id,
      serviceDate: reservations.serviceDate,
      party: reservations.partySize,
      tableId: reservationTables.tableId,
      fromMinute: reservationTables.fromMinute,
      toMinute: reservationTables.toMinute,
      taken: reservationTables.taken,
    })
    .from(reservations)
    .innerJoin(
      reservationTables,
      and(
        eq(reservationTables.restaurantId, reservations.restaurantId),
        eq(reservationTables.serviceDate, reservations.serviceDate),
        eq(reservationTables.reservationId, reservations.id),
        gt(reservationTables.tableId, 0),
      ),
    )
    .where(comingLive(restaurant))
    .orderBy(asc(reservations.serviceDate));
  const bookings = new Map<string, SeatedBooking>();
  for (const { id, serviceDate, party, ...taking } of rows) {
    const booking = bookings.get(id) ?? { serviceDate, party, takings: [] };
    booking.takings.push(taking);
    bookings.set(id, booking);
  }
  return [...bookings.values()];
}

/** Live and not over, of one restaurant: a range of the index that begins with restaurant and date. */
export const comingLive = (restaurant: MemberRestaurant) =>
  and(
    eq(reservations.restaurantId, restaurant.id),
    gte(reservations.serviceDate, firstOpenDate(restaurant)),
    inArray(reservations.status, [...LIVE_STATUSES]),
    gt(reservations.endsAt, sql`now(6)`),
  );
