import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { coupons, payments, reservationCoupons } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { readDb, type ServiceContext } from '../context';
import { reservationIdSchema } from '../reservation';
import { readCheckout } from './load-checkout';
import { prepareChange } from './prepare-change';
import { quoteOf } from './quote';

export const preparePaymentInput = z.object({
  reservationId: reservationIdSchema,
  /** What the diner was shown as the amount to pay, minor units. */
  expectedMinor: z.number().int().min(0),
});

export type PreparedPayment = { orderId: PaymentId; amountMinor: number; currency: Currency; expiresAtMs: number };

/**
 * Just before the provider is opened: the order to pay, and that its amount is what the diner was shown. Also for a change that waits for its payment. Throws PRICE_CHANGED
 * (with `quote`) when it is not, and as `lockCheckout`. An order that is replaced after this is refused when it comes back,
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
      .select({ id: payments.id, amountMinor: payments.amountMinor })
      .from(payments)
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
  return {
    orderId: order.id,
    amountMinor: order.amountMinor,
    currency: row.currency,
    expiresAtMs: row.expiresAt!.getTime(),
  };
}
