import { eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { ConfirmOutcome } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { databaseNowMs } from '../reservation';
import { openReview } from './open-review';

/** Nobody knows yet what became of a payment: a person is told. Its table stays taken, and reconciliation goes on asking. */
export async function reviewPayment(
  ctx: ServiceContext,
  input: { paymentId: PaymentId; last: ConfirmOutcome },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [found] = await tx
      .select({ payment: payments, nowMs: databaseNowMs })
      .from(payments)
      .where(eq(payments.id, input.paymentId));
    if (!found) throw new AppError('PAYMENT_UNKNOWN');
    if (found.payment.status !== 'AUTHORIZED') return;
    await openReview(ctx, tx, {
      subjectId: found.payment.id,
      reason: input.last.kind === 'config' ? 'provider_config' : 'confirm_unresolved',
      reservationId: found.payment.reservationId,
      paymentId: found.payment.id,
      detail: { last: input.last },
      nowMs: Number(found.nowMs),
    });
  });
}
