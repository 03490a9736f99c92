import type { RowDataPacket } from 'mysql2/promise';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { type Inserter, insertRows } from './bulk-insert';

/** The hours and the booking rules that restaurants open with. Minutes count from midnight of the service day. */
export type OpeningCalendar = {
  slotMinutes: 15 | 30 | 60;
  bookingWindowDays: number;
  minNoticeMinutes: number;
  periods: readonly {
    name: string;
    nameEn: string | null;
    /** Bit 0 is Monday, bit 6 Sunday. */
    weekdays: number;
    opensMinute: number;
    lastSeatingMinute: number;
  }[];
};

const PERIOD = 'restaurant_id period_no name name_en weekdays opens_minute last_seating_minute'.split(' ');

/** Lists longer than this are not read key by key by every server. */
const IDS_A_STATEMENT = 500;

/**
 * Opens the calendars of restaurants that have none: their hours, their rules, and their page where it was a draft, so
 * that every slot of the booking window can be booked. Slots are not stored, so the month of thousands of restaurants is
 * a few rows each. Runs in the connection's transaction; all of it counts when that commits. A restaurant that has hours
 * stays as it is, so doing it twice changes nothing. Returns how many were opened.
 */
export async function publishCalendars(
  connection: Inserter,
  ids: readonly RestaurantId[],
  calendar: OpeningCalendar,
): Promise<number> {
  // Sorted, so that two who publish at once take their locks in one order.
  const sorted = [...new Set(ids)].sort();
  let opened = 0;
  for (let from = 0; from < sorted.length; from += IDS_A_STATEMENT) {
    opened += await publishSome(connection, sorted.slice(from, from + IDS_A_STATEMENT), calendar);
  }
  return opened;
}

async function publishSome(connection: Inserter, ids: readonly RestaurantId[], calendar: OpeningCalendar) {
  // Locked before they are read: of two who publish at once, the second finds hours. By the primary key: through another
  // index a server may wait for restaurants that are being added elsewhere.
  const [there] = await connection.query<RowDataPacket[]>(
    'SELECT id FROM restaurants FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE',
    [ids],
  );
  const [open] = await connection.query<RowDataPacket[]>(
    'SELECT DISTINCT restaurant_id FROM service_periods WHERE restaurant_id IN (?)',
    [ids],
  );
  const opened = new Set(open.map((row) => row.restaurant_id as RestaurantId));
  const closed = there.map((row) => row.id as RestaurantId).filter((id) => !opened.has(id));
  if (closed.length === 0) return 0;
  const periods = closed.flatMap((id) =>
    calendar.periods.map((period, index) => [
      ...[id, index + 1, period.name, period.nameEn],
      ...[period.weekdays, period.opensMinute, period.lastSeatingMinute],
    ]),
  );
  await insertRows(connection, 'service_periods', PERIOD, periods);
  await connection.query(
    `UPDATE restaurants FORCE INDEX (PRIMARY) SET status = 'published', config_version = config_version + 1,
       slot_minutes = ?, booking_window_days = ?, min_notice_minutes = ? WHERE id IN (?)`,
    [calendar.slotMinutes, calendar.bookingWindowDays, calendar.minNoticeMinutes, closed],
  );
  return closed.length;
}
