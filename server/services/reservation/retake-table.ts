import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { occupancy, type ReservationRow, reservationTables } from '@/db/schema';
import { openBook, spanOf } from '@/server/domain/availability/availability';
import type { ServiceContext } from '../context';
import { loadSetups } from '../restaurant';

/**
 * Late money: takes a table again for an expired hold, if one is free and its start is still ahead. The day must be
 * locked by `tx`. Returns false, and writes nothing, when there is none.
 */
export async function retakeTable(
  ctx: ServiceContext,
  tx: Transaction,
  row: ReservationRow,
  nowMs: number,
): Promise<boolean> {
  if (row.startsAt.getTime() <= nowMs) return false;
  const setup = (await loadSetups(ctx.scripts, [row.restaurantId])).get(row.restaurantId);
  if (!setup) return false;
  const taken = await tx
    .select({ minute: occupancy.minute, tableId: occupancy.tableId, taken: occupancy.taken })
    .from(occupancy)
    .where(sql`${occupancy.restaurantId} = ${row.restaurantId} and ${occupancy.serviceDate} = ${row.serviceDate}`);
  const span = spanOf(setup.calendar, row.serviceDate, row.startMinute, row.partySize);
  const takings = span && openBook(setup, taken).seat(row.partySize, span);
  if (!takings) return false;
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
  await tx.delete(reservationTables).where(sql`${reservationTables.reservationId} = ${row.id}`);
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
