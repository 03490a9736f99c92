import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { reversalEntry } from '@/server/domain/ledger/entry';
import { AppError } from '@/server/domain/shared/errors';
import type { ClosingId } from '@/server/domain/shared/ids';
import { type Money, money } from '@/server/domain/shared/money';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { keptOfChanges, posting } from '../ledger';
import { cancelLocked, heldMinor, type Locked, lockOwn, requestRefunds, reservationIdSchema } from '../reservation';

export const cancelByRestaurantInput = z.object({
  reservationId: reservationIdSchema,
  /** Said to the guest. */
  reason: z.string().trim().min(1).max(200),
});

/**
 * The restaurant cannot keep a booking: it is cancelled, everything its diner paid for it goes back, and so do its coupons. Cancelling
 * again answers the same. Throws RESERVATION_UNKNOWN for who does not own the restaurant, RESERVATION_STATE when the guest is seated
 * or the payment is just being confirmed.
 */
export async function cancelByRestaurant(
  ctx: ServiceContext,
  raw: z.infer<typeof cancelByRestaurantInput>,
): Promise<{ refund: Money }> {
  const userId = requireUser(ctx);
  const input = cancelByRestaurantInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const locked = await lockOwn(tx, userId, input.reservationId, ['owner']);
    const { row } = locked;
    if (row.status === 'CANCELLED') return { refund: money(0, row.currency) };
    if (row.status !== 'HELD' && row.status !== 'CONFIRMED')
      throw new AppError('RESERVATION_STATE', { status: row.status, command: 'cancel' });
    return { refund: await cancelInFull(ctx, tx, locked, { reason: input.reason, reasonEn: null }) };
  });
}

/** Why, in the restaurant's language and in English, as far as somebody wrote it. Guests read it. */
export type Said = { reason: string | null; reasonEn: string | null };

/**
 * Cancels a hold or a confirmed booking for the restaurant's reason, in the caller's transaction. What earlier changes of it had
 * forfeited is not earned either: it is taken back in the journal. `closingId` names the closing that took it along. Returns what
 * goes back.
 */
export async function cancelInFull(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  { reason, reasonEn }: Said,
  closingId?: ClosingId,
): Promise<Money> {
  const { row, nowMs } = locked;
  const note = reason ?? reasonEn;
  const kept = row.changes > 0 ? await keptOfChanges(tx, row.id) : [];
  const keptMinor = kept
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (line.account === 'deposit_liability' ? line.amountMinor : 0), 0);
  const refund = money(heldMinor(row) + keptMinor, row.currency);
  await cancelLocked(ctx, tx, locked, {
    reason: 'by-restaurant',
    returnsCoupons: true,
    also: posting(
      ctx,
      kept.map((entry) => reversalEntry(entry, note)),
      nowMs,
    ),
  });
  await requestRefunds(ctx, tx, locked, {
    amountMinor: refund.amountMinor,
    cause: 'restaurant_cancelled',
    note,
  });
  await audit(ctx, tx, nowMs, {
    action: 'booking-cancelled',
    subjectId: row.id,
    restaurantId: row.restaurantId,
    detail: {
      reason,
      reasonEn,
      ...(closingId && { closingId }),
      refundMinor: refund.amountMinor,
      currency: row.currency,
    },
  });
  return refund;
}
