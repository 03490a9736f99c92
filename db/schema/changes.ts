import { sql } from 'drizzle-orm';
import { check, date, index, int, mysqlTable, smallint, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import type { Taking } from '@/server/domain/availability/day-book';
import type { ChangeStatus } from '@/server/domain/reservation/change';
import type { ChangeId, ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

/**
 * A diner's wish for another time or party size of a confirmed booking. While it waits for its payment it holds what the new
 * table needs beyond the old one (`reservation_tables` under its own id); the booking stays as it is until it is applied.
 */
export const reservationChanges = mysqlTable(
  'reservation_changes',
  {
    id: id<ChangeId>('id').primaryKey(),
    reservationId: id<ReservationId>('reservation_id').notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    /** Which change of the booking it is, from 1; also the part of its price that its payment pays. */
    part: smallint('part').notNull(),
    status: varchar('status', { length: 10 }).$type<ChangeStatus>().notNull(),
    partySize: smallint('party_size').notNull(),
    startMinute: smallint('start_minute').notNull(),
    endMinute: smallint('end_minute').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** What it takes when it is applied. */
    takings: json<Taking[]>('takings').notNull(),
    depositMinor: int('deposit_minor').notNull(),
    discountMinor: int('discount_minor').notNull(),
    /** What is charged for it; 0 where nothing is. */
    chargeMinor: int('charge_minor').notNull(),
    /** What comes back; 0 where nothing does. */
    refundMinor: int('refund_minor').notNull(),
    /** The part of a lower price that does not come back, by the terms. */
    forfeitMinor: int('forfeit_minor').notNull(),
    commandKey: token('command_key', 80).notNull(),
    commandHash: token('command_hash', 22).notNull(),
    createdAt: instant('created_at').notNull(),
    /** Until when its payment is waited for; null where it needed none. */
    expiresAt: instant('expires_at'),
    endedAt: instant('ended_at'),
    endedReason: varchar('ended_reason', { length: 40 }),
    live: smallint('live').generatedAlwaysAs(sql`(case when status in ('PENDING','CHARGING') then 1 else null end)`, {
      mode: 'virtual',
    }),
  },
  (t) => [
    // A booking has one change under way at most.
    uniqueIndex('reservation_changes_live').on(t.reservationId, t.live),
    uniqueIndex('reservation_changes_part').on(t.reservationId, t.part),
    // One key of one person has one effect.
    uniqueIndex('reservation_changes_command').on(t.userId, t.commandKey),
    index('reservation_changes_due').on(t.status, t.expiresAt),
    check('reservation_changes_amounts', sql`charge_minor >= 0 and refund_minor >= 0 and forfeit_minor >= 0`),
    check('reservation_changes_one_way', sql`charge_minor = 0 or (refund_minor = 0 and forfeit_minor = 0)`),
  ],
);

export type ChangeRow = typeof reservationChanges.$inferSelect;
