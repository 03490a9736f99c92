import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { StoredRule } from '@/server/domain/coupon/rules';
import type { CampaignStatus, CampaignWay, CouponStatus, FundedBy } from '@/server/domain/coupon/states';
import type { CampaignId, CouponId, ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

/** An offer of coupons. Its row is the lock under which they are handed out. */
export const couponCampaigns = mysqlTable(
  'coupon_campaigns',
  {
    id: id<CampaignId>('id').primaryKey(),
    /** Whose it is; null is the platform's own. */
    restaurantId: id<RestaurantId>('restaurant_id'),
    /** The one restaurant where it can be used, as its rules say; null is everywhere. */
    validAt: id<RestaurantId>('valid_at'),
    fundedBy: varchar('funded_by', { length: 12 }).$type<FundedBy>().notNull(),
    name: varchar('name', { length: 80 }).notNull(),
    nameEn: varchar('name_en', { length: 80 }),
    way: varchar('way', { length: 12 }).$type<CampaignWay>().notNull(),
    code: token('code', 24),
    status: varchar('status', { length: 12 }).$type<CampaignStatus>().notNull(),
    /** Rules of `server/domain/coupon/rules`. They do not change any more once one was handed out. */
    rules: json<StoredRule[]>('rules').notNull(),
    /** Whether a rule asks for the diner's other bookings. */
    asksFirst: boolean('asks_first').notNull().default(false),
    stackable: boolean('stackable').notNull().default(false),
    currency: varchar('currency', { length: 3 }).$type<'KRW' | 'USD' | 'JPY' | 'EUR'>().notNull(),
    /** Null is no limit. */
    quantity: int('quantity'),
    issued: int('issued').notNull().default(0),
    perPerson: smallint('per_person').notNull(),
    issueFrom: instant('issue_from').notNull(),
    issueUntil: instant('issue_until').notNull(),
    useFrom: instant('use_from').notNull(),
    useUntil: instant('use_until').notNull(),
    /** Moves with every edit. */
    version: int('version').notNull().default(1),
    createdBy: id<UserId>('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // A code names one campaign.
    uniqueIndex('coupon_campaigns_code').on(t.code),
    index('coupon_campaigns_restaurant').on(t.restaurantId, t.createdAt),
    index('coupon_campaigns_open').on(t.status, t.way, t.issueUntil),
    // The last word on how many there are, whatever is decided above it.
    check('coupon_campaigns_never_over_issued', sql`quantity is null or issued <= quantity`),
    check('coupon_campaigns_issued', sql`issued >= 0`),
  ],
);

/** One coupon of one person. */
export const coupons = mysqlTable(
  'coupons',
  {
    id: id<CouponId>('id').primaryKey(),
    campaignId: id<CampaignId>('campaign_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    /** Which of the person's coupons of the campaign it is, from 1. */
    ordinal: smallint('ordinal').notNull(),
    status: varchar('status', { length: 12 }).$type<CouponStatus>().notNull(),
    version: int('version').notNull().default(1),
    /** The booking it goes with while it is reserved or used. */
    reservationId: id<ReservationId>('reservation_id'),
    useFrom: instant('use_from').notNull(),
    useUntil: instant('use_until').notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** The command that made it, as its sender named it. */
    commandKey: token('command_key', 80),
  },
  (t) => [
    // A person has a first, a second … coupon of a campaign once: two claims at once cannot both be the first.
    uniqueIndex('coupons_person').on(t.campaignId, t.userId, t.ordinal),
    // One key of one person has one effect.
    uniqueIndex('coupons_command').on(t.userId, t.commandKey),
    index('coupons_wallet').on(t.userId, t.status, t.useUntil),
    index('coupons_reservation').on(t.reservationId),
    check('coupons_goes_with', sql`(status = 'AVAILABLE') = (reservation_id is null)`),
  ],
);

/** What a booking's price is made of: the coupons taken off it. Stays as it was when the booking ends. */
export const reservationCoupons = mysqlTable(
  'reservation_coupons',
  {
    reservationId: id<ReservationId>('reservation_id').notNull(),
    couponId: id<CouponId>('coupon_id').notNull(),
    campaignId: id<CampaignId>('campaign_id').notNull(),
    discountMinor: int('discount_minor').notNull(),
  },
  (t) => [
    // A coupon is taken off a booking once.
    primaryKey({ columns: [t.reservationId, t.couponId] }),
    index('reservation_coupons_campaign').on(t.campaignId, t.couponId),
    check('reservation_coupons_amount', sql`discount_minor > 0`),
  ],
);

/** Every step of a coupon's life. */
export const couponHistory = mysqlTable(
  'coupon_history',
  {
    couponId: id<CouponId>('coupon_id').notNull(),
    version: int('version').notNull(),
    at: instant('at').notNull(),
    fromStatus: varchar('from_status', { length: 12 }).$type<CouponStatus>(),
    toStatus: varchar('to_status', { length: 12 }).$type<CouponStatus>().notNull(),
    actor: varchar('actor', { length: 60 }).notNull(),
    reason: varchar('reason', { length: 40 }),
    reservationId: id<ReservationId>('reservation_id'),
  },
  // Each version of a coupon was reached by one step: of two that change the same coupon at once, one fails.
  (t) => [primaryKey({ columns: [t.couponId, t.version] })],
);

export type CampaignRow = typeof couponCampaigns.$inferSelect;
export type CouponRow = typeof coupons.$inferSelect;
