import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { refunds, reviewCases } from '@/db/schema';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { resolvePayment } from '../payment';
import { FIRST_CHECK_MS } from '../reservation';
import { isAnswered } from './is-answered';
import { caseId, lockCase, noteAct, settleCase } from './load-case';

export const retryReviewInput = z.object({ id: caseId });

/**
 * Tries once more what a case is about: a payment is looked up at its provider now, a refund that was refused is asked for again under
 * a new key, and one without an answer under the key it has. A payment that is settled by it closes the case; a refund closes it when it is done. Throws NOT_FOUND.
 */
export async function retryReview(
  ctx: ServiceContext,
  raw: z.infer<typeof retryReviewInput>,
): Promise<{ settled: boolean }> {
  const { id } = retryReviewInput.parse(raw);
  const about = await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, id);
    const { found, nowMs } = locked;
    await noteAct(ctx, tx, locked, { action: 'review-retried', note: '' });
    const [refund] = await tx
      .select()
      .from(refunds)
      .where(eq(refunds.id, found.subjectId as RefundId));
    if (!refund) return { paymentId: found.paymentId };
    if (refund.status !== 'DONE') {
      // Only what was refused is asked for anew. What has no answer yet keeps its key: under a second one it could go back twice.
      await tx
        .update(refunds)
        .set({
          status: 'REQUESTED',
          attempt: sql`attempt + 1`,
          balanceMinor: null,
          nextCheckAt: new Date(nowMs + FIRST_CHECK_MS),
        })
        .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'REVIEW')));
      const data = { reservationId: refund.reservationId, refundId: refund.id };
      await tell(ctx, tx, [{ name: 'refund/requested', data }], nowMs);
      return { paymentId: null };
    }
    await settleCase(ctx, tx, locked, { action: 'review-retried', note: 'system:refund-done' });
    return { paymentId: null, done: true };
  });
  if ('done' in about) return { settled: true };
  return { settled: about.paymentId ? await lookAgain(ctx, id, about.paymentId) : false };
}

async function lookAgain(ctx: ServiceContext, id: z.infer<typeof caseId>, paymentId: PaymentId): Promise<boolean> {
  if ((await resolvePayment(ctx, { paymentId })) !== 'settled') return false;
  return withTransaction(ctx, async (tx) => {
    const [open] = await tx.select().from(reviewCases).where(eq(reviewCases.id, id));
    if (!open || !(await isAnswered(tx, open))) return false;
    const locked = await lockCase(tx, id);
    await settleCase(ctx, tx, locked, { action: 'review-retried', note: 'system:provider-answered' });
    return true;
  });
}
