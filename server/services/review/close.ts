import { z } from 'zod';
import { type ServiceContext, withTransaction } from '../context';
import { caseId, lockCase, requireNoRefundOpen, settleCase } from './load-case';

const note = z.string().trim().min(3).max(400);

export const closeReviewInput = z.object({ id: caseId, note });

/**
 * Closes a case with the reason why it needs nobody any more. One that is closed already is NOT_FOUND, one of whose refund nobody knows
 * REVIEW_REFUND_OPEN.
 */
export async function closeReview(ctx: ServiceContext, raw: z.infer<typeof closeReviewInput>): Promise<void> {
  const input = closeReviewInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    requireNoRefundOpen(locked.found);
    await settleCase(ctx, tx, locked, { action: 'review-closed', note: input.note });
  });
}
