import { eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type ChangeRow, occupancy, type ReservationRow, reservationChanges, reservationTables } from '@/db/schema';
import type { Taking } from '@/server/domain/availability/day-book';
import type { DropReason } from '@/server/domain/reservation/change';
import type { ChangeId, ReservationId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import type { ServiceContext } from '../context';
import { earningOf, posting } from '../ledger';
import { amend, type Locked, releaseTables, requestRefunds } from '../reservation';

type Day = Pick<ReservationRow, 'restaurantId' | 'serviceDate'>;

/** Takes granules and writes down whose they are. Adds, so that the database's CHECK sees a second sale. */
export function takeTables(
  tx: Transaction,
  { restaurantId, serviceDate }: Day,
  reservationId: ReservationId | ChangeId,
  takings: readonly Taking[],
  granule: number,
): SQL[] {
  if (takings.length === 0) return [];
  const day = { restaurantId, serviceDate };
  const granules = takings.flatMap((taking) =>
    Array.from({ length: Math.ceil((taking.toMinute - taking.fromMinute) / granule) }, (_, index) => ({
      ...day,
      minute: taking.fromMinute + index * granule,
      tableId: taking.tableId,
      taken: taking.taken,
      seats: taking.seats,
    })),
  );
  return [
    tx
      .insert(occupancy)
      .values(granules)
      .onDuplicateKeyUpdate({ set: { taken: sql`taken + values(taken)`, seats: sql`values(seats)` } })
      .getSQL(),
    tx
      .insert(reservationTables)
      .values(takings.map(({ seats: _, ...taking }) => ({ ...day, reservationId, ...taking })))
      .getSQL(),
  ];
}

/** Gives back what a reservation or a change took, and forgets that it did. */
export const giveBack = (day: Day, id: ReservationId | ChangeId): SQL[] => [
  releaseTables(day, id),
  sql`DELETE FROM reservation_tables WHERE restaurant_id = ${day.restaurantId} AND service_date = ${day.serviceDate}
       AND reservation_id = ${id}`,
];

/**
 * Swaps a booking's table, time, party and price for those of a change, in the caller's transaction: what it took goes back with
 * what the change held beyond it, and what the change needs is taken. Asks for the refund and books what the terms keep.
 */
export async function applyChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  change: ChangeRow,
  granule: number,
  more: { facts: Fact[]; also: SQL[] } = { facts: [], also: [] },
): Promise<ReservationRow> {
  const { row, nowMs } = locked;
  const kept = await earningOf(tx, row, change.forfeitMinor, { kind: 'change', changeId: change.id });
  const after = await amend(ctx, tx, locked, {
    reason: 'changed',
    set: {
      partySize: change.partySize,
      startMinute: change.startMinute,
      endMinute: change.endMinute,
      startsAt: change.startsAt,
      endsAt: change.endsAt,
      depositMinor: change.depositMinor,
      discountMinor: change.discountMinor,
      changes: Math.max(row.changes, change.part),
    },
    facts: [...more.facts, { name: 'reservation/changed', data: { reservationId: row.id } }],
    also: [
      ...giveBack(row, row.id),
      ...giveBack(row, change.id),
      ...takeTables(tx, row, row.id, change.takings, granule),
      tx
        .update(reservationChanges)
        .set({ status: 'APPLIED', endedAt: new Date(nowMs) })
        .where(eq(reservationChanges.id, change.id))
        .getSQL(),
      ...(kept ? posting(ctx, [kept], nowMs) : []),
      ...more.also,
    ],
  });
  await requestRefunds(ctx, tx, locked, { amountMinor: change.refundMinor, cause: 'changed', sourceId: change.id });
  return after;
}

/** Ends a change that will not be applied: what it held goes back, and the booking stays what it is. */
export async function dropChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  change: ChangeRow,
  reason: DropReason | 'expired' | 'given-up',
  more: { facts: Fact[]; also: SQL[] } = { facts: [], also: [] },
): Promise<ReservationRow> {
  return amend(ctx, tx, locked, {
    reason: `change-${reason}`,
    facts: more.facts,
    also: [
      ...giveBack(locked.row, change.id),
      sql`UPDATE payments SET status = 'ABANDONED', version = version + 1
           WHERE reservation_id = ${locked.row.id} AND part = ${change.part} AND status = 'PENDING'`,
      tx
        .update(reservationChanges)
        .set({ status: 'DROPPED', endedAt: new Date(locked.nowMs), endedReason: reason })
        .where(eq(reservationChanges.id, change.id))
        .getSQL(),
      ...more.also,
    ],
  });
}
