import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inbox, payments } from '@/db/schema';
import type { PaymentId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { databaseNowMs } from '../reservation';

/** What is read of a provider's webhook. All else in it is ignored: it is not signed, so it proves nothing. */
export const tossHintSchema = z.object({
  eventType: z.string().max(60),
  createdAt: z.string().max(60),
  data: z.object({
    orderId: z.string().max(64),
    paymentKey: z.string().max(200).optional(),
    status: z.string().max(40).optional(),
    lastTransactionKey: z.string().max(64).nullish(),
  }),
});

/**
 * Takes a webhook as a hint that an order changed: writes it to the inbox once and tells the saga to look at the
 * provider. Nothing of the message itself is believed; an order we do not know is dropped. Returns whether it was new.
 */
export async function receiveHint(
  ctx: ServiceContext,
  input: { transmissionId: string | null; hint: z.infer<typeof tossHintSchema> },
): Promise<{ fresh: boolean }> {
  const { data, eventType, createdAt } = input.hint;
  const messageId =
    input.transmissionId?.slice(0, 190) ??
    createHash('sha256')
      .update([eventType, data.paymentKey, data.status, createdAt, data.lastTransactionKey].join('\n'))
      .digest('hex');
  return withTransaction(ctx, async (tx) => {
    const [payment] = await tx
      .select({ id: payments.id, reservationId: payments.reservationId, nowMs: databaseNowMs })
      .from(payments)
      .where(eq(payments.id, data.orderId as PaymentId));
    if (!payment) return { fresh: false };
    const nowMs = Number(payment.nowMs);
    const [result] = await tx
      .insert(inbox)
      .values({ source: 'toss', messageId, receivedAt: new Date(nowMs) })
      .onDuplicateKeyUpdate({ set: { source: sql`source` } });
    if (result.affectedRows !== 1) return { fresh: false };
    await tell(
      ctx,
      tx,
      [{ name: 'payment/hinted', data: { reservationId: payment.reservationId, paymentId: payment.id } }],
      nowMs,
    );
    return { fresh: true };
  });
}
