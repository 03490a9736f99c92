import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { payments, refunds, reviewCases } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { bookRefund } from '../payment';
import { lockReservation } from '../reservation';
import { caseId, lockCase, settleCase } from './load-case';

export const payBackReviewInput = z.object({
  id: caseId,
  /** How and when the diner got the money. */
  note: z.string().trim().min(3).max(400),
});

/**
 * The diner has got from the platform's own account what the provider refused to give back, or what the bank sent back: the refund is done, is booked off the bank, and
 * what waited for it goes on. Closes the case. Throws REVIEW_NOTHING_TO_PAY_BACK unless the case is about such a refund;
 * one without an answer yet may still be carried out. Throws NOT_FOUND.
 */
export async function payBackReview(ctx: ServiceContext, raw: z.infer<typeof payBackReviewInput>): Promise<void> {
  const { id, note } = payBackReviewInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const [about] = await tx
      .select({ refund: refunds, payment: payments })
      .from(reviewCases)
      .innerJoin(refunds, eq(refunds.id, reviewCases.subjectId as unknown as typeof refunds.id))
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(eq(reviewCases.id, id));
    // Days before anything else: a table may wait for this refund.
    if (about) await lockReservation(tx, about.refund.reservationId);
    const locked = await lockCase(tx, id);
    if (!about) throw new AppError('REVIEW_NOTHING_TO_PAY_BACK');
    const { refund, payment } = about;
    const refused = and(eq(refunds.id, refund.id as RefundId), eq(refunds.status, 'REVIEW'));
    const told = { refund: { ...refund, note: note.slice(0, 200) }, payment, where: refused };
    if (!(await bookRefund(ctx, tx, { ...told, transactionKey: null, nowMs: locked.nowMs })))
      throw new AppError('REVIEW_NOTHING_TO_PAY_BACK', { status: refund.status });
    await settleCase(ctx, tx, locked, {
      action: 'review-paid-back',
      note,
      detail: { refundId: refund.id, amountMinor: refund.amountMinor },
    });
  });
}
