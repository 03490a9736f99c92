import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type payments, type ReservationRow, refunds } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ServiceContext } from '../context';
import { amend, type Locked } from '../reservation';

/** Whether what is left of a booking's money is its restaurant's already: it came, stayed away, or cancelled late. */
const isEarned = ({ status }: ReservationRow): boolean =>
  status === 'COMPLETED' || status === 'NO_SHOW' || status === 'CANCELLED';

/** Why an operator's refund comes: what a restaurant has earned is taken off what it is owed. */
export const refundedBy = (row: ReservationRow): 'goodwill' | 'operator' => (isEarned(row) ? 'goodwill' : 'operator');

/**
 * Takes `amountMinor` that goes back by hand off what a booking holds, so that it does not earn later what is not there any more. Its
 * day must be locked. Throws REFUND_EXCEEDS with what is left of the payment.
 */
export async function lessHeld(
  ctx: ServiceContext,
  tx: Transaction,
  booking: Locked,
  payment: typeof payments.$inferSelect,
  amountMinor: number,
): Promise<void> {
  const { row } = booking;
  const [asked] = await tx
    .select({ minor: sql`coalesce(sum(${refunds.amountMinor}), 0)`.mapWith(Number) })
    .from(refunds)
    .where(eq(refunds.paymentId, payment.id));
  const leftMinor = (payment.capturedMinor ?? payment.amountMinor) - asked!.minor;
  if (amountMinor > leftMinor) throw new AppError('REFUND_EXCEEDS', { leftMinor });
  if (row.status !== 'CONFIRMED' && row.status !== 'SEATED') return;
  const depositMinor = row.depositMinor - amountMinor;
  await amend(ctx, tx, booking, { reason: 'refunded-by-operator', set: { depositMinor }, facts: [] });
}
