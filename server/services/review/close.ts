import { z } from 'zod';
import { type ServiceContext, withTransaction } from '../context';
import { caseId, lockCase, settleCase } from './load-case';

const note = z.string().trim().min(3).max(400);

export const closeReviewInput = z.object({ id: caseId, note });

/** Closes a case with the reason why it needs nobody any more. One that is closed already is NOT_FOUND. */
export async function closeReview(ctx: ServiceContext, raw: z.infer<typeof closeReviewInput>): Promise<void> {
  const input = closeReviewInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    await settleCase(ctx, tx, locked, { action: 'review-closed', note: input.note });
  });
}
