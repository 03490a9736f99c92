import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/db/client';
import type { statements } from '@/db/schema';
import type { EntryKind } from '@/server/domain/ledger/accounts';
import {
  DEDUCTION_KINDS,
  type Deduction,
  EARNING_KINDS,
  STATEMENT_KINDS,
  type StatementLine,
  shortName,
} from '@/server/domain/settlement/statement';
import type { ReservationId } from '@/server/domain/shared/ids';
import { readAdjustments } from './adjustments';
import { list, msOf, rowsOf } from './rows';

/** Where a page ended: epoch milliseconds of the visit, and the line's id. */
export const cursorSchema = z.string().regex(/^\d{1,17}\.[a-z]{3}_[0-9a-z]{26}$/);
export type Cursor = string;

const writeCursor = ({ atMs, id }: Pick<StatementLine, 'atMs' | 'id'>): Cursor => `${atMs}.${id}`;

type Window = Pick<typeof statements.$inferSelect, 'id' | 'restaurantId' | 'fromAt' | 'untilAt'>;
type Row = Omit<StatementLine, 'kinds' | 'deductions' | 'netMinor'> & { kinds: string };

const AT = 'COALESCE(r.starts_at, e.at)';
const ID = 'COALESCE(e.reservation_id, e.id)';
const sumOf = (account: string, kinds: readonly EntryKind[], sign: '' | '-' = '') =>
  sql`SUM(CASE WHEN l.account = ${account} AND e.kind IN (${list(kinds)}) THEN ${sql.raw(sign)}l.amount_minor ELSE 0 END)`;

/**
 * The lines of a statement: what the journal says of each booking in its time, with the booking beside it. Their sums are the
 * statement's figures, as both read the same entries. One page; the next begins after `after`, and `next` is null on the last, which
 * ends with what belongs to no booking.
 */
export async function readLines(
  db: Database,
  window: Window,
  page: { after: Cursor | null; limit: number },
): Promise<{ lines: StatementLine[]; next: Cursor | null }> {
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT ${sql.raw(ID)} AS id, MIN(e.reservation_id) AS reservationId, MIN(r.code) AS code, MIN(r.guest_name) AS guest,
               MIN(r.party_size) AS partySize, ${msOf(AT)} AS atMs, GROUP_CONCAT(DISTINCT e.kind) AS kinds,
               ${sumOf('deposit_liability', EARNING_KINDS)} AS depositMinor,
               ${sumOf('coupon_expense_platform', EARNING_KINDS)} AS couponMinor,
               SUM(CASE WHEN l.account = 'coupon_expense_restaurant' AND l.amount_minor > 0 AND e.kind IN (${list(EARNING_KINDS)})
                        THEN l.amount_minor ELSE 0 END) AS ownCouponMinor,
               ${sumOf('platform_fee', EARNING_KINDS)} AS feeMinor, ${sumOf('vat_payable', EARNING_KINDS)} AS vatMinor,
               ${sumOf('merchant_payable', DEDUCTION_KINDS, '-')} AS deductionMinor,
               SUM(e.kind IN (${list(EARNING_KINDS)})) AS earnings
          FROM journal_entries e
          JOIN journal_lines l ON l.entry_id = e.id
          LEFT JOIN reservations r ON r.id = e.reservation_id
         WHERE e.restaurant_id = ${window.restaurantId} AND e.at >= ${window.fromAt} AND e.at < ${window.untilAt}
           AND e.kind IN (${list(STATEMENT_KINDS)}) ${afterCursor(page.after)}
         GROUP BY ${sql.raw(ID)}, ${sql.raw(AT)}
        HAVING earnings > 0 OR deductionMinor <> 0
         ORDER BY ${sql.raw(AT)}, ${sql.raw(ID)}
         LIMIT ${page.limit}`,
  );
  const deductions = await readDeductions(db, window, rows);
  const lines = rows.map((row) => lineOf(row, deductions.get(row.id) ?? []));
  const last = lines.at(-1);
  if (last && lines.length === page.limit) return { lines, next: writeCursor(last) };
  return { lines: [...lines, ...(await readAdjustments(db, window.id))], next: null };
}

function afterCursor(after: Cursor | null) {
  if (!after) return sql``;
  const [atMs, id] = after.split('.') as [string, string];
  // As it was written: whole milliseconds.
  return sql`AND (${msOf(AT)} > ${Number(atMs)} OR (${msOf(AT)} = ${Number(atMs)} AND ${sql.raw(ID)} > ${id}))`;
}

function lineOf(row: Row, deductions: Deduction[]): StatementLine {
  const [depositMinor, couponMinor, ownCouponMinor, feeMinor, vatMinor, deductionMinor] = [
    row.depositMinor,
    row.couponMinor,
    row.ownCouponMinor,
    row.feeMinor,
    row.vatMinor,
    row.deductionMinor,
  ].map(Number) as [number, number, number, number, number, number];
  return {
    id: row.id,
    reservationId: row.reservationId,
    code: row.code,
    guest: row.guest === null ? null : shortName(row.guest),
    partySize: row.partySize,
    atMs: Number(row.atMs),
    kinds: STATEMENT_KINDS.filter((kind) => row.kinds.split(',').includes(kind)),
    depositMinor,
    couponMinor,
    ownCouponMinor,
    feeMinor,
    vatMinor,
    deductionMinor,
    deductions,
    netMinor: depositMinor + couponMinor + feeMinor + vatMinor + deductionMinor,
  };
}

/** Every deduction of a page's bookings with its reason, in one statement. */
async function readDeductions(db: Database, window: Window, rows: readonly Row[]): Promise<Map<string, Deduction[]>> {
  const found = new Map<string, Deduction[]>();
  const touched = rows.filter(({ deductionMinor }) => Number(deductionMinor) !== 0);
  const bookings = touched.flatMap(({ reservationId }): ReservationId[] => (reservationId ? [reservationId] : []));
  const others = touched.flatMap(({ reservationId, id }) => (reservationId ? [] : [id]));
  if (touched.length === 0) return found;
  type Found = { id: string; kind: Deduction['kind']; atMs: string; amountMinor: string; reason: string | null };
  const entries = await rowsOf<Found>(
    db,
    sql`SELECT ${sql.raw(ID)} AS id, e.kind, ${msOf('e.at')} AS atMs, -l.amount_minor AS amountMinor, e.reason
          FROM journal_entries e JOIN journal_lines l ON l.entry_id = e.id AND l.account = 'merchant_payable'
         WHERE e.kind IN (${list(DEDUCTION_KINDS)}) AND e.restaurant_id = ${window.restaurantId}
           AND e.at >= ${window.fromAt} AND e.at < ${window.untilAt}
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
export async function* allLines(db: Database, window: Window, limit = 1_000): AsyncGenerator<StatementLine> {
  let after: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof readLines>> = await readLines(db, window, { after, limit });
    yield* page.lines;
    after = page.next;
  } while (after);
}
