import { and, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/mysql-core';
import { couponCampaigns, coupons, reservationCoupons, reservations, restaurants } from '@/db/schema';
import { type CouponState, couponState } from '@/server/domain/coupon/states';
import type { CouponId, ReservationId } from '@/server/domain/shared/ids';
import { readDb, requireUser, type ServiceContext } from '../context';
import { type CampaignView, campaignColumns, toCampaignView } from './campaign-view';
import type { IssuedCoupon } from './claim-command';

/** A coupon as its owner sees it. */
export type CouponView = {
  id: CouponId;
  campaign: CampaignView;
  state: CouponState;
  issuedAtMs: number;
  useFromMs: number;
  useUntilMs: number;
  /** The booking it is reserved for or was used on, and what it takes off it. */
  booking: {
    reservationId: ReservationId;
    restaurant: { name: string; nameEn: string | null; timeZone: string };
    startsAtMs: number;
    discountMinor: number;
  } | null;
};

const MOST_SHOWN = 300;
const ORDER: Record<CouponState, number> = { AVAILABLE: 0, RESERVED: 1, USED: 2, EXPIRED: 3, ENDED: 4 };

/** The caller's coupons: what can be used first, soonest to expire first; then what is reserved, used and over, the latest first. */
export async function getWallet(ctx: ServiceContext): Promise<{ nowMs: number; coupons: CouponView[] }> {
  const nowMs = ctx.nowMs();
  const views = await readCoupons(ctx, eq(coupons.userId, requireUser(ctx)), nowMs);
  views.sort(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      (a.state === 'AVAILABLE' ? a.useUntilMs - b.useUntilMs : b.useUntilMs - a.useUntilMs),
  );
  return { nowMs, coupons: views };
}

export async function readCoupons(ctx: ServiceContext, where: SQL | undefined, nowMs: number): Promise<CouponView[]> {
  const host = alias(restaurants, 'host');
  const rows = await readDb(ctx)
    .select({
      ...campaignColumns,
      coupon: coupons,
      discountMinor: reservationCoupons.discountMinor,
      startsAt: reservations.startsAt,
      host: { name: host.name, nameEn: host.nameEn, timeZone: host.timeZone },
    })
    .from(coupons)
    .innerJoin(couponCampaigns, eq(couponCampaigns.id, coupons.campaignId))
    .leftJoin(restaurants, eq(restaurants.id, couponCampaigns.validAt))
    .leftJoin(
      reservationCoupons,
      and(eq(reservationCoupons.reservationId, coupons.reservationId), eq(reservationCoupons.couponId, coupons.id)),
    )
    .leftJoin(reservations, eq(reservations.id, coupons.reservationId))
    .leftJoin(host, eq(host.id, reservations.restaurantId))
    .where(where)
    .orderBy(desc(coupons.id))
    .limit(MOST_SHOWN);
  return rows.map(({ coupon, host: at, startsAt, discountMinor, ...found }) => ({
    ...viewOf(toIssued(coupon), toCampaignView(found), nowMs),
    booking:
      coupon.reservationId && at && startsAt
        ? {
            reservationId: coupon.reservationId,
            restaurant: at,
            startsAtMs: startsAt.getTime(),
            discountMinor: discountMinor ?? 0,
          }
        : null,
  }));
}

const toIssued = (row: typeof coupons.$inferSelect): IssuedCoupon => ({
  ...row,
  issuedAtMs: row.issuedAt.getTime(),
  useFromMs: row.useFrom.getTime(),
  useUntilMs: row.useUntil.getTime(),
});

/** A coupon that goes with no booking. */
export const viewOf = (coupon: IssuedCoupon, campaign: CampaignView, nowMs: number): CouponView => ({
  id: coupon.id,
  campaign,
  state: couponState({ ...coupon, campaignStatus: campaign.status }, nowMs),
  issuedAtMs: coupon.issuedAtMs,
  useFromMs: coupon.useFromMs,
  useUntilMs: coupon.useUntilMs,
  booking: null,
});

/** Those of the caller's coupons with these ids. */
export const readOwn = (ctx: ServiceContext, ids: readonly CouponId[], nowMs: number) =>
  readCoupons(ctx, and(eq(coupons.userId, requireUser(ctx)), inArray(coupons.id, [...ids])), nowMs);
