import { and, eq, sql } from 'drizzle-orm';
import { inbox, payments } from '@/db/schema';
import { isProviderName, type ProviderName } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { databaseNowMs } from '../reservation';

export type Hint = {
  provider: ProviderName;
  /** The same for the same message, however often it comes. */
  messageId: string;
  orderId: string;
  /** It tells of money going back: a payment that is settled is then compared with the provider's record too. */
  aboutRefunds?: boolean;
};

/**
 * Takes a webhook as a hint that an order changed: writes it to the inbox once and tells the saga to look at the
 * provider. Nothing of the message itself is believed; an order that is not that provider's is dropped. Returns whether it was new.
 */
export async function receiveHint(ctx: ServiceContext, hint: Hint): Promise<{ fresh: boolean }> {
  const { provider, messageId, orderId, aboutRefunds } = hint;
  return withTransaction(ctx, async (tx) => {
    const [payment] = await tx
      .select({ id: payments.id, reservationId: payments.reservationId, nowMs: databaseNowMs })
      .from(payments)
      .where(and(eq(payments.id, orderId as PaymentId), eq(payments.provider, provider)));
    if (!payment) return { fresh: false };
    const nowMs = Number(payment.nowMs);
    const [result] = await tx
      .insert(inbox)
      .values({ source: provider, messageId, receivedAt: new Date(nowMs) })
      .onDuplicateKeyUpdate({ set: { source: sql`source` } });
    if (result.affectedRows !== 1) return { fresh: false };
    const data = { reservationId: payment.reservationId, paymentId: payment.id, ...(aboutRefunds && { aboutRefunds }) };
    await tell(ctx, tx, [{ name: 'payment/hinted', data }], nowMs);
    return { fresh: true };
  });
}

export type Webhook = { provider: string; header: (name: string) => string | null; rawBody: string };

const MAX_LENGTH = 256 * 1024;

/**
 * Takes what came to a provider's address. Throws NOT_FOUND for a provider that is not set up and INVALID_INPUT for what is
 * not the provider's or cannot be read: nothing is written then. What is of no use to us is taken and ignored.
 */
export async function receiveWebhook(ctx: ServiceContext, webhook: Webhook): Promise<{ ignored: boolean }> {
  const { provider, header, rawBody } = webhook;
  if (!isProviderName(provider) || !ctx.payments.names.includes(provider)) throw new AppError('NOT_FOUND');
  if (rawBody.length > MAX_LENGTH) throw new AppError('INVALID_INPUT', { why: 'too large' });
  const reading = await ctx.payments.of(provider).readWebhook(header, rawBody, ctx.nowMs());
  if (reading.kind === 'refused') throw new AppError('INVALID_INPUT', { why: reading.code });
  if (reading.kind === 'ignored') return { ignored: true };
  const { messageId, orderId, aboutRefunds } = reading;
  await receiveHint(ctx, { provider, messageId, orderId, aboutRefunds });
  return { ignored: false };
}
