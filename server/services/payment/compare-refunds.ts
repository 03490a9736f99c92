import { eq } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import type { ProviderPayment } from '@/server/domain/payment/states';
import type { PaymentId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { databaseNowMs } from '../reservation';
import { lookUp } from './ask-provider';
import { openReview } from './open-review';

type Ours = { id: string; amountMinor: number; status: string; transactionKey: string | null };
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
 * Compares the refunds of a captured payment with its provider's record. What is there and not ours becomes a case with
 * both sides shown; the money is not moved by it.
 */
export async function compareRefunds(
  ctx: ServiceContext,
  input: { paymentId: PaymentId },
): Promise<'same' | 'differs' | 'unknown'> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, input.paymentId));
  if (!payment) return 'unknown';
  const looked = await lookUp(ctx, payment);
  if (looked.kind !== 'found') return 'unknown';
  // Read after the provider was: a refund of ours is on record before it is asked for.
  const ours = await ctx.db
    .select({
      id: refunds.id,
      amountMinor: refunds.amountMinor,
      status: refunds.status,
      transactionKey: refunds.transactionKey,
    })
    .from(refunds)
    .where(eq(refunds.paymentId, payment.id));
  const theirs = looked.payment.cancels;
  if (foreignCancels(ours, theirs).length === 0) return 'same';
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
