import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { payments, refunds } from '@/db/schema';
import type { Case } from './load-case';

const theirsSchema = z.object({ theirs: z.object({ transactionKey: z.string(), amountMinor: z.number().int() }) });

/**
 * Whether a case needs nobody any more now that its payment is settled. What the two sides disagree about is not settled by that; what
 * one of them did not know is, once it is in our books as it is there.
 */
export async function isAnswered(tx: Transaction, { reason, detail, paymentId }: Case): Promise<boolean> {
  if (reason === 'confirm_unresolved' || reason === 'provider_config') return true;
  const read = theirsSchema.safeParse(detail);
  if (reason !== 'missing_here' || !paymentId || !read.success) return false;
  const { transactionKey, amountMinor } = read.data.theirs;
  if (amountMinor < 0) {
    const [refund] = await tx.select().from(refunds).where(eq(refunds.transactionKey, transactionKey));
    return refund?.status === 'DONE' && refund.amountMinor === -amountMinor;
  }
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId));
  return payment?.status === 'CAPTURED' && (payment.capturedMinor ?? payment.amountMinor) === amountMinor;
}
