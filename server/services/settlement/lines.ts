import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/client';
import type { statements } from '@/db/schema';
import {
  DEDUCTION_KINDS,
  type Deduction,
  netOf,
  STATEMENT_KINDS,
  type StatementLine,
  shortName,
} from '@/server/domain/settlement/statement';
import type { ReservationId } from '@/server/domain/shared/ids';
import { readAdjustments } from './adjustments';
import { laterLine } from './later';
import { list, msOf, rowsOf } from './rows';

/** Where a page ended: epoch milliseconds of the visit, and the line's id. */
export const cursorSchema = z.string().regex(/^\d{1,17}\.[a-z]{3}_[0-9a-z]{26}$/);
export type Cursor = string;

const writeCursor = ({ atMs, id }: Pick<StatementLine, 'atMs' | 'id'>): Cursor => `${atMs}.${id}`;

type Statement = typeof statements.$inferSelect;
type Row = Omit<StatementLine, 'kinds' | 'deductionMinor' | 'deductions' | 'later'> & { kinds: string };

const AT = 'COALESCE(r.starts_at, e.at)';
const ID = 'COALESCE(e.reservation_id, e.id)';
const sumOf = (account: string, sign: '' | '-' = '') =>
  sql`SUM(CASE WHEN l.account = ${account} THEN ${sql.raw(sign)}l.amount_minor ELSE 0 END)`;

/**
 * The lines of a statement: what the journal says of each booking in its time, with the booking beside it. Their sums are the
 * statement's figures, as both read the same entries. One page; the next begins after `after`, and `next` is null on the last, which
 * ends with what belongs to no booking and with what was booked later.
 */
export async function readLines(
  db: Database,
  statement: Statement,
  page: { after: Cursor | null; limit: number },
): Promise<{ lines: StatementLine[]; next: Cursor | null }> {
  // A restaurant's own coupon is charged as it is booked: one side of it says what it came to, also when it is taken back.
  const ownCoupon = sql`SUM(CASE WHEN l.account = 'coupon_expense_restaurant' AND (l.amount_minor > 0) = (e.kind <> 'reversal')
                                 THEN l.amount_minor ELSE 0 END)`;
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT ${sql.raw(ID)} AS id, MIN(e.reservation_id) AS reservationId, MIN(r.code) AS code, MIN(r.guest_name) AS guest,
               MIN(r.party_size) AS partySize, ${msOf(AT)} AS atMs, GROUP_CONCAT(DISTINCT e.kind) AS kinds,
               ${sumOf('deposit_liability')} AS depositMinor, ${sumOf('coupon_expense_platform')} AS couponMinor,
               ${ownCoupon} AS ownCouponMinor, ${sumOf('platform_fee')} AS feeMinor, ${sumOf('vat_payable')} AS vatMinor,
               ${sumOf('merchant_payable', '-')} AS netMinor
          FROM journal_entries e
          JOIN journal_lines l ON l.entry_id = e.id
          LEFT JOIN reservations r ON r.id = e.reservation_id
         WHERE e.restaurant_id = ${statement.restaurantId} AND e.at >= ${statement.fromAt} AND e.at < ${statement.untilAt}
           AND e.kind IN (${list(STATEMENT_KINDS)}) ${afterCursor(page.after)}
         GROUP BY ${sql.raw(ID)}, ${sql.raw(AT)}
         ORDER BY ${sql.raw(AT)}, ${sql.raw(ID)}
         LIMIT ${page.limit}`,
  );
  const deductions = await readDeductions(db, statement, rows);
  const lines = rows.map((row) => lineOf(row, deductions.get(row.id) ?? []));
  const last = lines.at(-1);
  if (last && lines.length === page.limit) return { lines, next: writeCursor(last) };
  const adjustments = await readAdjustments(db, statement.id);
  const later = await laterLine(db, statement, adjustments);
  return { lines: [...lines, ...adjustments, ...(later ? [later] : [])], next: null };
}

function afterCursor(after: Cursor | null) {
  if (!after) return sql``;
  const [atMs, id] = after.split('.') as [string, string];
  // As it was written: whole milliseconds.
  return sql`AND (${msOf(AT)} > ${Number(atMs)} OR (${msOf(AT)} = ${Number(atMs)} AND ${sql.raw(ID)} > ${id}))`;
}

function lineOf(row: Row, deductions: Deduction[]): StatementLine {
  const earned = {
    depositMinor: Number(row.depositMinor),
    couponMinor: Number(row.couponMinor),
    feeMinor: Number(row.feeMinor),
    vatMinor: Number(row.vatMinor),
  };
  const netMinor = Number(row.netMinor);
  return {
    id: row.id,
    reservationId: row.reservationId,
    code: row.code,
    guest: row.guest === null ? null : shortName(row.guest),
    partySize: row.partySize,
    atMs: Number(row.atMs),
    kinds: kindsOf(row),
    ...earned,
    ownCouponMinor: Number(row.ownCouponMinor),
    deductionMinor: netMinor - netOf({ ...earned, deductionMinor: 0 }),
    deductions,
    netMinor,
    later: false,
  };
}

const kindsOf = ({ kinds }: Row) => STATEMENT_KINDS.filter((kind) => kinds.split(',').includes(kind));

/** Every refund and correction of a page's bookings with its reason, in one statement. */
async function readDeductions(
  db: Database,
  statement: Statement,
  rows: readonly Row[],
): Promise<Map<string, Deduction[]>> {
  const found = new Map<string, Deduction[]>();
  const touched = rows.filter((row) =>
    kindsOf(row).some((kind) => (DEDUCTION_KINDS as readonly string[]).includes(kind)),
  );
  const bookings = touched.flatMap(({ reservationId }): ReservationId[] => (reservationId ? [reservationId] : []));
  const others = touched.flatMap(({ reservationId, id }) => (reservationId ? [] : [id]));
  if (touched.length === 0) return found;
  type Found = { id: string; kind: Deduction['kind']; atMs: string; amountMinor: string; reason: string | null };
  const entries = await rowsOf<Found>(
    db,
    sql`SELECT ${sql.raw(ID)} AS id, e.kind, ${msOf('e.at')} AS atMs, COALESCE(-l.amount_minor, 0) AS amountMinor, e.reason
          FROM journal_entries e LEFT JOIN journal_lines l ON l.entry_id = e.id AND l.account = 'merchant_payable'
         WHERE e.kind IN (${list(DEDUCTION_KINDS)}) AND e.restaurant_id = ${statement.restaurantId}
           AND e.at >= ${statement.fromAt} AND e.at < ${statement.untilAt}
           AND (e.reservation_id IN (${list(bookings.length > 0 ? bookings : [''])}) OR e.id IN (${list(others.length > 0 ? others : [''])}))
         ORDER BY e.at, e.id`,
  );
  for (const { id, ...entry } of entries) {
    const deduction = { ...entry, atMs: Number(entry.atMs), amountMinor: Number(entry.amountMinor) };
    found.set(id, [...(found.get(id) ?? []), deduction]);
  }
  return found;
}

/** All lines of a statement, so many rows of the database at a time. */
export async function* allLines(db: Database, statement: Statement, limit = 1_000): AsyncGenerator<StatementLine> {
  let after: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof readLines>> = await readLines(db, statement, { after, limit });
    yield* page.lines;
    after = page.next;
  } while (after);
}
