import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { refunds } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { FIRST_CHECK_MS, lockPayment } from '../reservation';
import { lessHeld, refundedBy } from './booked-money';
import { type Case, caseId, lockCase, settleCase } from './load-case';

export const refundReviewInput = z.object({
  id: caseId,
  amountMinor: z.number().int().min(1),
  note: z.string().trim().min(3).max(200),
});

/** What a case's other side says of money that we do not have on record. */
const theirsSchema = z.object({
  theirs: z.object({ provider: z.string(), paymentKey: z.string().min(1), amountMinor: z.number().int() }),
});

/**
 * Gives money of a case back, and closes it. Of a payment we know it is a refund like any other: with its saga, and booked when it is
 * done. Money that only the provider knows is sent back at the provider at once; it never was in our books. Throws REFUND_EXCEEDS with
 * what is left, REVIEW_NOTHING_TO_REFUND, NOT_FOUND.
 */
export async function refundReview(ctx: ServiceContext, raw: z.infer<typeof refundReviewInput>): Promise<void> {
  const input = refundReviewInput.parse(raw);
  const elsewhere = await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    if (locked.found.paymentId) {
      await refundKnown(ctx, tx, locked, input);
      return null;
    }
    return theirMoney(locked.found, input.amountMinor);
  });
  if (!elsewhere) return;
  // One key for a case: pressing twice, or two operators, send it back once.
  const outcome = await ctx.payments.of(elsewhere.provider).refund({
    paymentKey: elsewhere.paymentKey,
    amountMinor: input.amountMinor,
    reason: input.id,
    idempotencyKey: `review:${input.id}`,
  });
  if (outcome.kind !== 'refunded') throw new AppError('REVIEW_REFUND_OPEN', { outcome: outcome.kind });
  await withTransaction(ctx, async (tx) => {
    const locked = await lockCase(tx, input.id);
    await settleCase(ctx, tx, locked, {
      action: 'review-refunded',
      note: input.note,
      detail: { amountMinor: input.amountMinor, transactionKey: outcome.transactionKey },
    });
  });
}

function theirMoney(found: Case, amountMinor: number): { provider: ProviderName; paymentKey: string } {
  const read = theirsSchema.safeParse(found.detail);
  if (!read.success || read.data.theirs.amountMinor <= 0) throw new AppError('REVIEW_NOTHING_TO_REFUND');
  const { theirs } = read.data;
  if (amountMinor > theirs.amountMinor) throw new AppError('REFUND_EXCEEDS', { leftMinor: theirs.amountMinor });
  return { provider: theirs.provider as ProviderName, paymentKey: theirs.paymentKey };
}

async function refundKnown(
  ctx: ServiceContext,
  tx: Transaction,
  locked: { found: Case; nowMs: number },
  input: z.infer<typeof refundReviewInput>,
): Promise<void> {
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
}
