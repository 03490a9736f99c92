import { z } from 'zod';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { applyCommand, lockReservation, reservationIdSchema } from '../reservation';
import { readCheckout, requireHeld } from './load-checkout';
import { quoteOf } from './quote';

export const confirmFreeInput = z.object({ reservationId: reservationIdSchema });

/**
 * Confirms a hold whose coupons leave nothing to pay, and uses them. The same again answers the same. Throws PRICE_CHANGED (with
 * `quote`) when there is something to pay, HOLD_EXPIRED, RESERVATION_UNKNOWN, RESERVATION_STATE.
 */
export async function confirmFree(
  ctx: ServiceContext,
  raw: z.infer<typeof confirmFreeInput>,
): Promise<{ status: ReservationStatus }> {
  const { reservationId } = confirmFreeInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, reservationId);
    const { row, nowMs } = locked;
    if (row.userId === requireUser(ctx) && row.status === 'CONFIRMED') return { status: row.status };
    requireHeld(ctx, locked);
    if (row.depositMinor !== row.discountMinor)
      throw new AppError('PRICE_CHANGED', { quote: quoteOf(await readCheckout({ ...ctx, tx }, reservationId)) });
    const after = await applyCommand(ctx, tx, locked, {
      command: 'confirm-free',
      reason: 'nothing-to-pay',
      set: { confirmedAt: new Date(nowMs) },
      facts: [{ name: 'reservation/confirmed', data: { reservationId: row.id } }],
    });
    return { status: after.status };
  });
}
