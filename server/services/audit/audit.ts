import type { Transaction } from '@/db/client';
import { auditLog } from '@/db/schema';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { actorName, type ServiceContext } from '../context';

/** What somebody can do to money, to where it goes, or to the bookings of a whole day. */
export type AuditAction =
  | 'booking-cancelled'
  | 'day-closed'
  | 'day-reopened'
  | 'goodwill-refund'
  | 'review-retried'
  | 'review-refund-asked'
  | 'review-refunded'
  | 'review-attached'
  | 'review-closed'
  | 'review-carried'
  | 'review-paid-back'
  | 'entry-corrected'
  | 'dead-letter-replayed'
  | 'dead-letter-closed'
  | 'provider-changed'
  | 'payout-account-changed'
  | 'payout-file-made'
  | 'payout-file-downloaded'
  | 'payouts-paid'
  | 'payouts-released'
  | 'settlement-started'
  | 'terms-changed';

type Act = {
  action: AuditAction;
  subjectId: string;
  restaurantId: RestaurantId | null;
  detail: Record<string, unknown>;
};

/** Writes down who did what, in the transaction in which it was done. */
export async function audit(ctx: ServiceContext, tx: Transaction, nowMs: number, act: Act): Promise<void> {
  await tx
    .insert(auditLog)
    .values({ id: ctx.newId('audit'), at: new Date(nowMs), actor: actorName(ctx.actor), ...act });
}
