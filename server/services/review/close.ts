import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { refunds } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { caseId, lockCase, requireNoRefundOpen, settleCase } from './load-case';

const note = z.string().trim().min(3).max(400);

export const closeReviewInput = z.object({ id: caseId, note });

/**
 * Closes a case with the reason why it needs nobody any more. One that is closed already is NOT_FOUND, one of whose refund nobody knows
 * REVIEW_REFUND_OPEN, one about a refund that is still owed REVIEW_REFUND_OWED.
 */
export async function closeReview(ctx: ServiceContext, raw: z.infer<typeof closeReviewInput>): Promise<void> {
  const input = closeReviewInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    const [owed] = await tx
      .select({ status: refunds.status })
      .from(refunds)
      .where(and(eq(refunds.id, locked.found.subjectId as RefundId), ne(refunds.status, 'DONE')));
    // Closed, it would be on nobody's list, and its diner without the money.
    if (owed) throw new AppError('REVIEW_REFUND_OWED', { status: owed.status });
    requireNoRefundOpen(locked.found);
    await settleCase(ctx, tx, locked, { action: 'review-closed', note: input.note });
  });
}
