import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { couponCampaigns, merchantTerms, type ReservationRow, reservationCoupons } from '@/db/schema';
import { type Entry, earningEntry } from '@/server/domain/ledger/entry';
import { DEFAULT_TERMS, earnedOf } from '@/server/domain/settlement/fee';
import type { ChangeId, PaymentId } from '@/server/domain/shared/ids';

type EarnedBy =
  | { kind: 'visit' | 'no_show' }
  /** More was paid for it than its price, and came to light afterwards. */
  | { kind: 'visit' | 'no_show'; paymentId: PaymentId }
  /** Cancelled too late for all of it to come back. */
  | { kind: 'cancellation'; keptPercent: number }
  /** A change made it cheaper, too late for all of the difference to come back. */
  | { kind: 'change'; changeId: ChangeId };

/**
 * The entry of what a booking earns its restaurant of a deposit of `depositMinor`, by the terms that count now; null when it earns
 * nothing. The platform's coupons are earned with a visit or a no-show, and with a cancellation in the part that is kept.
 */
export async function earningOf(
  tx: Transaction,
  row: ReservationRow,
  depositMinor: number,
  by: EarnedBy,
): Promise<Entry | null> {
  const keptPercent = by.kind === 'cancellation' ? by.keptPercent : by.kind === 'change' || 'paymentId' in by ? 0 : 100;
  const coupons = keptPercent > 0 && row.discountMinor > 0 ? await couponsOf(tx, row) : { platform: 0, restaurant: 0 };
  const couponPlatformMinor = Math.floor((coupons.platform * keptPercent) / 100);
  const couponRestaurantMinor = Math.floor((coupons.restaurant * keptPercent) / 100);
  if (depositMinor + couponPlatformMinor + couponRestaurantMinor === 0) return null;
  const [own] = await tx.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, row.restaurantId));
  const { feeMinor, vatMinor } = earnedOf(depositMinor + couponPlatformMinor, own ?? DEFAULT_TERMS);
  const head = {
    ...sourceOf(row, by),
    restaurantId: row.restaurantId,
    reservationId: row.id,
    currency: row.currency,
  };
  return earningEntry(head, by.kind, { depositMinor, couponPlatformMinor, couponRestaurantMinor, feeMinor, vatMinor });
}

function sourceOf(row: ReservationRow, by: EarnedBy): Pick<Entry, 'source' | 'sourceId'> {
  if (by.kind === 'change') return { source: 'change', sourceId: by.changeId };
  return 'paymentId' in by
    ? { source: 'payment', sourceId: by.paymentId }
    : { source: 'reservation', sourceId: row.id };
}

async function couponsOf(tx: Transaction, row: ReservationRow): Promise<{ platform: number; restaurant: number }> {
  const rows = await tx
    .select({
      fundedBy: couponCampaigns.fundedBy,
      minor: sql`sum(${reservationCoupons.discountMinor})`.mapWith(Number),
    })
    .from(reservationCoupons)
    .innerJoin(couponCampaigns, eq(couponCampaigns.id, reservationCoupons.campaignId))
    .where(eq(reservationCoupons.reservationId, row.id))
    .groupBy(couponCampaigns.fundedBy);
  const of = (who: 'platform' | 'restaurant') => rows.find((one) => one.fundedBy === who)?.minor ?? 0;
  return { platform: of('platform'), restaurant: of('restaurant') };
}
