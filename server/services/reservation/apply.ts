import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payments, type ReservationRow, reservationHistory, reservations, serviceDays } from '@/db/schema';
import { type Answer, rowOf, runScript, statement } from '@/db/script';
import {
  isLive,
  nextStatus,
  type ReservationCommand,
  type ReservationStatus,
} from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { ChangeId, PaymentId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import { actorName, afterCommit, type ServiceContext } from '../context';
import { moveCoupons } from '../coupon';
import { telling } from '../messages';

/** A reservation whose day this transaction has locked, and the database's clock when it was read (epoch ms). */
export type Locked = { row: ReservationRow; nowMs: number };

type PaymentRow = typeof payments.$inferSelect;

export const databaseNowMs = sql<string>`floor(unix_timestamp(now(6)) * 1000)`;

/** Takes the exclusive lock of a restaurant's day, making its row when it has none. */
export const lockDay = (tx: Transaction, restaurantId: RestaurantId, serviceDate: string) =>
  tx.execute(
    sql`INSERT INTO service_day (restaurant_id, service_date, version) VALUES (${restaurantId}, ${serviceDate}, 0) ON DUPLICATE KEY UPDATE version = version`,
  );

// A booking never moves to another day, so its day may be read before it is locked, in the same statement.
const lockDayOf = (id: SQL) => sql`INSERT INTO service_day (restaurant_id, service_date, version)
  SELECT restaurant_id, service_date, 0 FROM reservations WHERE id = ${id}
  ON DUPLICATE KEY UPDATE version = service_day.version`;
const readOf = (id: SQL) => sql`SELECT *, ${databaseNowMs} AS now_ms FROM reservations WHERE id = ${id}`;
const lockedBy = (rows: Answer | undefined): Locked | null => {
  const [raw] = rows ?? [];
  return raw ? { row: rowOf(reservations, raw), nowMs: Number(raw.now_ms) } : null;
};

/**
 * Locks a reservation's day and reads the reservation after that, so that nothing changes under the caller. Every writer
 * of a booking goes through its day's lock. Throws RESERVATION_UNKNOWN.
 */
export async function lockReservation(tx: Transaction, id: ReservationId): Promise<Locked> {
  const [, rows] = await runScript(tx, [lockDayOf(sql`${id}`), readOf(sql`${id}`)]);
  const locked = lockedBy(rows);
  if (!locked) throw new AppError('RESERVATION_UNKNOWN');
  return locked;
}

/** The same for the reservation of a payment, with the payment; null when there is none. */
export async function lockPayment(tx: Transaction, id: PaymentId): Promise<(Locked & { payment: PaymentRow }) | null> {
  const reservation = sql`(SELECT reservation_id FROM payments WHERE id = ${id})`;
  const [, rows, found] = await runScript(tx, [
    lockDayOf(reservation),
    readOf(reservation),
    sql`SELECT * FROM payments WHERE id = ${id}`,
  ]);
  const locked = lockedBy(rows);
  const [payment] = found ?? [];
  return locked && payment ? { ...locked, payment: rowOf(payments, payment) } : null;
}

/** What a change of a booking may write. */
type Amendment = Partial<
  Pick<
    ReservationRow,
    'partySize' | 'startMinute' | 'endMinute' | 'startsAt' | 'endsAt' | 'depositMinor' | 'discountMinor' | 'changes'
  >
>;

type Change = {
  command: ReservationCommand;
  reason?: string;
  set?: Partial<Pick<ReservationRow, 'confirmedAt'>>;
  facts: Fact[];
  /** Of a booking whose coupons are used: whether they come back. */
  returnsCoupons?: boolean;
  /** Statements that belong to it, in the same round trip. */
  also?: SQL[];
};

/**
 * The only place that changes a reservation's status: a compare-and-set on status and version, with its history, its
 * facts, its table given back when it stops being alive, and its
 * coupons moved with it. Returns the reservation as it is now.
 * Throws RESERVATION_STATE when the command may not happen in the state it is in.
 */
export async function applyCommand(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  change: Change,
): Promise<ReservationRow> {
  const { row, nowMs } = locked;
  const to = nextStatus(row.status, change.command);
  if (!to) throw new AppError('RESERVATION_STATE', { status: row.status, command: change.command });
  const now = new Date(nowMs);
  const next = {
    status: to,
    version: row.version + 1,
    endedAt: isLive(to) ? null : now,
    endedReason: isLive(to) ? null : (change.reason ?? null),
    ...change.set,
  };
  const frees = isLive(row.status) && !isLive(to);
  const [result] = await runScript(tx, [
    tx
      .update(reservations)
      .set(next)
      .where(
        and(eq(reservations.id, row.id), eq(reservations.status, row.status), eq(reservations.version, row.version)),
      )
      .getSQL(),
    tx
      .insert(reservationHistory)
      .values({
        reservationId: row.id,
        version: next.version,
        at: now,
        fromStatus: row.status,
        toStatus: to,
        actor: actorName(ctx.actor),
        reason: change.reason ?? null,
      })
      .getSQL(),
    ...(frees ? [releaseTables(row, row.id)] : []),
    ...(row.status === 'CONFIRMED' && row.changes > 0 ? giveUpChange(row, now) : []),
    ...couponSteps(ctx, locked, to, change),
    moveDay(tx, row),
    ...(change.facts.length > 0 ? [telling(ctx, tx, change.facts, nowMs)] : []),
    ...(change.also ?? []),
  ]);
  // Nobody else changes it under its day's lock; if somebody did, the transaction ends with all of this.
  if (result!.affectedRows !== 1)
    throw new AppError('RESERVATION_STATE', { status: row.status, command: change.command });
  if (frees) afterCommit(tx, () => ctx.holds.opened(row, nowMs));
  return { ...row, ...next };
}

/**
 * Ends bookings of which nobody said what became as visits, in one round trip: each is seated, where it was not, and completed, with
 * its history and its fact, and its table is given back. Their days are locked, they have no change under way, and `also` is
 * written with them. Throws RESERVATION_STATE, with nothing to be kept, when one of them is something else by now.
 */
export async function completeTogether(
  ctx: ServiceContext,
  tx: Transaction,
  rows: readonly ReservationRow[],
  nowMs: number,
  also: SQL[],
): Promise<void> {
  const now = new Date(nowMs);
  const said = { at: now, actor: actorName(ctx.actor), reason: ASSUMED };
  const steps = rows.flatMap(({ id: reservationId, status, version }) => {
    const way: ReservationStatus[] =
      status === 'CONFIRMED' ? ['CONFIRMED', 'SEATED', 'COMPLETED'] : ['SEATED', 'COMPLETED'];
    return way.slice(1).map((toStatus, index) => ({
      ...{ reservationId, version: version + index + 1, fromStatus: way[index]!, toStatus, ...said },
    }));
  });
  const ids = rows.map(({ id }) => id);
  const [result] = await runScript(tx, [
    // From left to right: `status` is still the old one where the version is counted.
    sql`UPDATE reservations SET version = version + if(status = 'CONFIRMED', 2, 1), status = 'COMPLETED',
         ended_at = ${now}, ended_reason = ${ASSUMED} WHERE id IN ${ids} AND status IN ('CONFIRMED', 'SEATED')`,
    tx.insert(reservationHistory).values(steps).getSQL(),
    ...byDay(rows).map(releaseTogether),
    telling(
      ctx,
      tx,
      rows.map(({ id }) => ({ name: 'reservation/completed' as const, data: { reservationId: id } })),
      nowMs,
    ),
    ...also,
  ]);
  if (result!.affectedRows !== rows.length) throw new AppError('RESERVATION_STATE', { command: 'complete' });
  for (const [first] of byDay(rows)) afterCommit(tx, () => ctx.holds.opened(first!, nowMs));
}

/** Why a booking counts as a visit that nobody spoke of. */
export const ASSUMED = 'assumed';

function byDay(rows: readonly ReservationRow[]): ReservationRow[][] {
  const days = new Map<string, ReservationRow[]>();
  for (const row of rows) {
    const day = `${row.restaurantId} ${row.serviceDate}`;
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days.values()];
}

/** As `releaseTables`, for bookings of one day: two of them may share a table, and a statement changes a row only once. */
const releaseTogether = (rows: readonly ReservationRow[]): SQL => {
  const { restaurantId, serviceDate } = rows[0]!;
  return sql`UPDATE occupancy o JOIN (
      SELECT k.minute, k.table_id, sum(t.taken) AS taken FROM reservation_tables t JOIN occupancy k
        ON k.restaurant_id = t.restaurant_id AND k.service_date = t.service_date AND k.table_id = t.table_id
       AND k.minute >= t.from_minute AND k.minute < t.to_minute
     WHERE t.restaurant_id = ${restaurantId} AND t.service_date = ${serviceDate} AND t.reservation_id IN ${rows.map(({ id }) => id)}
     GROUP BY k.minute, k.table_id) back ON back.minute = o.minute AND back.table_id = o.table_id
     SET o.taken = o.taken - back.taken WHERE o.restaurant_id = ${restaurantId} AND o.service_date = ${serviceDate}`;
};

/**
 * Writes what a reservation is without changing its status: a compare-and-set as above, with its history and its facts. Returns
 * the reservation as it is now.
 */
export async function amend(
  ctx: ServiceContext,
  tx: Transaction,
  { row, nowMs }: Locked,
  change: { reason: string; set?: Amendment; facts: Fact[]; also?: SQL[] },
): Promise<ReservationRow> {
  const next = { ...change.set, version: row.version + 1 };
  const [result] = await runScript(tx, [
    tx
      .update(reservations)
      .set(next)
      .where(
        and(eq(reservations.id, row.id), eq(reservations.status, row.status), eq(reservations.version, row.version)),
      )
      .getSQL(),
    tx
      .insert(reservationHistory)
      .values({
        reservationId: row.id,
        version: next.version,
        at: new Date(nowMs),
        fromStatus: row.status,
        toStatus: row.status,
        actor: actorName(ctx.actor),
        reason: change.reason,
      })
      .getSQL(),
    moveDay(tx, row),
    ...(change.facts.length > 0 ? [telling(ctx, tx, change.facts, nowMs)] : []),
    ...(change.also ?? []),
  ]);
  if (result!.affectedRows !== 1)
    throw new AppError('RESERVATION_STATE', { status: row.status, command: change.reason });
  return { ...row, ...next };
}

const moveDay = (tx: Transaction, row: ReservationRow): SQL =>
  tx
    .update(serviceDays)
    .set({ version: sql`version + 1` })
    .where(and(eq(serviceDays.restaurantId, row.restaurantId), eq(serviceDays.serviceDate, row.serviceDate)))
    .getSQL();

/** A booking that goes on, or ends, takes a change that still waits for its payment along. One whose money may move stays. */
const giveUpChange = (row: ReservationRow, now: Date): SQL[] => [
  sql`UPDATE occupancy o JOIN reservation_changes c ON c.reservation_id = ${row.id} AND c.status = 'PENDING'
      JOIN reservation_tables t ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date
       AND t.reservation_id = c.id AND t.table_id = o.table_id AND o.minute >= t.from_minute AND o.minute < t.to_minute
       SET o.taken = o.taken - t.taken WHERE o.restaurant_id = ${row.restaurantId} AND o.service_date = ${row.serviceDate}`,
  sql`UPDATE payments SET status = 'ABANDONED', version = version + 1
       WHERE reservation_id = ${row.id} AND part > 0 AND status = 'PENDING'`,
  sql`UPDATE reservation_changes SET status = 'DROPPED', ended_at = ${now}, ended_reason = 'booking-ended'
       WHERE reservation_id = ${row.id} AND status = 'PENDING'`,
];

/** A paid booking uses its coupons; one that ends unpaid, or as `returnsCoupons` says, gives them back. */
function couponSteps(ctx: ServiceContext, { row, nowMs }: Locked, to: ReservationStatus, change: Change): SQL[] {
  if (row.discountMinor === 0) return [];
  const step = { at: new Date(nowMs), actor: actorName(ctx.actor), reason: change.reason ?? change.command };
  const paid = row.status !== 'HELD' && row.status !== 'CONFIRMING';
  const moves =
    to === 'CONFIRMED' && !paid
      ? moveCoupons(row.id, 'RESERVED', 'USED', step)
      : isLive(to) || (paid && !change.returnsCoupons)
        ? []
        : moveCoupons(row.id, paid ? 'USED' : 'RESERVED', 'AVAILABLE', step);
  return moves.map(([text, params]) => statement(text, params));
}

/** Gives back what a reservation, or a change under way, took. Subtracts, so that the database's CHECK sees a second release. */
export const releaseTables = (
  { restaurantId, serviceDate }: Pick<ReservationRow, 'restaurantId' | 'serviceDate'>,
  id: ReservationId | ChangeId,
): SQL =>
  sql`UPDATE occupancy o JOIN reservation_tables t
    ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
   AND o.minute >= t.from_minute AND o.minute < t.to_minute
   SET o.taken = o.taken - t.taken
   WHERE t.restaurant_id = ${restaurantId} AND t.service_date = ${serviceDate} AND t.reservation_id = ${id}`;
