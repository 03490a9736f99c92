import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { payments, type ReservationRow, refunds } from '@/db/schema';
import { type RefundQuote, refundQuote } from '@/server/domain/payment/policy';
import { AppError } from '@/server/domain/shared/errors';
import { type Money, money } from '@/server/domain/shared/money';
import { crashPoint } from '@/server/infra/crash-point';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { applyCommand, type Locked, lockReservation } from './apply';
import { reservationIdSchema } from './hold-table';

export const cancelReservationInput = z.object({
  reservationId: reservationIdSchema,
  /** What the diner was shown as coming back, minor units. When the terms say another amount by now, nothing is done. */
  expectedRefundMinor: z.number().int().min(0),
});

export type CancelResult = { status: 'CANCELLED'; refund: Money };

/**
 * Cancels the diner's own hold or booking: frees the table and asks for the refund its terms give, in one transaction. Its
 * coupons come back when the terms give everything back or nothing was paid yet, and stay used when cancelling costs something.
 * Cancelling again answers the same. Throws CANCEL_TERMS_CHANGED with the amount that counts now.
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
    const paid = await capturedPayment(tx, row);
    const quote = quoteFor(row, paid?.amountMinor ?? 0, nowMs);
    if (quote.refund.amountMinor !== input.expectedRefundMinor) {
      throw new AppError('CANCEL_TERMS_CHANGED', { refundMinor: quote.refund.amountMinor, currency: row.currency });
    }
    await cancelLocked(ctx, tx, locked, { reason: 'by-diner', returnsCoupons: quote.percent === 100 });
    if (paid && quote.refund.amountMinor > 0) {
      const refundId = ctx.newId('refund');
      await tx.insert(refunds).values({
        id: refundId,
        paymentId: paid.id,
        reservationId: row.id,
        cause: 'cancelled',
        amountMinor: quote.refund.amountMinor,
        status: 'REQUESTED',
        createdAt: new Date(nowMs),
        nextCheckAt: new Date(nowMs + FIRST_CHECK_MS),
      });
      await tell(ctx, tx, [{ name: 'refund/requested', data: { reservationId: row.id, refundId } }], nowMs);
    }
    return { status: 'CANCELLED', refund: quote.refund };
  });
  crashPoint('after-cancel');
  return result;
}

/** Reconciliation leaves a fresh refund to its saga for so long. */
export const FIRST_CHECK_MS = 60_000;

/** What cancelling a reservation gives back at `nowMs` of what was captured for it. */
export function quoteFor(row: ReservationRow, capturedMinor: number, nowMs: number): RefundQuote {
  return refundQuote(row.policy, money(capturedMinor, row.currency), {
    nowMs,
    bookedAtMs: (row.confirmedAt ?? row.createdAt).getTime(),
    startsAtMs: row.startsAt.getTime(),
  });
}

async function cancelLocked(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  how: { reason: string; returnsCoupons: boolean },
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

async function capturedPayment(tx: Transaction, row: ReservationRow) {
  const [payment] = await tx
    .select({ id: payments.id, amountMinor: payments.amountMinor })
    .from(payments)
    .where(and(eq(payments.reservationId, row.id), eq(payments.live, 1), eq(payments.status, 'CAPTURED')));
  return payment;
}

async function refundOf(tx: Transaction, row: ReservationRow): Promise<Money> {
  const rows = await tx
    .select({ amountMinor: refunds.amountMinor })
    .from(refunds)
    .where(eq(refunds.reservationId, row.id));
  return money(
    rows.reduce((sum, refund) => sum + refund.amountMinor, 0),
    row.currency,
  );
}
