import { and, eq } from 'drizzle-orm';
import { payments, reservationChanges, reservations, restaurants } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { clockOf } from '@/server/domain/shared/time';
import { readDb, requireUser, type ServiceContext } from '../context';
import { type Opening, openPayment } from '../payment';
import { databaseNowMs } from '../reservation';

/** What the provider is opened with. */
export type PreparedPayment = {
  orderId: PaymentId;
  amountMinor: number;
  currency: Currency;
  expiresAtMs: number;
  /** How the browser gets to the payment. */
  open: Opening;
};

/**
 * The order of a change that waits for its payment; null where there is no such change. Its price was fixed when it was asked for.
 * Throws CHANGE_TERMS_CHANGED when it is not what the diner was shown, HOLD_EXPIRED when its time is over, and as `openPayment`.
 */
export async function prepareChange(
  ctx: ServiceContext,
  reservationId: ReservationId,
  expectedMinor: number,
): Promise<PreparedPayment | null> {
  const userId = requireUser(ctx);
  const [found] = await readDb(ctx)
    .select({ change: reservationChanges, order: payments, restaurant: restaurants.name, nowMs: databaseNowMs })
    .from(reservationChanges)
    .innerJoin(
      reservations,
      and(eq(reservations.id, reservationChanges.reservationId), eq(reservations.userId, userId)),
    )
    .innerJoin(
      payments,
      and(eq(payments.reservationId, reservationChanges.reservationId), eq(payments.part, reservationChanges.part)),
    )
    .innerJoin(restaurants, eq(restaurants.id, reservationChanges.restaurantId))
    .where(and(eq(reservationChanges.reservationId, reservationId), eq(reservationChanges.status, 'PENDING')));
  if (!found) return null;
  const { change, order, restaurant, nowMs } = found;
  if (change.expiresAt!.getTime() <= Number(nowMs)) throw new AppError('HOLD_EXPIRED', { charged: false });
  if (order.amountMinor !== expectedMinor) {
    const { chargeMinor, refundMinor } = change;
    throw new AppError('CHANGE_TERMS_CHANGED', { chargeMinor, refundMinor, currency: order.currency });
  }
  const expiresAtMs = change.expiresAt!.getTime();
  const name = `${restaurant} · ${change.serviceDate} ${clockOf(change.startMinute)}`;
  const open = await openPayment(ctx, { ...order, name, expiresAtMs });
  return { orderId: order.id, amountMinor: order.amountMinor, currency: order.currency, expiresAtMs, open };
}
