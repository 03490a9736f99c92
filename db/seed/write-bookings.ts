import { freezePolicy } from '@/server/domain/payment/policy';
import { isEnd, isLive, type ReservationStatus } from '@/server/domain/reservation/transitions';
import { type Inserter, insertRows } from '../bulk-insert';
import type { Booking } from './bookings';
import type { Step } from './lives';

const RESERVATIONS =
  `id code restaurant_id user_id service_date start_minute end_minute starts_at ends_at party_size status version
  expires_at policy deposit_minor currency guest_name note ended_reason created_at confirmed_at ended_at`.split(/\s+/);

/** The life of a booking made on the telephone begins with the staff; the rest of the demo's houses have none to name. */
export function actorOf(step: Step, booking: Booking): string {
  if (step.by === 'provider') return 'system:confirm-booking';
  const byStaff = step.by === 'staff' || (step.by === 'booker' && booking.byPhone);
  if (!byStaff) return `diner:${booking.userId}`;
  return booking.house.ownerId ? `staff:${booking.house.ownerId}` : 'system:demo-seed';
}

function reservationRow(booking: Booking): unknown[] {
  const last = booking.steps.at(-1)!;
  const [held] = booking.steps;
  const ended = !isLive(last.to);
  const confirmed = booking.steps.find((step) => step.to === 'CONFIRMED')!;
  // What needed no payment was never held for one.
  const expiresAt = booking.paidMinor > 0 ? new Date(held!.atMs + booking.house.content.holdMinutes * 60_000) : null;
  return [
    ...[booking.id, booking.code, booking.house.id, booking.userId, booking.date],
    ...[booking.slot.minute, booking.toMinute, new Date(booking.startsAtMs), new Date(booking.endsAtMs), booking.party],
    ...[last.to, booking.steps.length, expiresAt, JSON.stringify(freezePolicy(booking.house.policy))],
    ...[booking.paidMinor, 'KRW'],
    ...[booking.guestName, booking.note, ended ? last.reason : null],
    ...[new Date(held!.atMs), new Date(confirmed.atMs), ended ? new Date(last.atMs) : null],
  ];
}

/**
 * Writes bookings as the hold writer would have left them: takings in `reservation_tables`, and in `occupancy` what the
 * living ones take; what has ended gave its tables back. No outbox rows: nobody is told of bookings that were never made.
 */
export async function writeBookings(connection: Inserter, bookings: readonly Booking[]): Promise<void> {
  const sorted = [...bookings].sort((a, b) => (a.id < b.id ? -1 : 1));
  await insertRows(connection, 'reservations', RESERVATIONS, sorted.map(reservationRow));
  await insertRows(
    connection,
    'reservation_tables',
    ['reservation_id', 'table_id', 'restaurant_id', 'service_date', 'from_minute', 'to_minute', 'taken'],
    sorted.flatMap((b) =>
      b.takings.map((t) => [b.id, t.tableId, b.house.id, b.date, t.fromMinute, t.toMinute, t.taken]),
    ),
  );
  await insertRows(
    connection,
    'reservation_history',
    ['reservation_id', 'version', 'at', 'from_status', 'to_status', 'actor', 'reason'],
    sorted.flatMap(historyRows),
  );
  await insertRows(
    connection,
    'occupancy',
    ['restaurant_id', 'service_date', 'minute', 'table_id', 'taken', 'seats'],
    occupancyRows(sorted),
  );
  await insertRows(connection, 'service_day', ['restaurant_id', 'service_date', 'version'], dayRows(sorted));
}

const historyRows = (booking: Booking): unknown[][] =>
  booking.steps.map((step, index) => {
    const from: ReservationStatus | null = booking.steps[index - 1]?.to ?? null;
    if (from && isEnd(from)) throw new Error(`${booking.id} would go on after ${from}`);
    return [booking.id, index + 1, new Date(step.atMs), from, step.to, actorOf(step, booking), step.reason];
  });

type Granule = [restaurantId: string, date: string, minute: number, tableId: number, taken: number, seats: number];

/** In the order of the primary key. */
function occupancyRows(bookings: readonly Booking[]): Granule[] {
  const granules = new Map<string, Granule>();
  for (const { house, date, steps, takings } of bookings) {
    if (!isLive(steps.at(-1)!.to)) continue;
    for (const { tableId, fromMinute, toMinute, taken, seats } of takings) {
      for (let minute = fromMinute; minute < toMinute; minute += house.calendar.slotMinutes) {
        const key = `${house.id} ${date} ${10_000 + minute} ${10_000 + tableId}`;
        const granule = granules.get(key);
        if (granule) granule[4] += taken;
        else granules.set(key, [house.id, date, minute, tableId, taken, seats]);
      }
    }
  }
  return [...granules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, granule]) => granule);
}

/** A day's version has moved once with every step of its bookings. */
function dayRows(bookings: readonly Booking[]): [string, string, number][] {
  const days = new Map<string, [string, string, number]>();
  for (const { house, date, steps } of bookings) {
    const day = days.get(`${house.id} ${date}`) ?? [house.id, date, 0];
    day[2] += steps.length;
    days.set(`${house.id} ${date}`, day);
  }
  return [...days.values()].sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
}
