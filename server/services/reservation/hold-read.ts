import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { OccupancyRow, Taking } from '@/server/domain/availability/day-book';
import type { DinerBooking } from '@/server/domain/availability/decide-hold';
import { isLive, type ReservationStatus } from '@/server/domain/reservation/transitions';
import type { ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { type CouponFact, couponFactsParams, READ_COUPONS, toCouponFact } from '../coupon';
import { type DayKey, dayId } from './day-key';
import type { HoldAnswer, HoldCommand } from './hold-command';

/** A hold that is to be given up for another. */
export type OldHold = {
  id: ReservationId;
  userId: UserId;
  status: ReservationStatus;
  version: number;
  expiresAtMs: number | null;
  restaurantId: RestaurantId;
  serviceDate: string;
  /** Goes on to the hold that replaces it, unless that one says something of its own. */
  note: string | null;
  discountMinor: number;
  takings: Omit<Taking, 'seats'>[];
};

/** All facts a batch is decided by, read after its locks were taken. */
export type HoldFacts = {
  nowMs: number;
  versions: Map<RestaurantId, number>;
  /** Of each day, as it is before this batch. */
  dayVersions: Map<string, number>;
  occupancy: Map<string, OccupancyRow[]>;
  /** The diners that exist. */
  users: Map<UserId, { name: string; locale: 'ko' | 'en' }>;
  bookings: Map<UserId, DinerBooking[]>;
  /** What made their bookings, but for those whose time was over a day ago: such a wish is refused for that. */
  commands: Map<string, { bodyHash: string; answer: HoldAnswer }>;
  oldHolds: Map<ReservationId, OldHold>;
  /** Coupons that the diners could use or have reserved. */
  coupons: Map<UserId, CouponFact[]>;
};

export const commandId = (command: { userId: string; commandKey: string }) => `${command.userId}/${command.commandKey}`;

type Rows = RowDataPacket[];
export const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The days a batch writes to, each once, in lock order. */
export function daysOf(commands: readonly HoldCommand[]): DayKey[] {
  const days = new Map<string, DayKey>();
  for (const { restaurantId, wish, swap } of commands) {
    for (const day of [{ restaurantId, serviceDate: wish.serviceDate }, ...(swap ? [swap] : [])]) {
      days.set(dayId(day), { restaurantId: day.restaurantId, serviceDate: day.serviceDate });
    }
  }
  return [...days.values()].sort((a, b) => byText(dayId(a), dayId(b)));
}

/** As rows: MySQL and MariaDB walk a list of rows as ranges of the key, several times faster than the same list with OR. */
const keysOf = (days: readonly DayKey[]) => days.map((day) => [day.restaurantId, day.serviceDate]);

const LOCK_DAYS =
  'INSERT INTO service_day (restaurant_id, service_date, version) VALUES ? ON DUPLICATE KEY UPDATE version = version';

/**
 * Begins the batch's transaction, takes its locks (days, then diners, each sorted) and reads its facts: one round trip.
 * The day's lock is an upsert that changes nothing: it makes the row or takes its exclusive lock at once, where
 * INSERT IGNORE with SELECT … FOR UPDATE would upgrade a shared lock and deadlock.
 */
export async function lockAndRead(
  connection: PoolConnection,
  commands: readonly HoldCommand[],
  locks = true,
): Promise<HoldFacts> {
  const days = daysOf(commands);
  const users = [...new Set(commands.map((command) => command.userId))].sort(byText);
  const swaps = commands.flatMap((command) => (command.swap ? [command.swap.reservationId] : []));
  const dayKeys = keysOf(days);
  const makeDays: [string, unknown[]] = [LOCK_DAYS, [dayKeys.map((day) => [...day, 0])]];
  const begin: [string, unknown[]] = ['START TRANSACTION', []];
  const parts: [string, unknown[]][] = [
    // Before the transaction the statement makes the rows and locks nothing for long.
    ...(locks ? [begin, makeDays] : [makeDays, begin]),
    [`SELECT id, name, locale FROM users WHERE id IN (?) ORDER BY id ${locks ? 'FOR UPDATE' : ''}`, [users]],
    [
      `SELECT d.restaurant_id, d.service_date, d.version, r.config_version, NOW(6) AS now
         FROM service_day d LEFT JOIN restaurants r ON r.id = d.restaurant_id WHERE (d.restaurant_id, d.service_date) IN (?)`,
      [dayKeys],
    ],
    [
      'SELECT restaurant_id, service_date, minute, table_id, taken FROM occupancy WHERE (restaurant_id, service_date) IN (?)',
      [dayKeys],
    ],
    [
      `SELECT id, user_id, status, starts_at, ends_at, expires_at, expires_at > NOW(6) AS unexpired, code, deposit_minor,
              currency, command_key, command_hash
         FROM reservations WHERE user_id IN (?) AND starts_at > NOW(6) - INTERVAL 1 DAY`,
      [users],
    ],
    [READ_COUPONS, couponFactsParams(users, swaps)],
  ];
  if (swaps.length > 0) {
    parts.push(
      [
        'SELECT id, user_id, status, version, expires_at, restaurant_id, service_date, note, discount_minor FROM reservations WHERE id IN (?)',
        [swaps],
      ],
      [
        `SELECT reservation_id, table_id, from_minute, to_minute, taken FROM reservation_tables
          WHERE (restaurant_id, service_date, reservation_id) IN (?)`,
        [commands.flatMap(({ swap }) => (swap ? [[swap.restaurantId, swap.serviceDate, swap.reservationId]] : []))],
      ],
    );
  }
  const [results] = await connection.query<Rows[]>(
    parts.map(([sql]) => sql).join(';\n'),
    parts.flatMap(([, params]) => params),
  );
  const [, , people, versions, taken, booked, owned, oldRows = [], oldTables = []] = results as unknown as Rows[];
  return {
    nowMs: versions![0]!.now.getTime(),
    versions: new Map(
      versions!.flatMap((row) =>
        row.config_version === null ? [] : [[row.restaurant_id, Number(row.config_version)] as const],
      ),
    ),
    dayVersions: new Map(versions!.map((row) => [`${row.restaurant_id}/${row.service_date}`, Number(row.version)])),
    occupancy: groupBy(
      taken!,
      (row) => `${row.restaurant_id}/${row.service_date}`,
      (row) => ({
        minute: row.minute,
        tableId: row.table_id,
        taken: row.taken,
      }),
    ),
    users: new Map(people!.map((row) => [row.id, { name: row.name, locale: row.locale }])),
    bookings: groupBy(
      booked!.filter(isAlive),
      (row) => row.user_id,
      (row) => ({
        reservationId: row.id,
        held: row.status === 'HELD',
        startsAtMs: row.starts_at.getTime(),
        endsAtMs: row.ends_at.getTime(),
      }),
    ),
    commands: new Map(
      booked!.map((row) => [
        commandId({ userId: row.user_id, commandKey: row.command_key }),
        { bodyHash: row.command_hash, answer: answerOf(row) },
      ]),
    ),
    oldHolds: new Map(oldRows.map((row) => [row.id, toOldHold(row, oldTables)])),
    coupons: groupBy(owned!, (row) => row.user_id, toCouponFact),
  };
}

/** Those of the commands that were accepted before. Reads without a lock. */
export async function acceptedBefore(pool: Pool, commands: readonly HoldCommand[]): Promise<Set<HoldCommand>> {
  if (commands.length === 0) return new Set();
  const [rows] = await pool.query<Rows>(
    'SELECT user_id, command_key FROM reservations WHERE (user_id, command_key) IN (?)',
    [commands.map((command) => [command.userId, command.commandKey])],
  );
  const known = new Set(rows.map((row) => commandId({ userId: row.user_id, commandKey: row.command_key })));
  return new Set(commands.filter((command) => known.has(commandId(command))));
}

/** Statuses that stand in the way of another booking; a hold only until its time is up. */
const isAlive = (row: RowDataPacket): boolean => (row.status === 'HELD' ? row.unexpired === 1 : isLive(row.status));

/** What the command that made this booking was answered: nothing of it changes afterwards. */
const answerOf = (row: RowDataPacket): HoldAnswer => ({
  reservationId: row.id,
  code: row.code,
  status: row.expires_at ? 'HELD' : 'CONFIRMED',
  expiresAt: row.expires_at?.toISOString() ?? null,
  depositMinor: row.deposit_minor,
  currency: row.currency,
});

const toOldHold = (row: RowDataPacket, tables: Rows): OldHold => ({
  id: row.id,
  userId: row.user_id,
  status: row.status,
  version: row.version,
  expiresAtMs: row.expires_at?.getTime() ?? null,
  restaurantId: row.restaurant_id,
  serviceDate: row.service_date,
  note: row.note,
  discountMinor: row.discount_minor,
  takings: tables
    .filter((table) => table.reservation_id === row.id)
    .map((table) => ({
      tableId: table.table_id,
      fromMinute: table.from_minute,
      toMinute: table.to_minute,
      taken: table.taken,
    })),
});

function groupBy<K, V>(rows: Rows, keyOf: (row: RowDataPacket) => K, toValue: (row: RowDataPacket) => V): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(toValue(row));
    else groups.set(keyOf(row), [toValue(row)]);
  }
  return groups;
}
