import type { PoolConnection } from 'mysql2/promise';
import { freezePolicy } from '@/server/domain/payment/policy';
import type { ReservationId } from '@/server/domain/shared/ids';
import { EVENTS, type Fact } from '@/server/events/catalogue';
import { moveCoupons, RESERVE, toHistoryRow, toPriceRow } from '../coupon';
import type { RestaurantSetup } from '../restaurant';
import { type DayKey, dayId } from './day-key';
import type { NewHold, NewId } from './hold-decide';
import { byText } from './hold-read';
import { Phrases } from './phrases';

const INSERTS = {
  occupancy:
    'INSERT INTO occupancy (restaurant_id, service_date, minute, table_id, taken, seats) VALUES ? ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken), seats = VALUES(seats)',
  reservations: `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at,
    party_size, status, version, expires_at, policy, deposit_minor, discount_minor, currency, locale, guest_name, note, command_key, command_hash,
    created_at, confirmed_at) VALUES ?`,
  tables:
    'INSERT INTO reservation_tables (reservation_id, table_id, restaurant_id, service_date, from_minute, to_minute, taken) VALUES ?',
  history:
    'INSERT INTO reservation_history (reservation_id, version, at, from_status, to_status, actor, reason) VALUES ?',
  payments: `INSERT INTO payments (id, reservation_id, restaurant_id, user_id, provider, amount_minor, currency, status, created_at) VALUES ?`,
  reservationCoupons: RESERVE.reservationCoupons,
  couponHistory: RESERVE.couponHistory,
  outbox: 'INSERT INTO outbox (id, name, v, data, created_at) VALUES ?',
  // Their rows are there: the admission is spent, and its place in the room kept while paying.
  admissions: `INSERT INTO room_tickets (room_id, user_id, number, issued_at, reservation_id, spent_at, inside_until) VALUES ?
    ON DUPLICATE KEY UPDATE reservation_id = VALUES(reservation_id), spent_at = VALUES(spent_at),
      inside_until = GREATEST(COALESCE(inside_until, VALUES(inside_until)), VALUES(inside_until))`,
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
  const phrases = new Phrases();
  const say = phrases.say;
  const now = phrases.named(new Date(nowMs));
  const statements: [string, unknown[]][] = [];
  const days = new Map<string, TouchedDay>();
  const touch = (key: DayKey): TouchedDay => {
    const id = dayId(key);
    const day = days.get(id) ?? new TouchedDay(key);
    days.set(id, day);
    return day;
  };
  const rows: Record<keyof typeof INSERTS, unknown[][]> = {
    occupancy: [],
    reservations: [],
    tables: [],
    history: [],
    payments: [],
    reservationCoupons: [],
    couponHistory: [],
    outbox: [],
    admissions: [],
  };
  const tell = (fact: Fact) =>
    rows.outbox.push([newId('outbox'), fact.name, EVENTS[fact.name].v, JSON.stringify(fact.data), now]);

  const policies = new Map<RestaurantSetup, string>();
  const frozen = (setup: RestaurantSetup): string => {
    const known = policies.get(setup) ?? JSON.stringify(freezePolicy(setup.policy));
    policies.set(setup, known);
    return known;
  };
  const ending = new Map<string, ReservationId[]>();
  for (const hold of holds) {
    const { command, setup, answer, takings, replaces } = hold;
    const { wish } = command;
    const restaurantId = say(command.restaurantId);
    const serviceDate = say(wish.serviceDate);
    const actor = `diner:${command.userId}`;
    const day = touch({ restaurantId: command.restaurantId, serviceDate: wish.serviceDate });
    if (replaces) {
      touch(replaces);
      statements.push(...giveUp(replaces, new Date(nowMs), actor));
      rows.history.push([replaces.id, replaces.version + 1, now, 'HELD', 'CANCELLED', actor, 'swapped']);
      tell({ name: 'reservation/cancelled', data: { reservationId: replaces.id } });
    }
    for (const taking of takings) {
      rows.tables.push([
        answer.reservationId,
        taking.tableId,
        restaurantId,
        serviceDate,
        taking.fromMinute,
        taking.toMinute,
        taking.taken,
      ]);
      for (let minute = taking.fromMinute; minute < taking.toMinute; minute += setup.calendar.slotMinutes) {
        day.take(minute, taking.tableId, taking.taken, taking.seats);
      }
    }
    const confirmed = answer.status === 'CONFIRMED';
    if (hold.admission) {
      const { roomId, number } = hold.admission;
      const until = answer.expiresAt ? say(new Date(answer.expiresAt)) : now;
      rows.admissions.push([roomId, command.userId, number, now, answer.reservationId, now, until]);
    }
    rows.reservations.push([
      answer.reservationId,
      answer.code,
      restaurantId,
      command.userId,
      serviceDate,
      wish.minute,
      hold.toMinute,
      say(new Date(hold.startsAtMs)),
      say(new Date(hold.endsAtMs)),
      wish.party,
      answer.status,
      confirmed ? 2 : 1,
      answer.expiresAt ? say(new Date(answer.expiresAt)) : null,
      say(frozen(setup)),
      answer.depositMinor,
      hold.discountMinor,
      answer.currency,
      command.locale ?? hold.guest.locale,
      hold.guest.name,
      hold.note,
      command.commandKey,
      command.bodyHash,
      now,
      confirmed ? now : null,
    ]);
    for (const coupon of hold.coupons) {
      rows.reservationCoupons.push(toPriceRow(coupon));
      rows.couponHistory.push(toHistoryRow(coupon, now, actor, 'held'));
    }
    rows.history.push([answer.reservationId, 1, now, null, 'HELD', actor, null]);
    if (confirmed) {
      rows.history.push([answer.reservationId, 2, now, 'HELD', 'CONFIRMED', actor, 'no-deposit']);
      tell({ name: 'reservation/confirmed', data: { reservationId: answer.reservationId } });
    } else {
      const amountMinor = answer.depositMinor - hold.discountMinor;
      // With nothing left to pay there is no order: the diner confirms with one press.
      if (amountMinor > 0)
        rows.payments.push([
          hold.paymentId,
          answer.reservationId,
          restaurantId,
          command.userId,
          setup.provider,
          amountMinor,
          answer.currency,
          'PENDING',
          now,
        ]);
      const together = ending.get(answer.expiresAt!);
      if (together) together.push(answer.reservationId);
      else ending.set(answer.expiresAt!, [answer.reservationId]);
    }
  }
  // One fact for those that end together: what ends them sleeps once for a crowd.
  for (const [expiresAt, reservationIds] of ending)
    tell({ name: 'reservation/held', data: { reservationIds, expiresAt } });
  const touched = [...days.values()].sort((a, b) => byText(dayId(a.key), dayId(b.key)));
  rows.occupancy = touched.flatMap((day) => day.rows());
  for (const table of Object.keys(INSERTS) as (keyof typeof INSERTS)[]) {
    if (rows[table].length > 0) statements.push([INSERTS[table], [rows[table]]]);
  }
  const priced = holds.filter((hold) => hold.coupons.length > 0).map((hold) => hold.answer.reservationId);
  if (priced.length > 0) statements.push([RESERVE.coupons, [priced]]);
  if (touched.length > 0) {
    statements.push([
      // By key, row after row: MariaDB would walk the whole table for an UPDATE with a list of rows.
      'INSERT INTO service_day (restaurant_id, service_date, version) VALUES ? ON DUPLICATE KEY UPDATE version = version + 1',
      [touched.map(({ key }) => [key.restaurantId, key.serviceDate, 0])],
    ]);
  }
  statements.push(['COMMIT', []]);
  const script = [...phrases.definitions(), ...statements];
  await connection.query(
    script.map(([sql]) => sql).join(';\n'),
    script.flatMap(([, params]) => params),
  );
}

/** Ends a hold that another one replaces: status, payment, table, coupons. Its day is locked, so its version is the one that was read. */
function giveUp(old: NonNullable<NewHold['replaces']>, now: Date, actor: string): [string, unknown[]][] {
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
    ...(old.discountMinor > 0
      ? moveCoupons(old.id, 'RESERVED', 'AVAILABLE', { at: now, actor, reason: 'swapped' })
      : []),
  ];
}

/** Gives back what a reservation took. Subtracts, so that the database's CHECK sees a second release. */
const RELEASE = `UPDATE occupancy o JOIN reservation_tables t
  ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
 AND o.minute >= t.from_minute AND o.minute < t.to_minute
 SET o.taken = o.taken - t.taken WHERE t.restaurant_id = ? AND t.service_date = ? AND t.reservation_id = ?`;

/** A day that is written to, and what its granules are given in all: a crowd at one counter writes each of them once. */
class TouchedDay {
  readonly #granules = new Map<number, { taken: number; seats: number }>();

  constructor(readonly key: DayKey) {}

  take(minute: number, tableId: number, taken: number, seats: number): void {
    const at = minute * TABLES + tableId;
    const known = this.#granules.get(at);
    if (known) known.taken += taken;
    else this.#granules.set(at, { taken, seats });
  }

  /** Occupancy rows in the order of their key. */
  rows(): unknown[][] {
    const { restaurantId, serviceDate } = this.key;
    return [...this.#granules]
      .sort(([a], [b]) => a - b)
      .map(([at, { taken, seats }]) => [restaurantId, serviceDate, Math.floor(at / TABLES), at % TABLES, taken, seats]);
  }
}

/** More than a table's number can be. */
const TABLES = 100_000;
