import { and, asc, inArray, lte, sql } from 'drizzle-orm';
import { reservations } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ReservationId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { earningOf, posting } from '../ledger';
import { applyCommand, lockReservation } from './apply';
import { heldMinor } from './cancel-reservation';

/** Staff have until then to say what became of an evening: it is assumed to have gone as booked afterwards. */
const AFTER_HOURS = 24;

/**
 * Ends bookings whose evening is over for a day and of which nobody said what became: as visits, so that their deposits do not stay
 * nobody's. Returns how many.
 */
export async function completePast(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const over = await ctx.db
    .select({ id: reservations.id })
    .from(reservations)
    .where(
      and(
        inArray(reservations.status, ['CONFIRMED', 'SEATED']),
        lte(reservations.endsAt, sql`now(6) - interval ${sql.raw(String(AFTER_HOURS))} hour`),
      ),
    )
    .orderBy(asc(reservations.endsAt))
    .limit(input.limit);
  let completed = 0;
  await each(over, async ({ id }) => {
    if (await completeOne(ctx, id)) completed++;
  });
  return completed;
}

async function completeOne(ctx: ServiceContext, id: ReservationId): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, id);
    const { nowMs } = locked;
    let { row } = locked;
    // Somebody said it meanwhile, or moved the booking.
    const over = row.endsAt.getTime() <= nowMs - AFTER_HOURS * 3_600_000;
    if (!over || (row.status !== 'CONFIRMED' && row.status !== 'SEATED')) return false;
    const reason = 'assumed';
    if (row.status === 'CONFIRMED') row = await applyCommand(ctx, tx, locked, { command: 'seat', reason, facts: [] });
    const entry = await earningOf(tx, row, heldMinor(row), { kind: 'visit' });
    await applyCommand(
      ctx,
      tx,
      { row, nowMs },
      {
        command: 'complete',
        reason,
        facts: [{ name: 'reservation/completed', data: { reservationId: row.id } }],
        also: entry ? posting(ctx, [entry], nowMs) : [],
      },
    );
    return true;
  });
}
