import { z } from 'zod';
import { type ServiceContext, withTransaction } from '../context';
import { carryDifference } from '../settlement';
import { caseId, lockCase, settleCase } from './load-case';

export const carryReviewInput = z.object({ id: caseId, note: z.string().trim().min(3).max(200) });

/**
 * A restaurant's journal and its statements differ, and the journal is right: the difference comes with its next statement, with the
 * note as its reason. Closes the case. Throws REVIEW_NOTHING_TO_CARRY for a case of another kind, NOT_FOUND.
 */
export async function carryReview(ctx: ServiceContext, raw: z.infer<typeof carryReviewInput>): Promise<void> {
  const input = carryReviewInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    const carried = await carryDifference(ctx, tx, locked.found, { note: input.note, nowMs: locked.nowMs });
    await settleCase(ctx, tx, locked, { action: 'review-carried', note: input.note, detail: carried });
  });
}
