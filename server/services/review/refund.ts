import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { refunds } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { FIRST_CHECK_MS, lockPayment } from '../reservation';
import { lessHeld, refundedBy } from './booked-money';
import { caseId, type LockedCase, lockCase, settleCase } from './load-case';
import { askTheirs, refundTheirs } from './their-refund';

export const refundReviewInput = z.object({
  id: caseId,
  amountMinor: z.number().int().min(1),
  note: z.string().trim().min(3).max(200),
});

/**
 * Gives money of a case back, and closes it. Of a payment we know it is a refund like any other: with its saga, and booked when it is
 * done. Money that only the provider knows is sent back at the provider at once; it never was in our books. Throws REFUND_EXCEEDS with
 * what is left, REVIEW_NOTHING_TO_REFUND, REVIEW_REFUND_OPEN, REVIEW_REFUND_REFUSED, NOT_FOUND.
 */
export async function refundReview(ctx: ServiceContext, raw: z.infer<typeof refundReviewInput>): Promise<void> {
  const input = refundReviewInput.parse(raw);
  const asked = await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    return locked.found.paymentId ? refundKnown(ctx, tx, locked, input) : askTheirs(ctx, tx, locked, input);
  });
  if (asked) await refundTheirs(ctx, asked);
}

async function refundKnown(
  ctx: ServiceContext,
  tx: Transaction,
  locked: LockedCase,
  input: z.infer<typeof refundReviewInput>,
): Promise<null> {
  const { found, nowMs } = locked;
  const known = await lockPayment(tx, found.paymentId!);
  if (known?.payment.status !== 'CAPTURED') throw new AppError('REVIEW_NOTHING_TO_REFUND');
  const { payment, row } = known;
  await lessHeld(ctx, tx, known, payment, input.amountMinor);
  const refundId = ctx.newId('refund');
  await tx.insert(refunds).values({
    id: refundId,
    paymentId: payment.id,
    reservationId: payment.reservationId,
    cause: refundedBy(row),
    sourceId: found.id,
    note: input.note,
    amountMinor: input.amountMinor,
    status: 'REQUESTED',
    createdAt: new Date(nowMs),
    nextCheckAt: new Date(nowMs + FIRST_CHECK_MS),
  });
  await tell(ctx, tx, [{ name: 'refund/requested', data: { reservationId: payment.reservationId, refundId } }], nowMs);
  await settleCase(ctx, tx, locked, {
    action: 'review-refunded',
    note: input.note,
    detail: { refundId, amountMinor: input.amountMinor },
  });
  return null;
}
