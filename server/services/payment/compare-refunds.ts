import { eq } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import type { ProviderPayment } from '@/server/domain/payment/states';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { databaseNowMs } from '../reservation';
import { lookUp } from './ask-provider';
import { failRefund } from './fail-refund';
import { openReview } from './open-review';

type Ours = { id: RefundId; amountMinor: number; status: string; transactionKey: string | null };
type Theirs = ProviderPayment['cancels'][number];

/** What went back at the provider without being a refund of ours: by hand at its console, or in another amount. */
export const foreignCancels = (ours: readonly Ours[], theirs: readonly Theirs[]): Theirs[] =>
  theirs.filter(
    (cancel) =>
      cancel.status !== 'ABORTED' &&
      !ours.some(
        ({ id, transactionKey, amountMinor }) =>
          (id === cancel.reason || transactionKey === cancel.transactionKey) && amountMinor === cancel.amountMinor,
      ),
  );

/**
 * Refunds that are done here and not there: the bank sent them back, or the provider does not know them. What was paid from the
 * platform's own account is none of the provider's.
 */
export const undoneThere = <T extends Ours>(ours: readonly T[], theirs: readonly Theirs[]): T[] =>
  ours.filter(
    ({ id, status, transactionKey, amountMinor }) =>
      status === 'DONE' &&
      transactionKey !== null &&
      !theirs.some(
        (cancel) =>
          cancel.status === 'DONE' &&
          (id === cancel.reason || transactionKey === cancel.transactionKey) &&
          amountMinor === cancel.amountMinor,
      ),
  );

const refundsOf = (ctx: ServiceContext, paymentId: PaymentId) =>
  ctx.db
    .select({
      id: refunds.id,
      amountMinor: refunds.amountMinor,
      status: refunds.status,
      transactionKey: refunds.transactionKey,
    })
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId));

/**
 * Compares the refunds of a captured payment with its provider's record. A refund of ours that came back is taken out of the books and
 * waits for a person. What else one side alone has becomes a case with both sides shown; the money is not moved by it.
 */
export async function compareRefunds(
  ctx: ServiceContext,
  input: { paymentId: PaymentId },
): Promise<'same' | 'differs' | 'unknown'> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, input.paymentId));
  if (!payment) return 'unknown';
  // Read before the provider is asked: what is done here by then is done there.
  const before = await refundsOf(ctx, payment.id);
  const looked = await lookUp(ctx, payment);
  if (looked.kind !== 'found') return 'unknown';
  const theirs = looked.payment.cancels;
  const undone = undoneThere(before, theirs);
  const unknown: Ours[] = [];
  for (const refund of undone) {
    const failed = theirs.find((one) => one.transactionKey === refund.transactionKey && one.status === 'ABORTED');
    if (failed) await failRefund(ctx, { refundId: refund.id, transactionKey: failed.transactionKey, theirs: failed });
    else unknown.push(refund);
  }
  // Read again after it was asked: a refund of ours is on record before it is asked for.
  const ours = await refundsOf(ctx, payment.id);
  if (unknown.length === 0 && foreignCancels(ours, theirs).length === 0) return undone.length > 0 ? 'differs' : 'same';
  await withTransaction(ctx, async (tx) => {
    const [clock] = await tx.select({ nowMs: databaseNowMs }).from(payments).where(eq(payments.id, payment.id));
    await openReview(ctx, tx, {
      subjectId: payment.id,
      reason: 'transaction_differs',
      reservationId: payment.reservationId,
      paymentId: payment.id,
      detail: { ours: { refunds: ours }, theirs: { status: looked.payment.status, cancels: theirs } },
      nowMs: Number(clock!.nowMs),
    });
  });
  return 'differs';
}
