import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { reviewCases } from '@/db/schema';
import type { ReviewReason } from '@/server/domain/payment/states';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';
import { tell } from '../messages';

type NewCase = {
  /** The payment or refund in trouble. */
  subjectId: string;
  reason: ReviewReason;
  reservationId: ReservationId;
  paymentId: PaymentId;
  detail: Record<string, unknown>;
  nowMs: number;
};

/** Opens a case for an operator, with its alarm. The same trouble again is the same case and no second alarm. */
export async function openReview(ctx: ServiceContext, tx: Transaction, input: NewCase): Promise<void> {
  const { nowMs, ...columns } = input;
  const id = ctx.newId('reviewCase');
  const [result] = await tx
    .insert(reviewCases)
    .values({ id, ...columns, openedAt: new Date(nowMs) })
    .onDuplicateKeyUpdate({ set: { id: sql`id` } });
  // MySQL counts 1 for a row that was inserted and 0 for one left as it was.
  if (result.affectedRows !== 1) return;
  await tell(
    ctx,
    tx,
    [{ name: 'review/opened', data: { reservationId: input.reservationId, reviewCaseId: id } }],
    nowMs,
  );
}
