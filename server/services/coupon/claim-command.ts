import type { CampaignWay, CouponStatus } from '@/server/domain/coupon/states';
import type { Refusal } from '@/server/domain/shared/errors';
import type { CampaignId, CouponId, UserId } from '@/server/domain/shared/ids';

/** One coupon is to be handed out to somebody, as it waits in the claim writer's queue. */
export type ClaimCommand = {
  campaignId: CampaignId;
  userId: UserId;
  /** The same key again is the same command: it answers the same coupon. */
  commandKey: string;
  /** How it is come by; a campaign that is handed out another way is unknown. */
  way: CampaignWay;
  /** Who does it, as it stands in the history. */
  actor: string;
};

/** A coupon that was handed out. Instants are epoch milliseconds. */
export type IssuedCoupon = {
  id: CouponId;
  campaignId: CampaignId;
  userId: UserId;
  ordinal: number;
  status: CouponStatus;
  issuedAtMs: number;
  useFromMs: number;
  useUntilMs: number;
};

/** `left` is what was left of the campaign then; null has no limit. COUPON_ALREADY_YOURS carries `coupon`, the latest one. */
export type ClaimOutcome = { ok: true; coupon: IssuedCoupon; repeated: boolean; left: number | null } | Refusal;
