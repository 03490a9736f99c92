import type { Pool, RowDataPacket } from 'mysql2/promise';
import { monotonicFactory } from 'ulid';
import { type Inserter, insertRows } from '@/db/bulk-insert';
import { Random } from '@/db/seed/random';
import { openBook, spanOf } from '@/server/domain/availability/availability';
import { openSlotsOn } from '@/server/domain/availability/calendar';
import { freezePolicy } from '@/server/domain/payment/policy';
import { ID_PREFIXES, type RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt, type ServiceDate } from '@/server/domain/shared/time';
import { loadSetups, type RestaurantSetup } from '@/server/services/restaurant';

const DINERS = 20_000;
const RESTAURANTS_AT_ONCE = 2_000;
const DAYS_AHEAD = 29;
/** So many more are tried: some find no table. */
const SPARE = 1.1;
/** When people eat, as `[minute, weight]`. */
const WISHES: [number, number][] = [
  [720, 4],
  [750, 3],
  [780, 2],
  [1080, 4],
  [1110, 5],
  [1140, 8],
  [1170, 5],
  [1200, 3],
];
const PARTIES = [1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6];

const RESERVATIONS =
  `id code restaurant_id user_id service_date start_minute end_minute starts_at ends_at party_size status version
  policy deposit_minor currency guest_name created_at confirmed_at`.split(/\s+/);
const TABLES = 'reservation_id table_id restaurant_id service_date from_minute to_minute taken'.split(' ');
const OCCUPANCY = 'restaurant_id service_date minute table_id taken seats'.split(' ');

const next = monotonicFactory();
const newId = (kind: keyof typeof ID_PREFIXES) => `${ID_PREFIXES[kind]}_${next().toLowerCase()}`;
const ALPHABET = '34679ACDEFGHJKMNPQRTWX';
/** Every number has another code. */
const codeOf = (n: number) =>
  Array.from({ length: 6 }, (_, place) => ALPHABET[Math.floor(n / ALPHABET.length ** place) % ALPHABET.length]).join(
    '',
  );

type Rows = Record<'reservations' | 'tables' | 'occupancy' | 'days', unknown[][]>;

/**
 * Adds confirmed bookings of the coming month as the hold writer would have left them, in bulk: seated by the domain's own
 * rules, so that no table is taken twice. A tenth of the restaurants has half of the bookings. Returns how many there are.
 */
export async function addBookings(pool: Pool, scripts: Pool, wanted: number, word = 'bench'): Promise<number> {
  const random = new Random(word);
  const diners = Array.from({ length: DINERS }, () => newId('user'));
  const now = new Date();
  await insertRows(
    pool as unknown as Inserter,
    'users',
    ['id', 'name', 'created_at'],
    diners.map((id, index) => [id, `Diner ${index}`, now]),
  );
  const [found] = await pool.query<RowDataPacket[]>('SELECT id FROM restaurants ORDER BY id');
  const ids = found.map((row) => row.id as RestaurantId);
  const mean = (wanted / ids.length) * SPARE;
  let made = 0;
  for (let from = 0; from < ids.length; from += RESTAURANTS_AT_ONCE) {
    const setups = await loadSetups(scripts, ids.slice(from, from + RESTAURANTS_AT_ONCE));
    const rows: Rows = { reservations: [], tables: [], occupancy: [], days: [] };
    for (const id of ids.slice(from, from + RESTAURANTS_AT_ONCE)) {
      const fame = random.chance(0.1) ? 5 : 0.556;
      const share = Math.min(wanted - made, Math.round(random.between(0, 2) * mean * fame));
      made += fill(setups.get(id)!, share, made, diners, random, now, rows);
    }
    await write(pool, rows);
  }
  return made;
}

/** Books one restaurant's month; what finds no table is not made. Returns how many were. */
function fill(
  setup: RestaurantSetup,
  share: number,
  first: number,
  diners: string[],
  random: Random,
  now: Date,
  rows: Rows,
): number {
  const { calendar } = setup;
  const today = dateAt(now.getTime(), calendar.timeZone);
  const byDate = new Map<ServiceDate, number>();
  for (let index = 0; index < share; index++) {
    const date = addDays(today, random.whole(1, DAYS_AHEAD));
    byDate.set(date, (byDate.get(date) ?? 0) + 1);
  }
  let made = 0;
  for (const [date, count] of [...byDate].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const book = openBook(setup, []);
    const open = new Map(openSlotsOn(calendar, date, now.getTime()).map((slot) => [slot.minute, slot.startsAtMs]));
    const granules = new Map<string, unknown[]>();
    let onDay = 0;
    for (let index = 0; index < count; index++) {
      const minute = WISHES[random.weighted(WISHES.map(([, weight]) => weight))]![0];
      const party = random.pick(PARTIES);
      const startsAtMs = open.get(minute);
      const span = spanOf(calendar, date, minute, party);
      const takings = startsAtMs !== undefined && span ? book.seat(party, span) : null;
      if (!takings || !span || startsAtMs === undefined) continue;
      book.take(takings);
      const id = newId('reservation');
      rows.reservations.push([
        ...[id, codeOf(first + made), setup.id, random.pick(diners), date, minute, span.to],
        ...[new Date(startsAtMs), new Date(startsAtMs + (span.to - minute) * 60_000), party, 'CONFIRMED', 2],
        ...[JSON.stringify(freezePolicy(setup.policy)), 0, setup.currency, 'Diner', now, now],
      ]);
      for (const t of takings) {
        rows.tables.push([id, t.tableId, setup.id, date, t.fromMinute, t.toMinute, t.taken]);
        for (let at = t.fromMinute; at < t.toMinute; at += calendar.slotMinutes) {
          const key = `${10_000 + at} ${10_000 + t.tableId}`;
          const granule = granules.get(key);
          if (granule) granule[4] = (granule[4] as number) + t.taken;
          else granules.set(key, [setup.id, date, at, t.tableId, t.taken, t.seats]);
        }
      }
      made++;
      onDay++;
    }
    rows.occupancy.push(...[...granules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, granule]) => granule));
    if (onDay > 0) rows.days.push([setup.id, date, onDay]);
  }
  return made;
}

async function write(pool: Pool, rows: Rows): Promise<void> {
  const into = async (table: string, columns: readonly string[], values: unknown[][]) => {
    const connection = await pool.getConnection();
    try {
      // One commit a table and round: a disk flush for every statement would be the whole cost.
      await connection.beginTransaction();
      await insertRows(connection, table, columns, values);
      await connection.commit();
    } finally {
      connection.release();
    }
  };
  await Promise.all([
    into('reservations', RESERVATIONS, rows.reservations),
    into('reservation_tables', TABLES, rows.tables),
    into('occupancy', OCCUPANCY, rows.occupancy),
    into('service_day', ['restaurant_id', 'service_date', 'version'], rows.days),
  ]);
}

/** What is wrong with the bookings as they stand: tables oversold, or counts that are not those of the bookings. */
export async function wrongCounts(pool: Pool): Promise<number> {
  const counts = await Promise.all(
    [
      'SELECT COUNT(*) AS n FROM occupancy WHERE taken > seats',
      `SELECT COUNT(*) AS n FROM
        (SELECT restaurant_id, SUM(taken) AS taken FROM occupancy GROUP BY restaurant_id) o
        LEFT JOIN (SELECT restaurant_id, SUM(taken * IF(table_id = 0, 1, (to_minute - from_minute) / 30)) AS taken
          FROM reservation_tables GROUP BY restaurant_id) t ON t.restaurant_id = o.restaurant_id
        WHERE t.taken IS NULL OR t.taken <> o.taken`,
    ].map((sql) => pool.query<RowDataPacket[]>(sql).then(([rows]) => Number(rows[0]!.n))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
