import { eq } from 'drizzle-orm';
import { refunds, reviewCases } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderPayment } from '@/server/domain/payment/states';
import { isId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';

type Line = { transactionKey: string; paymentKey: string; orderId: string };
type RefundRow = typeof refunds.$inferSelect;
type Cancel = ProviderPayment['cancels'][number];

/** `case`: an operator sent back money there that never was in our books. `unknown`: the provider did not say. */
export type Whose =
  | { kind: 'refund'; refund: RefundRow; cancel: Cancel }
  | { kind: 'case' }
  | { kind: 'nobody' }
  | { kind: 'unknown'; code: string };

/**
 * Whose a refund is that none of ours has as its own: what we ask for carries our id as its reason on the provider's record, which a
 * line of its lists need not show. So one is found whose answer was lost, or that was made anew after it failed.
 */
export async function whoseRefund(ctx: ServiceContext, provider: ProviderName, line: Line): Promise<Whose> {
  const { orderId, paymentKey, transactionKey } = line;
  const looked = await ctx.payments.of(provider).lookup({ orderId, paymentKey: paymentKey || null });
  if (looked.kind === 'not-found') return { kind: 'nobody' };
  if (looked.kind !== 'found') return { kind: 'unknown', code: looked.code };
  const cancel = looked.payment.cancels.find((one) => one.transactionKey === transactionKey);
  if (cancel && isId('refund', cancel.reason)) {
    const [refund] = await ctx.db.select().from(refunds).where(eq(refunds.id, cancel.reason));
    if (refund) return { kind: 'refund', refund, cancel };
  }
  if (cancel && isId('reviewCase', cancel.reason)) {
    const [found] = await ctx.db
      .select({ id: reviewCases.id })
      .from(reviewCases)
      .where(eq(reviewCases.id, cancel.reason));
    if (found) return { kind: 'case' };
  }
  return { kind: 'nobody' };
}
