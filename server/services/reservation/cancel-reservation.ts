import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { payments, type ReservationRow, refunds } from '@/db/schema';
import { type RefundQuote, refundQuote } from '@/server/domain/payment/policy';
import { AppError } from '@/server/domain/shared/errors';
import { type Money, money } from '@/server/domain/shared/money';
import { crashPoint } from '@/server/infra/crash-point';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { earningOf, posting } from '../ledger';
import { applyCommand, type Locked, lockReservation } from './apply';
import { reservationIdSchema } from './hold-table';
import { requestRefunds } from './request-refunds';

export const cancelReservationInput = z.object({
  reservationId: reservationIdSchema,
  /** What the diner was shown as coming back, minor units. When the terms say another amount by now, nothing is done. */
  expectedRefundMinor: z.number().int().min(0),
});

export type CancelResult = { status: 'CANCELLED'; refund: Money };

/**
 * Cancels the diner's own hold or booking: frees the table and asks for the refund its terms give, in one transaction. What they do
 * not give back is the restaurant's. Its coupons come back when the terms give everything back or nothing was paid yet, and stay used
 * when cancelling costs something. Cancelling again answers the same. Throws CANCEL_TERMS_CHANGED with the amount that counts now.
 */
export async function cancelReservation(
  ctx: ServiceContext,
  raw: z.infer<typeof cancelReservationInput>,
): Promise<CancelResult> {
  const userId = requireUser(ctx);
  const input = cancelReservationInput.parse(raw);
  crashPoint('before-cancel');
  const result = await withTransaction<CancelResult>(ctx, async (tx) => {
    const locked = await lockReservation(tx, input.reservationId);
    const { row, nowMs } = locked;
    if (row.userId !== userId) throw new AppError('RESERVATION_UNKNOWN');
    if (row.status === 'CANCELLED') return { status: 'CANCELLED', refund: await refundOf(tx, row) };
    if (row.status === 'CONFIRMED' && row.startsAt.getTime() <= nowMs) {
      throw new AppError('RESERVATION_STATE', { status: row.status, command: 'cancel', startsAt: row.startsAt });
    }
    const quote = quoteFor(row, nowMs);
    if (quote.refund.amountMinor !== input.expectedRefundMinor) {
      throw new AppError('CANCEL_TERMS_CHANGED', { refundMinor: quote.refund.amountMinor, currency: row.currency });
    }
    const paidMinor = heldMinor(row);
    const kept =
      row.status === 'CONFIRMED'
        ? await earningOf(tx, row, paidMinor - quote.refund.amountMinor, {
            kind: 'cancellation',
            keptPercent: 100 - quote.percent,
          })
        : null;
    await cancelLocked(ctx, tx, locked, {
      reason: 'by-diner',
      returnsCoupons: quote.percent === 100,
      also: kept ? posting(ctx, [kept], nowMs) : [],
    });
    await requestRefunds(ctx, tx, locked, { amountMinor: quote.refund.amountMinor, cause: 'cancelled' });
    return { status: 'CANCELLED', refund: quote.refund };
  });
  crashPoint('after-cancel');
  return result;
}

/** What a booking holds of what its diner paid: what its deposit costs less its coupons. Nothing before it is confirmed. */
export const heldMinor = (row: ReservationRow): number =>
  row.status === 'HELD' || row.status === 'CONFIRMING' ? 0 : row.depositMinor - row.discountMinor;

/** What cancelling a reservation gives back at `nowMs` of what it holds. */
export function quoteFor(row: ReservationRow, nowMs: number): RefundQuote {
  return refundQuote(row.policy, money(heldMinor(row), row.currency), {
    nowMs,
    bookedAtMs: (row.confirmedAt ?? row.createdAt).getTime(),
    startsAtMs: row.startsAt.getTime(),
  });
}

/** Ends a hold or a booking whose day is locked, and gives up its unpaid order. */
export async function cancelLocked(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  how: { reason: string; returnsCoupons: boolean; also?: SQL[] },
): Promise<void> {
  const { row } = locked;
  if (row.status === 'HELD') {
    await tx
      .update(payments)
      .set({ status: 'ABANDONED' })
      .where(and(eq(payments.reservationId, row.id), eq(payments.status, 'PENDING')));
  }
  await applyCommand(ctx, tx, locked, {
    command: 'cancel',
    ...how,
    facts: [{ name: 'reservation/cancelled', data: { reservationId: row.id } }],
  });
}

async function refundOf(tx: Transaction, row: ReservationRow): Promise<Money> {
  const rows = await tx
    .select({ amountMinor: refunds.amountMinor })
    .from(refunds)
    .where(and(eq(refunds.reservationId, row.id), inArray(refunds.cause, ['cancelled', 'restaurant_cancelled'])));
  return money(
    rows.reduce((sum, refund) => sum + refund.amountMinor, 0),
    row.currency,
  );
}
