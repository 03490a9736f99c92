import { eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { couponCampaigns, merchantTerms, type ReservationRow, reservationCoupons } from '@/db/schema';
import { type Entry, earningEntry } from '@/server/domain/ledger/entry';
import { DEFAULT_TERMS, earnedOf } from '@/server/domain/settlement/fee';
import type { ChangeId, PaymentId, ReservationId } from '@/server/domain/shared/ids';

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
  const coupons = keptPercent > 0 && row.discountMinor > 0 ? (await couponsOf(tx, [row.id])).get(row.id) : undefined;
  const kept = (minor = 0) => Math.floor((minor * keptPercent) / 100);
  const funded = { platform: kept(coupons?.platform), restaurant: kept(coupons?.restaurant) };
  if (depositMinor + funded.platform + funded.restaurant === 0) return null;
  const [own] = await tx.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, row.restaurantId));
  return entryOf(row, depositMinor, by, funded, own);
}

/** The same for many visits at once, in two statements; without those that earn nothing. */
export async function earningsOfVisits(
  tx: Transaction,
  visits: readonly { row: ReservationRow; depositMinor: number }[],
): Promise<Entry[]> {
  const paid = visits.filter(({ row, depositMinor }) => depositMinor + row.discountMinor > 0);
  if (paid.length === 0) return [];
  const places = [...new Set(paid.map(({ row }) => row.restaurantId))];
  const own = await tx.select().from(merchantTerms).where(inArray(merchantTerms.restaurantId, places));
  const termsOf = new Map(own.map((terms) => [terms.restaurantId, terms]));
  const discounted = paid.filter(({ row }) => row.discountMinor > 0).map(({ row }) => row.id);
  const coupons = discounted.length > 0 ? await couponsOf(tx, discounted) : new Map<ReservationId, Funded>();
  return paid.flatMap(({ row, depositMinor }) => {
    const funded = coupons.get(row.id) ?? { platform: 0, restaurant: 0 };
    if (depositMinor + funded.platform + funded.restaurant === 0) return [];
    return entryOf(row, depositMinor, { kind: 'visit' }, funded, termsOf.get(row.restaurantId));
  });
}

function entryOf(
  row: ReservationRow,
  depositMinor: number,
  by: EarnedBy,
  { platform: couponPlatformMinor, restaurant: couponRestaurantMinor }: Funded,
  own: typeof merchantTerms.$inferSelect | undefined,
): Entry {
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

/** What coupons took off a price, by who pays for them. */
type Funded = { platform: number; restaurant: number };

async function couponsOf(tx: Transaction, ids: readonly ReservationId[]): Promise<Map<ReservationId, Funded>> {
  const rows = await tx
    .select({
      id: reservationCoupons.reservationId,
      fundedBy: couponCampaigns.fundedBy,
      minor: sql`sum(${reservationCoupons.discountMinor})`.mapWith(Number),
    })
    .from(reservationCoupons)
    .innerJoin(couponCampaigns, eq(couponCampaigns.id, reservationCoupons.campaignId))
    .where(inArray(reservationCoupons.reservationId, [...ids]))
    .groupBy(reservationCoupons.reservationId, couponCampaigns.fundedBy);
  const found = new Map<ReservationId, Funded>();
  for (const { id, fundedBy, minor } of rows)
    found.set(id, { platform: 0, restaurant: 0, ...found.get(id), [fundedBy]: minor });
  return found;
}
