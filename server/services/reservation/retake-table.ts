import { and, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { occupancy, type ReservationRow, reservations, reservationTables } from '@/db/schema';
import { statement } from '@/db/script';
import { openBook, spanOf } from '@/server/domain/availability/availability';
import { type Calendar, checkSlot } from '@/server/domain/availability/calendar';
import { WIDEST_OPENING } from '@/server/domain/availability/opening';
import { actorName, type ServiceContext } from '../context';
import { READ_FORMER, reserveFormer } from '../coupon';
import { loadSetups } from '../restaurant';

/** Whether the booking could be made now: its slot still exists, and the diner has no other booking in its way. */
async function mayStill(tx: Transaction, row: ReservationRow, calendar: Calendar, nowMs: number): Promise<boolean> {
  // The notice was kept, and the day was open, when the table was first held.
  const asHeld = { ...calendar, minNoticeMinutes: 0, opening: WIDEST_OPENING };
  const slot = checkSlot(asHeld, row.serviceDate, row.startMinute, row.partySize, nowMs);
  if (!slot.ok) return false;
  // Days before diners, everywhere: the day is locked already.
  await tx.execute(sql`SELECT id FROM users WHERE id = ${row.userId} FOR UPDATE`);
  const others = await tx
    .select()
    .from(reservations)
    .where(
      and(
        eq(reservations.userId, row.userId),
        gt(reservations.endsAt, row.startsAt),
        lt(reservations.startsAt, row.endsAt),
        or(
          inArray(reservations.status, ['CONFIRMING', 'CONFIRMED', 'SEATED']),
          and(eq(reservations.status, 'HELD'), gt(reservations.expiresAt, sql`now(6)`)),
        ),
      ),
    );
  return others.length === 0;
}

/** What reserves the coupons of an ended hold again; null when one of them is gone. Its diner is locked already. */
async function formerCoupons(
  ctx: ServiceContext,
  tx: Transaction,
  row: ReservationRow,
  nowMs: number,
): Promise<SQL[] | null> {
  if (row.discountMinor === 0) return [];
  const [rows] = await tx.execute(statement(READ_FORMER, [row.id]));
  const step = { at: new Date(nowMs), actor: actorName(ctx.actor), reason: 'paid-late' };
  const steps = reserveFormer(row.id, rows as unknown as Record<string, unknown>[], step);
  return steps?.map(([text, params]) => statement(text, params)) ?? null;
}

/**
 * Late money: takes a table again for an expired hold, if one is free and the booking could still be made. The day must be
 * locked by `tx`. Returns false, and writes nothing, when there is none.
 */
export async function retakeTable(
  ctx: ServiceContext,
  tx: Transaction,
  row: ReservationRow,
  nowMs: number,
): Promise<boolean> {
  const setup = (await loadSetups(ctx.scripts, [row.restaurantId])).get(row.restaurantId);
  if (!setup?.published || !(await mayStill(tx, row, setup.calendar, nowMs))) return false;
  const coupons = await formerCoupons(ctx, tx, row, nowMs);
  if (!coupons) return false;
  const taken = await tx
    .select({ minute: occupancy.minute, tableId: occupancy.tableId, taken: occupancy.taken })
    .from(occupancy)
    .where(sql`${occupancy.restaurantId} = ${row.restaurantId} and ${occupancy.serviceDate} = ${row.serviceDate}`);
  const span = spanOf(setup.calendar, row.serviceDate, row.startMinute, row.partySize);
  const takings = span && openBook(setup, taken).seat(row.partySize, span);
  if (!takings) return false;
  for (const step of coupons) await tx.execute(step);
  const step = setup.calendar.slotMinutes;
  const day = { restaurantId: row.restaurantId, serviceDate: row.serviceDate };
  const granules = takings.flatMap((taking) =>
    Array.from({ length: Math.ceil((taking.toMinute - taking.fromMinute) / step) }, (_, index) => ({
      ...day,
      minute: taking.fromMinute + index * step,
      tableId: taking.tableId,
      taken: taking.taken,
      seats: taking.seats,
    })),
  );
  await tx
    .insert(occupancy)
    .values(granules)
    .onDuplicateKeyUpdate({ set: { taken: sql`taken + values(taken)`, seats: sql`values(seats)` } });
  await tx
    .delete(reservationTables)
    .where(
      and(
        eq(reservationTables.restaurantId, row.restaurantId),
        eq(reservationTables.serviceDate, row.serviceDate),
        eq(reservationTables.reservationId, row.id),
      ),
    );
  await tx.insert(reservationTables).values(
    takings.map((taking) => ({
      ...day,
      reservationId: row.id,
      tableId: taking.tableId,
      fromMinute: taking.fromMinute,
      toMinute: taking.toMinute,
      taken: taking.taken,
    })),
  );
  return true;
}
