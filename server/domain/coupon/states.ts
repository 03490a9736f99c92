/** AVAILABLE is in its owner's wallet, RESERVED goes with a hold, USED paid a part of a booking. Expired is read off the clock. */
export const COUPON_STATUSES = ['AVAILABLE', 'RESERVED', 'USED'] as const;
export type CouponStatus = (typeof COUPON_STATUSES)[number];

/** As its owner sees it: with the clock and its campaign's end reckoned in. */
export type CouponState = CouponStatus | 'EXPIRED' | 'ENDED';

/**
 * `paused` hands out no more for now; `ended` never again, and what was handed out and waits in a wallet can no longer be
 * used. What a hold has reserved is a promise and stays good.
 */
export const CAMPAIGN_STATUSES = ['active', 'paused', 'ended'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** How people come by it: whoever is first, whoever knows the code, or whom the restaurant gives it to. */
export const CAMPAIGN_WAYS = ['first-come', 'code', 'given'] as const;
export type CampaignWay = (typeof CAMPAIGN_WAYS)[number];

/** Who bears the discount. */
export type FundedBy = 'platform' | 'restaurant';

/** What is seen of a coupon at `nowMs`. */
export function couponState(
  coupon: { status: CouponStatus; useUntilMs: number; campaignStatus: CampaignStatus },
  nowMs: number,
): CouponState {
  if (coupon.status !== 'AVAILABLE') return coupon.status;
  if (coupon.campaignStatus === 'ended') return 'ENDED';
  return coupon.useUntilMs <= nowMs ? 'EXPIRED' : 'AVAILABLE';
}
