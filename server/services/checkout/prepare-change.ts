import { and, eq } from 'drizzle-orm';
import { payments, reservationChanges, reservations } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import { readDb, requireUser, type ServiceContext } from '../context';
import { databaseNowMs } from '../reservation';
import type { PreparedPayment } from './prepare-payment';

/**
 * The order of a change that waits for its payment; null where there is no such change. Its price was fixed when it was asked for.
 * Throws CHANGE_TERMS_CHANGED when it is not what the diner was shown, HOLD_EXPIRED when its time is over.
 */
export async function prepareChange(
  ctx: ServiceContext,
  reservationId: ReservationId,
  expectedMinor: number,
): Promise<PreparedPayment | null> {
  const userId = requireUser(ctx);
  const [found] = await readDb(ctx)
    .select({ change: reservationChanges, order: payments, nowMs: databaseNowMs })
    .from(reservationChanges)
    .innerJoin(
      reservations,
      and(eq(reservations.id, reservationChanges.reservationId), eq(reservations.userId, userId)),
    )
    .innerJoin(
      payments,
      and(eq(payments.reservationId, reservationChanges.reservationId), eq(payments.part, reservationChanges.part)),
    )
    .where(and(eq(reservationChanges.reservationId, reservationId), eq(reservationChanges.status, 'PENDING')));
  if (!found) return null;
  const { change, order, nowMs } = found;
  if (change.expiresAt!.getTime() <= Number(nowMs)) throw new AppError('HOLD_EXPIRED', { charged: false });
  if (order.amountMinor !== expectedMinor) {
    const { chargeMinor, refundMinor } = change;
    throw new AppError('CHANGE_TERMS_CHANGED', { chargeMinor, refundMinor, currency: order.currency });
  }
  return {
    orderId: order.id,
    amountMinor: order.amountMinor,
    currency: order.currency,
    expiresAtMs: change.expiresAt!.getTime(),
  };
}
