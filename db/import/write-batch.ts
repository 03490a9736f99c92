import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import { monotonicFactory } from 'ulid';
import { ID_PREFIXES, type RestaurantId } from '@/server/domain/shared/ids';
import { insertRows } from '../bulk-insert';
import { databaseFault, isTransient } from '../errors';
import { type OpeningCalendar, publishCalendars } from '../publish-calendars';
import { insertTerms } from '../restaurant-terms';
import { floorFromArea } from './floor-from-area';
import { guessCuisine } from './guess-cuisine';
import type { RegisterRow } from './register-row';
import { slugOf } from './slug';

export type BatchResult<R extends RegisterRow> = { added: number; unchanged: number; refused: R[] };

const TRIES = 5;
const next = monotonicFactory();

/**
 * Adds the restaurants of a batch that are not there yet, whole, in one transaction. Two imports at once add each once:
 * the licence is unique, and who comes second looks again. A row the database will not have is found by halving the
 * batch and comes back as refused. Throws when the database itself fails.
 */
export async function writeBatch<R extends RegisterRow>(pool: Pool, rows: readonly R[]): Promise<BatchResult<R>> {
  for (let tried = 1; ; tried++) {
    try {
      return await tryBatch(pool, rows);
    } catch (error) {
      const fault = databaseFault(error);
      const passes = isTransient(error) || fault === 'duplicate';
      if (passes && tried < TRIES) continue;
      if (fault === null || fault === 'disconnected' || isTransient(error)) throw error;
      if (rows.length === 1) return { added: 0, unchanged: 0, refused: [...rows] };
      const half = Math.ceil(rows.length / 2);
      const [a, b] = [await writeBatch(pool, rows.slice(0, half)), await writeBatch(pool, rows.slice(half))];
      return { added: a.added + b.added, unchanged: a.unchanged + b.unchanged, refused: [...a.refused, ...b.refused] };
    }
  }
}

async function tryBatch<R extends RegisterRow>(pool: Pool, rows: readonly R[]): Promise<BatchResult<R>> {
  const known = await knownLicences(pool, rows);
  const fresh = rows.filter((row) => !known.has(row.licenseId));
  if (fresh.length > 0) {
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      await insertRestaurants(connection, fresh);
      await connection.commit();
    } catch (error) {
      await connection.rollback().catch(() => {});
      throw error;
    } finally {
      connection.release();
    }
  }
  return { added: fresh.length, unchanged: rows.length - fresh.length, refused: [] };
}

async function knownLicences(pool: Pool, rows: readonly RegisterRow[]): Promise<Set<string>> {
  const [found] = await pool.query<RowDataPacket[]>('SELECT license_id FROM restaurants WHERE license_id IN (?)', [
    rows.map((row) => row.licenseId),
  ]);
  return new Set(found.map((row) => row.license_id));
}

const RESTAURANT =
  `id slug license_id status rank name cuisine tags district time_zone currency slot_minutes hold_ttl_ms
  booking_window_days min_notice_minutes max_party created_at`.split(/\s+/);
const TABLE = 'restaurant_id table_id label area_no seats min_party max_party shareable active shape x y w h'.split(
  ' ',
);
const HOLD_TTL_MS = 420_000;

/** Every day from eleven to half past eight; turn times and terms are the product's own, so no rows say them. */
const CALENDAR: OpeningCalendar = {
  slotMinutes: 30,
  bookingWindowDays: 30,
  minNoticeMinutes: 60,
  periods: [
    { name: '매일', nameEn: 'Daily', weekdays: 0b1111111, opensMinute: 11 * 60, lastSeatingMinute: 20 * 60 + 30 },
  ],
};

async function insertRestaurants(connection: PoolConnection, rows: readonly RegisterRow[]): Promise<void> {
  const now = new Date();
  const made = rows.map((row) => ({
    row,
    id: `${ID_PREFIXES.restaurant}_${next().toLowerCase()}` as RestaurantId,
    floor: floorFromArea(row.areaM2),
  }));
  await insertRows(
    connection,
    'restaurants',
    RESTAURANT,
    made.map(({ row, id, floor }) => [
      ...[id, slugOf(row.name, row.licenseId), row.licenseId, 'published', 0, row.name, guessCuisine(row.name), '[]'],
      ...[row.district, 'Asia/Seoul', 'KRW', CALENDAR.slotMinutes, HOLD_TTL_MS, CALENDAR.bookingWindowDays],
      ...[CALENDAR.minNoticeMinutes, floor.maxParty, now],
    ]),
  );
  await insertRows(
    connection,
    'areas',
    ['restaurant_id', 'area_no', 'name', 'name_en'],
    made.map(({ id }) => [id, 1, '홀', 'Main room']),
  );
  await insertRows(
    connection,
    'dining_tables',
    TABLE,
    made.flatMap(({ id, floor }) =>
      floor.tables.map((t) => [
        ...[id, t.tableId, String(t.tableId), 1, t.seats, t.minParty, t.seats],
        ...[false, true, t.shape, t.x, t.y, t.w, t.h],
      ]),
    ),
  );
  await insertRows(
    connection,
    'table_joins',
    ['restaurant_id', 'table_a', 'table_b'],
    made.flatMap(({ id, floor }) => floor.joins.map((pair) => [id, ...pair])),
  );
  await insertTerms(
    connection,
    made.map(({ row, id }) => ({ id, names: [row.name] })),
  );
  await publishCalendars(
    connection,
    made.map(({ id }) => id),
    CALENDAR,
  );
}
