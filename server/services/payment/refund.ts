import { and, eq, sql } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import type { RefundOutcome } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { RefundId } from '@/server/domain/shared/ids';
import { crashPoint } from '@/server/infra/crash-point';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { databaseNowMs } from '../reservation';
import { wasReceived } from './ask-provider';
import { openReview } from './open-review';

async function loadRefund(ctx: ServiceContext, id: RefundId) {
  const [found] = await ctx.db
    .select({ refund: refunds, payment: payments })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, id));
  if (!found?.payment.paymentKey) throw new AppError('PAYMENT_UNKNOWN');
  return { ...found, paymentKey: found.payment.paymentKey };
}

/**
 * Asks the provider to give a refund's amount back, outside any transaction. Our refund id is the reason on the
 * provider's record, so that a lost answer can be found there. A refund that is done answers so.
 */
export async function refundAtProvider(ctx: ServiceContext, input: { refundId: RefundId }): Promise<RefundOutcome> {
  const { refund, paymentKey } = await loadRefund(ctx, input.refundId);
  if (refund.status === 'DONE') return { kind: 'refunded', transactionKey: refund.transactionKey! };
  crashPoint('before-refund');
  const outcome = await ctx.payments.refund({
    paymentKey,
    amountMinor: refund.amountMinor,
    reason: refund.id,
    idempotencyKey: `refund:${refund.id}:${refund.attempt}`,
  });
  crashPoint('after-refund');
  return outcome;
}

/**
 * After an answer that was not final: looks for this refund among the provider's cancellations, else asks once more.
 * `last` is the answer before; an error that was received is replayed under its key, so the next try gets a new one.
 */
export async function askRefundAgain(
  ctx: ServiceContext,
  input: { refundId: RefundId; last: RefundOutcome },
): Promise<RefundOutcome> {
  const { refund, payment } = await loadRefund(ctx, input.refundId);
  const looked = await ctx.payments.lookup(payment.orderId);
  if (looked.kind === 'config') return looked;
  // Without the provider's record nobody knows whether the last try worked: the same key again is safe, a new one is not.
  if (looked.kind !== 'found') return refundAtProvider(ctx, input);
  const done = looked.payment.cancels.find((cancel) => cancel.reason === refund.id && cancel.status === 'DONE');
  if (done) return { kind: 'refunded', transactionKey: done.transactionKey };
  if (input.last.kind === 'unknown' && wasReceived(input.last.code)) {
    await ctx.db
      .update(refunds)
      .set({ attempt: refund.attempt + 1 })
      .where(eq(refunds.id, refund.id));
  }
  return refundAtProvider(ctx, input);
}

/** Writes down a refund that the provider carried out. Once: a second time changes nothing. */
export async function settleRefund(
  ctx: ServiceContext,
  input: { refundId: RefundId; transactionKey: string },
): Promise<void> {
  const { refund } = await loadRefund(ctx, input.refundId);
  await withTransaction(ctx, async (tx) => {
    const [clock] = await tx.select({ nowMs: databaseNowMs }).from(refunds).where(eq(refunds.id, refund.id));
    const nowMs = Number(clock!.nowMs);
    const [changed] = await tx
      .update(refunds)
      .set({ status: 'DONE', transactionKey: input.transactionKey, doneAt: new Date(nowMs), nextCheckAt: null })
      .where(and(eq(refunds.id, refund.id), sql`${refunds.status} <> 'DONE'`));
    if (changed.affectedRows !== 1) return;
    await tx
      .update(payments)
      .set({ refundedMinor: sql`refunded_minor + ${refund.amountMinor}` })
      .where(eq(payments.id, refund.paymentId));
    await tell(
      ctx,
      tx,
      [{ name: 'refund/done', data: { reservationId: refund.reservationId, refundId: refund.id } }],
      nowMs,
    );
  });
}

/** The provider refuses a refund, or has not answered for long: a person is told. */
export async function reviewRefund(
  ctx: ServiceContext,
  input: { refundId: RefundId; last: RefundOutcome },
): Promise<void> {
  const { refund } = await loadRefund(ctx, input.refundId);
  if (refund.status === 'DONE') return;
  const refused = input.last.kind === 'refused';
  await withTransaction(ctx, async (tx) => {
    const [clock] = await tx.select({ nowMs: databaseNowMs }).from(refunds).where(eq(refunds.id, refund.id));
    if (refused) await tx.update(refunds).set({ status: 'REVIEW', nextCheckAt: null }).where(eq(refunds.id, refund.id));
    await openReview(ctx, tx, {
      subjectId: refund.id,
      reason: refused ? 'refund_refused' : 'refund_unresolved',
      reservationId: refund.reservationId,
      paymentId: refund.paymentId,
      detail: { last: input.last },
      nowMs: Number(clock!.nowMs),
    });
  });
}
