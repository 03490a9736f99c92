import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { coupons, payments, reservationCoupons, restaurants } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import { clockOf } from '@/server/domain/shared/time';
import { readDb, type ServiceContext } from '../context';
import { openPayment } from '../payment';
import { reservationIdSchema } from '../reservation';
import { readCheckout } from './load-checkout';
import { type PreparedPayment, prepareChange } from './prepare-change';
import { quoteOf } from './quote';

export const preparePaymentInput = z.object({
  reservationId: reservationIdSchema,
  /** What the diner was shown as the amount to pay, minor units. */
  expectedMinor: z.number().int().min(0),
});

/**
 * Just before the provider is opened: the order to pay, that its amount is what the diner was shown, and the way to it. Also for a
 * change that waits for its payment. Throws PRICE_CHANGED (with `quote`) when it is not, and as `lockCheckout` and
 * `openPayment`. An order that is replaced after this is refused when it comes back,
 * before anything is charged.
 */
export async function preparePayment(
  ctx: ServiceContext,
  raw: z.infer<typeof preparePaymentInput>,
): Promise<PreparedPayment> {
  const { reservationId, expectedMinor } = preparePaymentInput.parse(raw);
  const change = await prepareChange(ctx, reservationId, expectedMinor);
  if (change) return change;
  const checkout = await readCheckout(ctx, reservationId);
  const { row } = checkout;
  const db = readDb(ctx);
  const [[order], [promised]] = await Promise.all([
    db
      .select({
        id: payments.id,
        provider: payments.provider,
        paymentKey: payments.paymentKey,
        amountMinor: payments.amountMinor,
        restaurant: restaurants.name,
      })
      .from(payments)
      .innerJoin(restaurants, eq(restaurants.id, payments.restaurantId))
      .where(and(eq(payments.reservationId, row.id), eq(payments.live, 1), eq(payments.status, 'PENDING'))),
    db
      .select({ discountMinor: sql`coalesce(sum(${reservationCoupons.discountMinor}), 0)`.mapWith(Number) })
      .from(reservationCoupons)
      .innerJoin(
        coupons,
        and(
          eq(coupons.id, reservationCoupons.couponId),
          eq(coupons.reservationId, reservationCoupons.reservationId),
          eq(coupons.status, 'RESERVED'),
        ),
      )
      .where(eq(reservationCoupons.reservationId, row.id)),
  ]);
  // The discount is what the reserved coupons make of it, or somebody changed them meanwhile.
  const stands = promised?.discountMinor === row.discountMinor;
  if (!order || !stands || order.amountMinor !== expectedMinor)
    throw new AppError('PRICE_CHANGED', { quote: quoteOf(checkout) });
  const expiresAtMs = row.expiresAt!.getTime();
  const { id, amountMinor, restaurant, provider, paymentKey } = order;
  const open = await openPayment(ctx, {
    id,
    provider,
    paymentKey,
    amountMinor,
    reservationId: row.id,
    currency: row.currency,
    name: `${restaurant} · ${row.serviceDate} ${clockOf(row.startMinute)}`,
    expiresAtMs,
  });
  return { orderId: id, amountMinor, currency: row.currency, expiresAtMs, open };
}
