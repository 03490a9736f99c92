import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { reviewCases } from '@/db/schema';
import type { ReviewReason } from '@/server/domain/payment/states';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';
import { tell } from '../messages';

type NewCase = {
  /** The payment or refund in trouble, or the provider's name for what only it knows. */
  subjectId: string;
  reason: ReviewReason;
  /** Null where it is not known whose money it is. */
  reservationId: ReservationId | null;
  paymentId: PaymentId | null;
  detail: Record<string, unknown>;
  nowMs: number;
};

/**
 * Opens a case for an operator, with its alarm. The same trouble again is the same case and no second alarm while it is
 * open; a case that was closed opens once more, and alarms once more.
 */
export async function openReview(ctx: ServiceContext, tx: Transaction, input: NewCase): Promise<void> {
  const { nowMs, ...columns } = input;
  // Assignments run from left to right: `closed_at` is still the old one until its own turn, which is the last.
  const ifClosed = (column: string) => sql.raw(`if(closed_at is null, ${column}, values(${column}))`);
  const [result] = await tx
    .insert(reviewCases)
    .values({ id: ctx.newId('reviewCase'), ...columns, openedAt: new Date(nowMs) })
    .onDuplicateKeyUpdate({
      set: { detail: ifClosed('detail'), openedAt: ifClosed('opened_at'), closedBy: null, note: null, closedAt: null },
    });
  // 1 for a row that was inserted, 2 for one that was changed, 0 for one left as it was.
  if (result.affectedRows === 0) return;
  const [opened] = await tx
    .select({ id: reviewCases.id })
    .from(reviewCases)
    .where(and(eq(reviewCases.subjectId, input.subjectId), eq(reviewCases.reason, input.reason)));
  const data = { reservationId: input.reservationId, reviewCaseId: opened!.id };
  await tell(ctx, tx, [{ name: 'review/opened', data }], nowMs);
}
