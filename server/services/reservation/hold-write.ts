import type { PoolConnection } from 'mysql2/promise';
import { freezePolicy } from '@/server/domain/payment/policy';
import { EVENTS, type Fact } from '@/server/events/catalogue';
import type { NewHold, NewId } from './hold-decide';
import { type DayKey, dayId } from './hold-read';

const INSERTS = {
  occupancy:
    'INSERT INTO occupancy (restaurant_id, service_date, minute, table_id, taken, seats) VALUES ? ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken), seats = VALUES(seats)',
  reservations: `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at,
    party_size, status, version, expires_at, policy, deposit_minor, currency, locale, guest_name, note, created_at, confirmed_at) VALUES ?`,
  tables:
    'INSERT INTO reservation_tables (reservation_id, table_id, restaurant_id, service_date, from_minute, to_minute, taken) VALUES ?',
  history:
    'INSERT INTO reservation_history (reservation_id, version, at, from_status, to_status, actor, reason) VALUES ?',
  payments: `INSERT INTO payments (id, reservation_id, restaurant_id, user_id, provider, amount_minor, currency, status, created_at) VALUES ?`,
  outbox: 'INSERT INTO outbox (id, name, v, data, created_at) VALUES ?',
  commands: 'INSERT INTO command_keys (user_id, command_key, command, body_hash, answer, created_at) VALUES ?',
} as const;

/**
 * Writes the accepted holds of a batch and commits: one round trip, one statement a table. Occupancy is added to, never
 * set, so that the database's CHECK sees a second sale whatever was decided above it.
 */
export async function writeAndCommit(
  connection: PoolConnection,
  holds: readonly NewHold[],
  nowMs: number,
  newId: NewId,
): Promise<void> {
  const instants = new Map<number, Date>();
  /** The same object for the same instant, so that it is seen to be said again. */
  const at = (ms: number): Date => {
    const known = instants.get(ms) ?? new Date(ms);
    instants.set(ms, known);
    return known;
  };
  const now = at(nowMs);
  const statements: [string, unknown[]][] = [];
  const days = new Map<string, DayKey>();
  const rows: Record<keyof typeof INSERTS, unknown[][]> = {
    occupancy: [],
    reservations: [],
    tables: [],
    history: [],
    payments: [],
    outbox: [],
    commands: [],
  };
  const tell = (fact: Fact) =>
    rows.outbox.push([newId('outbox'), fact.name, EVENTS[fact.name].v, JSON.stringify(fact.data), now]);

  const occupied = new Map<string, unknown[]>();
  for (const hold of holds) {
    const { command, setup, answer, takings, replaces } = hold;
    const { restaurantId, wish } = command;
    const actor = `diner:${command.userId}`;
    days.set(dayId({ restaurantId, serviceDate: wish.serviceDate }), { restaurantId, serviceDate: wish.serviceDate });
    if (replaces) {
      days.set(dayId(replaces), replaces);
      statements.push(...giveUp(replaces, now));
      rows.history.push([replaces.id, replaces.version + 1, now, 'HELD', 'CANCELLED', actor, 'swapped']);
      tell({ name: 'reservation/cancelled', data: { reservationId: replaces.id } });
    }
    for (const taking of takings) {
      rows.tables.push([
        answer.reservationId,
        taking.tableId,
        restaurantId,
        wish.serviceDate,
        taking.fromMinute,
        taking.toMinute,
        taking.taken,
      ]);
      for (let minute = taking.fromMinute; minute < taking.toMinute; minute += setup.calendar.slotMinutes) {
        occupy(occupied, [restaurantId, wish.serviceDate, minute, taking.tableId, taking.taken, taking.seats]);
      }
    }
    const confirmed = answer.status === 'CONFIRMED';
    rows.reservations.push([
      answer.reservationId,
      answer.code,
      restaurantId,
      command.userId,
      wish.serviceDate,
      wish.minute,
      hold.toMinute,
      at(hold.startsAtMs),
      at(hold.endsAtMs),
      wish.party,
      answer.status,
      confirmed ? 2 : 1,
      answer.expiresAt ? at(Date.parse(answer.expiresAt)) : null,
      JSON.stringify(freezePolicy(setup.policy)),
      answer.depositMinor,
      answer.currency,
      command.locale ?? hold.guest.locale,
      hold.guest.name,
      hold.note,
      now,
      confirmed ? now : null,
    ]);
    rows.history.push([answer.reservationId, 1, now, null, 'HELD', actor, null]);
    if (confirmed) {
      rows.history.push([answer.reservationId, 2, now, 'HELD', 'CONFIRMED', actor, 'no-deposit']);
      tell({ name: 'reservation/confirmed', data: { reservationId: answer.reservationId } });
    } else {
      rows.payments.push([
        hold.paymentId,
        answer.reservationId,
        restaurantId,
        command.userId,
        'toss',
        answer.depositMinor,
        answer.currency,
        'PENDING',
        now,
      ]);
      tell({ name: 'reservation/held', data: { reservationId: answer.reservationId, expiresAt: answer.expiresAt! } });
    }
    rows.commands.push([
      command.userId,
      command.commandKey,
      'hold-table',
      command.bodyHash,
      JSON.stringify(answer),
      now,
    ]);
  }
  rows.occupancy = [...occupied.values()].sort(byKey);
  for (const table of Object.keys(INSERTS) as (keyof typeof INSERTS)[]) {
    if (rows[table].length > 0) statements.push([INSERTS[table], [rows[table]]]);
  }
  const touched = [...days.values()];
  if (touched.length > 0) {
    statements.push([
      // By key, row after row: MariaDB would walk the whole table for an UPDATE with a list of rows.
      'INSERT INTO service_day (restaurant_id, service_date, version) VALUES ? ON DUPLICATE KEY UPDATE version = version + 1',
      [touched.map((day) => [day.restaurantId, day.serviceDate, 0])],
    ]);
  }
  statements.push(['COMMIT', []]);
  const said = sayOnce(statements);
  await connection.query(
    said.map(([sql]) => sql).join(';\n'),
    said.flatMap(([, params]) => params),
  );
}

/** From so many letters on, and so many times, a value is worth a name. */
const LONG = 10;
const OFTEN = 4;

/**
 * A batch says the same things again and again: its instant, a restaurant's terms, its day. What is inserted often is said
 * once, as a variable of the session: half of the database's work for a batch is reading its text, and most of that
 * is these. Conditions keep their literals: a variable has another collation than a key.
 */
function sayOnce(statements: readonly [string, unknown[]][]): [string, unknown[]][] {
  const isInsert = (sql: string) => sql.startsWith('INSERT');
  const counts = new Map<unknown, number>();
  for (const [sql, params] of statements) {
    if (isInsert(sql))
      for (const value of params.flat(2)) if (isLong(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const often = [...counts].filter(([, count]) => count >= OFTEN).map(([value]) => value);
  if (often.length === 0) return [...statements];
  const names = new Map(often.map((value, index) => [value, { toSqlString: () => `@v${index}` }]));
  const short = (value: unknown): unknown => (Array.isArray(value) ? value.map(short) : (names.get(value) ?? value));
  return [
    [`SET ${often.map((_, index) => `@v${index} = ?`).join(', ')}`, often],
    ...statements.map(([sql, params]): [string, unknown[]] => [sql, isInsert(sql) ? params.map(short) : params]),
  ];
}

const isLong = (value: unknown): boolean =>
  value instanceof Date || (typeof value === 'string' && value.length >= LONG);

/** Ends a hold that another one replaces: status, payment, table. Its day is locked, so its version is the one that was read. */
function giveUp(old: NonNullable<NewHold['replaces']>, now: Date): [string, unknown[]][] {
  return [
    [
      "UPDATE reservations SET status = 'CANCELLED', version = version + 1, ended_reason = 'swapped', ended_at = ? WHERE id = ? AND status = 'HELD' AND version = ?",
      [now, old.id, old.version],
    ],
    [
      "UPDATE payments SET status = 'ABANDONED', version = version + 1 WHERE reservation_id = ? AND status = 'PENDING'",
      [old.id],
    ],
    [RELEASE, [old.restaurantId, old.serviceDate, old.id]],
  ];
}

/** Gives back what a reservation took. Subtracts, so that the database's CHECK sees a second release. */
const RELEASE = `UPDATE occupancy o JOIN reservation_tables t
  ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
 AND o.minute >= t.from_minute AND o.minute < t.to_minute
 SET o.taken = o.taken - t.taken WHERE t.restaurant_id = ? AND t.service_date = ? AND t.reservation_id = ?`;

type Granule = [
  restaurantId: string,
  serviceDate: string,
  minute: number,
  tableId: number,
  taken: number,
  seats: number,
];

/** A crowd at one counter writes each granule once: what the batch takes of it in all. */
function occupy(occupied: Map<string, unknown[]>, granule: Granule): void {
  const [restaurantId, serviceDate, minute, tableId, taken] = granule;
  const key = `${restaurantId}/${serviceDate}/${minute}/${tableId}`;
  const known = occupied.get(key) as Granule | undefined;
  if (known) known[4] += taken;
  else occupied.set(key, granule);
}

/** Primary-key order of occupancy rows: restaurant, date, minute, table. */
function byKey(a: unknown[], b: unknown[]): number {
  for (let column = 0; column < 4; column++) {
    const [x, y] = [a[column] as string | number, b[column] as string | number];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
