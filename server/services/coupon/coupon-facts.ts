import type { WalletCoupon } from '@/server/domain/coupon/usable';
import type { CampaignId, CouponId, ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';

/** A coupon that was not used yet, as a booking's transaction reads it under its diner's lock. */
export type CouponFact = Omit<WalletCoupon, 'rules' | 'id' | 'reservationId'> & {
  id: CouponId;
  userId: UserId;
  version: number;
  reservationId: ReservationId | null;
  campaignId: CampaignId;
  campaignVersion: number;
  /** The one restaurant where it is good; null is everywhere. */
  validAt: RestaurantId | null;
  /** Whether its diner has no other booking that stands there; true where no rule asks. */
  first: boolean;
};

/**
 * Coupons of diners that could be used or are reserved; asks for users and, for the question whether a booking is a first one,
 * for the bookings that do not count (at least one id, '' for none).
 */
export const READ_COUPONS = `SELECT c.id, c.user_id, c.campaign_id, c.status, c.version, c.reservation_id, c.use_from, c.use_until,
       k.version AS campaign_version, k.status AS campaign_status, k.stackable, k.currency, k.valid_at,
       IF(k.asks_first, NOT EXISTS (SELECT 1 FROM reservations b WHERE b.user_id = c.user_id
           AND (k.valid_at IS NULL OR b.restaurant_id = k.valid_at) AND b.id NOT IN (?)
           AND (b.status IN ('CONFIRMING', 'CONFIRMED', 'SEATED', 'COMPLETED', 'NO_SHOW')
                OR (b.status = 'HELD' AND b.expires_at > NOW(6)))), 1) AS first_booking
  FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id
 WHERE c.user_id IN (?) AND ((c.status = 'AVAILABLE' AND c.use_until > NOW(6)) OR c.status = 'RESERVED')`;

export const couponFactsParams = (users: readonly UserId[], notCounted: readonly ReservationId[]): unknown[] => [
  notCounted.length > 0 ? notCounted : [''],
  users,
];

type Row = Record<string, unknown>;

/** A row of `READ_COUPONS`. */
export const toCouponFact = (row: Row): CouponFact => ({
  id: row.id as CouponId,
  userId: row.user_id as UserId,
  campaignId: row.campaign_id as CampaignId,
  status: row.status as CouponFact['status'],
  version: row.version as number,
  reservationId: row.reservation_id as ReservationId | null,
  useFromMs: msOf(row.use_from),
  useUntilMs: msOf(row.use_until),
  campaignVersion: row.campaign_version as number,
  campaignStatus: row.campaign_status as CouponFact['campaignStatus'],
  stackable: Boolean(row.stackable),
  currency: row.currency as CouponFact['currency'],
  validAt: row.valid_at as RestaurantId | null,
  first: Boolean(row.first_booking),
});

/** Through the query builder's driver instants come as text, UTC. */
const msOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}Z`);

/** The campaigns of these coupons with the versions their rules must have. */
export const campaignVersions = (facts: Iterable<CouponFact>): Map<CampaignId, number> =>
  new Map([...facts].map((fact) => [fact.campaignId, fact.campaignVersion]));
