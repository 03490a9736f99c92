import { z } from 'zod';
import type { ReservationCommand, ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { Fact } from '@/server/events/catalogue';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { earningOf, posting } from '../ledger';
import { applyCommand } from './apply';
import { heldMinor } from './cancel-reservation';
import { reservationIdSchema } from './hold-table';
import { lockOwn } from './lock-own';

export const serveInput = z.object({
  reservationId: reservationIdSchema,
  command: z.enum(['seat', 'complete', 'no-show', 'unseat']),
});

const FACTS: Partial<
  Record<ReservationCommand, 'reservation/seated' | 'reservation/completed' | 'reservation/no-show'>
> = {
  seat: 'reservation/seated',
  complete: 'reservation/completed',
  'no-show': 'reservation/no-show',
};

/** What makes a deposit the restaurant's: the guest came, or did not. */
const EARNS: Partial<Record<ReservationCommand, 'visit' | 'no_show'>> = { complete: 'visit', 'no-show': 'no_show' };

/** How long before the start it can be said at the earliest: nobody is missing before, or seated half a day ahead. */
const EARLIEST_MS: Partial<Record<ReservationCommand, number>> = { 'no-show': 0, seat: 6 * 3_600_000 };

/**
 * Staff move a guest through the evening: seat, complete, no-show, or undo a seating. A no-show can be said from the
 * start time on. Somebody else's booking is RESERVATION_UNKNOWN.
 */
export async function serveReservation(
  ctx: ServiceContext,
  raw: z.infer<typeof serveInput>,
): Promise<{ status: ReservationStatus }> {
  const userId = requireUser(ctx);
  const input = serveInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const locked = await lockOwn(tx, userId, input.reservationId);
    const { row, nowMs } = locked;
    const untilStartMs = row.startsAt.getTime() - nowMs;
    if (untilStartMs > (EARLIEST_MS[input.command] ?? Number.POSITIVE_INFINITY)) {
      throw new AppError('RESERVATION_STATE', { status: row.status, command: input.command, startsAt: row.startsAt });
    }
    const name = FACTS[input.command];
    const facts: Fact[] = name ? [{ name, data: { reservationId: locked.row.id } }] : [];
    const earned = EARNS[input.command];
    const entry = earned ? await earningOf(tx, row, heldMinor(row), { kind: earned }) : null;
    const also = entry ? posting(ctx, [entry], nowMs) : [];
    const after = await applyCommand(ctx, tx, locked, { command: input.command, facts, also });
    return { status: after.status };
  });
}
