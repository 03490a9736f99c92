import { int, mysqlTable, smallint, varchar } from 'drizzle-orm/mysql-core';
import type { CancellationTier, DepositKind, DepositRule } from '@/server/domain/payment/policy';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { id, json } from './columns';

/** Deposit and cancellation terms. A booking freezes the terms it was made under; a change here touches later ones only. */
export const bookingPolicies = mysqlTable('booking_policies', {
  restaurantId: id<RestaurantId>('restaurant_id').primaryKey(),
  depositKind: varchar('deposit_kind', { length: 12 }).$type<DepositKind>().notNull(),
  depositMinor: int('deposit_minor').notNull().default(0),
  /** Parties smaller than this pay no deposit. */
  depositFromParty: smallint('deposit_from_party').notNull().default(1),
  /** Exceptions, the first that fits counts: other days, times or party sizes. Null is none. */
  rules: json<DepositRule[] | null>('rules'),
  tiers: json<CancellationTier[]>('tiers').notNull(),
  /** For so long after booking a cancellation returns everything, whatever the tiers say. */
  graceMinutes: smallint('grace_minutes').notNull().default(0),
});
