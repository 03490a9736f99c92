import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { refunds } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import { type Money, money } from '@/server/domain/shared/money';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { lockOwn, requestRefunds, reservationIdSchema } from '../reservation';

export const refundVisitInput = z.object({
  reservationId: reservationIdSchema,
  amountMinor: z.number().int().min(1),
  /** On the statement, and told to the guest. */
  reason: z.string().trim().min(1).max(200),
  /** The same key again is the same refund. */
  commandKey: z.string().regex(/^[\w-]{8,40}$/),
});

/** Over, so that its deposit is the restaurant's already. */
const EARNED = new Set(['COMPLETED', 'NO_SHOW', 'CANCELLED']);

/**
 * An owner gives money back for a visit that is over: all or a part of what is left of what the guest paid. It is taken off what the
 * restaurant is owed, with its reason, also when that was paid out already. Throws RESERVATION_UNKNOWN for who does not own the
 * restaurant, RESERVATION_STATE before the visit is over, REFUND_EXCEEDS with what is left.
 */
export async function refundVisit(
  ctx: ServiceContext,
  raw: z.infer<typeof refundVisitInput>,
): Promise<{ refund: Money }> {
  const userId = requireUser(ctx);
  const input = refundVisitInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const locked = await lockOwn(tx, userId, input.reservationId, ['owner']);
    const { row, nowMs } = locked;
    const refund = money(input.amountMinor, row.currency);
    const [done] = await tx
      .select({ id: refunds.id })
      .from(refunds)
      .where(
        and(eq(refunds.reservationId, row.id), eq(refunds.cause, 'goodwill'), eq(refunds.sourceId, input.commandKey)),
      );
    if (done) return { refund };
    if (!EARNED.has(row.status)) throw new AppError('RESERVATION_STATE', { status: row.status, command: 'refund' });
    await requestRefunds(ctx, tx, locked, {
      amountMinor: input.amountMinor,
      cause: 'goodwill',
      sourceId: input.commandKey,
      note: input.reason,
    });
    await audit(ctx, tx, nowMs, {
      action: 'goodwill-refund',
      subjectId: row.id,
      restaurantId: row.restaurantId,
      detail: { amountMinor: input.amountMinor, currency: row.currency, reason: input.reason },
    });
    return { refund };
  });
}
