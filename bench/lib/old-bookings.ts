import type { Connection } from 'mysql2/promise';
import { encodeTime } from 'ulid';
import { insertRows } from '@/db/bulk-insert';
import { freezePolicy, NO_DEPOSIT_POLICY } from '@/server/domain/payment/policy';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import type { UserId } from '@/server/domain/shared/ids';
import { addDays, dateAt, instantOf } from '@/server/domain/shared/time';

const ZONE = 'Asia/Seoul';
/** The booking window: so many days ahead are booked. */
export const AHEAD = 30;
/** Of what ended longer ago, `pruneRecords` has taken away what was taken of tables. */
export const KEPT = 60;
/** Nothing that is measured reads a booking's history: the older ones have none. */
export const HISTORY = 7;
const OLDEST = 1_100;
const DAY_MS = 86_400_000;

export const DINERS = 40_000;
export const dinerId = (n: number) => `usr_0000000000${String(n).padStart(16, '0')}` as UserId;

/** Days by their distance from today, each with what does not depend on the booking. */
const DAY = `CREATE TABLE bench_day (n INT PRIMARY KEY, d DATE NOT NULL, cycle TINYINT NOT NULL, draw INT NOT NULL,
  past BOOLEAN NOT NULL, midnight DATETIME(6) NOT NULL, made DATETIME(6) NOT NULL,
  id VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, KEY bench_day_cycle (cycle, n))`;

/** How a booking that ended so came there, step by step. */
const STEPS: [ReservationStatus, ReservationStatus[]][] = [
  ['CONFIRMED', ['HELD', 'CONFIRMED']],
  ['CANCELLED', ['HELD', 'CONFIRMED', 'CANCELLED']],
  ['NO_SHOW', ['HELD', 'CONFIRMED', 'NO_SHOW']],
  ['COMPLETED', ['HELD', 'CONFIRMED', 'SEATED', 'COMPLETED']],
];

/** Days, steps and diners that bookings are made of. */
export async function writeCalendar(connection: Connection): Promise<void> {
  const today = dateAt(Date.now(), ZONE);
  const days = Array.from({ length: OLDEST + AHEAD + 1 }, (_, index) => {
    const n = index - OLDEST;
    const date = addDays(today, n);
    const midnightMs = instantOf(date, 0, ZONE)!;
    // Booked three days before: the time that stands in the id.
    const madeMs = Math.min(midnightMs - 3 * DAY_MS, Date.now() - DAY_MS + n);
    const id = `res_${encodeTime(madeMs, 10).toLowerCase()}`;
    return [n, date, index % 7, index, n < 0, new Date(midnightMs), new Date(madeMs), id];
  });
  await connection.query(DAY);
  await insertRows(connection, 'bench_day', 'n d cycle draw past midnight made id'.split(' '), days);
  await connection.query(
    'CREATE TABLE bench_step (status VARCHAR(12), version INT, from_status VARCHAR(12), to_status VARCHAR(12), PRIMARY KEY (status, version))',
  );
  const steps = STEPS.flatMap(([end, path]) => path.map((to, index) => [end, index + 1, path[index - 1] ?? null, to]));
  await insertRows(connection, 'bench_step', ['status', 'version', 'from_status', 'to_status'], steps);
  const made = new Date(Date.now() - OLDEST * DAY_MS);
  const diners = Array.from({ length: DINERS }, (_, n) => [dinerId(n), `Diner ${n}`, made]);
  await insertRows(connection, 'users', ['id', 'name', 'created_at'], diners);
}

const ID = "CONCAT(d.id, LPAD(v.seq, 16, '0'))";
/** Different for the bookings of a day and for the days of a booking; the seating never changes it. */
const DRAW = '(v.seq + d.draw * 37) MOD 100';
const STATUS = `IF(d.past, IF(${DRAW} < 78, 'COMPLETED', IF(${DRAW} < 84, 'NO_SHOW', 'CANCELLED')), IF(${DRAW} < 94, 'CONFIRMED', 'CANCELLED'))`;
const LIVE = `(NOT d.past AND ${DRAW} < 94)`;
/** Nobody has two on one day: a day has fewer bookings than there are diners. */
const DINER = `CONCAT('usr_0000000000', LPAD((v.seq + d.draw * 7919) MOD ${DINERS}, 16, '0'))`;

const RESERVATIONS = `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at,
   party_size, status, version, policy, deposit_minor, currency, locale, guest_name, command_key, command_hash, ended_reason, created_at, confirmed_at, ended_at)
 SELECT STRAIGHT_JOIN id, code, restaurant_id, diner, d, minute, end_minute, starts_at, ends_at, party, status,
   CASE status WHEN 'COMPLETED' THEN 4 WHEN 'CONFIRMED' THEN 2 ELSE 3 END, ?, 0, 'KRW', 'ko', 'Diner', id, LEFT(id, 22), NULL, made, made,
   IF(status = 'CONFIRMED', NULL, IF(status = 'CANCELLED', made + INTERVAL 1 HOUR, ends_at))
  FROM (SELECT STRAIGHT_JOIN ${ID} AS id, v.code, v.restaurant_id, ${DINER} AS diner, d.d, v.minute, v.end_minute,
      d.midnight + INTERVAL v.minute MINUTE AS starts_at, d.midnight + INTERVAL v.end_minute MINUTE AS ends_at, v.party,
      ${STATUS} AS status, d.made FROM bench_day d JOIN bench_visit v ON v.cycle = d.cycle WHERE d.n >= ? AND d.n < ?) b`;

const TABLES = `INSERT INTO reservation_tables (reservation_id, table_id, restaurant_id, service_date, from_minute, to_minute, taken)
 SELECT STRAIGHT_JOIN CONCAT(d.id, LPAD(t.seq, 16, '0')), t.table_id, t.restaurant_id, d.d, t.from_minute, t.to_minute, t.taken
  FROM bench_day d JOIN bench_taking t FORCE INDEX (bench_taking_visit) ON t.cycle = d.cycle WHERE d.n >= ? AND d.n < ?`;

const STEPS_OF = `INSERT INTO reservation_history (reservation_id, version, at, from_status, to_status, actor, reason)
 SELECT STRAIGHT_JOIN r.id, s.version, IF(s.version < 3, r.created_at, r.ended_at), s.from_status, s.to_status, CONCAT('diner:', r.user_id), NULL
  FROM reservations r JOIN bench_step s ON s.status = r.status WHERE r.id >= (SELECT id FROM bench_day WHERE n = ?)`;

const OCCUPANCY = `INSERT INTO occupancy (restaurant_id, service_date, minute, table_id, taken, seats)
 SELECT STRAIGHT_JOIN v.restaurant_id, d.d, g.minute, v.table_id, IF(${LIVE}, v.taken, 0), v.seats
  FROM bench_taking v JOIN bench_granule g ON g.minute >= v.from_minute AND g.minute < v.to_minute
  JOIN bench_day d FORCE INDEX (bench_day_cycle) ON d.cycle = v.cycle AND d.n >= ?`;

const SERVICE_DAYS = `INSERT INTO service_day (restaurant_id, service_date, version)
 SELECT v.restaurant_id, d.d, COUNT(*) * 2 FROM bench_visit v JOIN bench_day d ON d.cycle = v.cycle AND d.n >= ? GROUP BY v.restaurant_id, d.d`;

const DAYS_A_STATEMENT = 10;

/**
 * Bookings of the days from `from` up to `to` (exclusive), counted from today, in the order of their ids: reservations by one
 * connection, what they take of tables by the other.
 */
export async function writeBookings([one, other]: [Connection, Connection], from: number, to: number): Promise<void> {
  const policy = JSON.stringify(freezePolicy(NO_DEPOSIT_POLICY));
  const inSteps = async (write: (from: number, to: number) => Promise<unknown>) => {
    for (let at = from; at < to; at += DAYS_A_STATEMENT) await write(at, Math.min(to, at + DAYS_A_STATEMENT));
  };
  await Promise.all([
    inSteps((start, end) => one.query(RESERVATIONS, [policy, start, end])),
    inSteps((start, end) => other.query(TABLES, [start, end])),
  ]);
}

/** Of the days that are kept: what is taken, the days' versions, and how the bookings came where they are. */
export async function writeRecent([one, other]: [Connection, Connection], granuleMinutes: number): Promise<void> {
  await one.query('CREATE TABLE bench_granule (minute SMALLINT PRIMARY KEY)');
  const granules = Array.from({ length: 1_440 / granuleMinutes }, (_, index) => [index * granuleMinutes]);
  await insertRows(one, 'bench_granule', ['minute'], granules);
  await Promise.all([
    one.query(OCCUPANCY, [-KEPT]),
    other.query(SERVICE_DAYS, [-KEPT]).then(() => other.query(STEPS_OF, [-HISTORY])),
  ]);
}
