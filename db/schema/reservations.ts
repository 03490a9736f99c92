import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { FrozenPolicy } from '@/server/domain/payment/policy';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import type { ChangeId, ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

export const reservations = mysqlTable(
  'reservations',
  {
    id: id<ReservationId>('id').primaryKey(),
    /** What a diner says at the door: six characters without look-alikes. */
    code: token('code', 8).notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    startMinute: smallint('start_minute').notNull(),
    /** Exclusive end of the granules it takes. */
    endMinute: smallint('end_minute').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    partySize: smallint('party_size').notNull(),
    status: varchar('status', { length: 12 }).$type<ReservationStatus>().notNull(),
    version: int('version').notNull().default(1),
    /** While it is held it ends by itself then, by the database's clock; afterwards what it was. Null where it never was held. */
    expiresAt: instant('expires_at'),
    policy: json<FrozenPolicy>('policy').notNull(),
    depositMinor: int('deposit_minor').notNull(),
    /** What coupons take off the deposit; what is paid is the rest. */
    discountMinor: int('discount_minor').notNull().default(0),
    currency: varchar('currency', { length: 3 }).$type<'KRW' | 'USD' | 'JPY' | 'EUR'>().notNull(),
    /** The language it was booked in; its mails are written in it. */
    locale: varchar('locale', { length: 2 }).$type<'ko' | 'en'>().notNull().default('ko'),
    guestName: varchar('guest_name', { length: 120 }).notNull(),
    note: varchar('note', { length: 500 }),
    endedReason: varchar('ended_reason', { length: 40 }),
    /** The command that made it, as its sender named it, and a hash of what it asked; null where nobody may repeat it. */
    commandKey: token('command_key', 80),
    commandHash: token('command_hash', 22),
    /** How often it was changed, or was to be. */
    changes: smallint('changes').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    endedAt: instant('ended_at'),
    /** When its time is over, of those that then want something done: a hold, a booking nobody closed. For its index alone. */
    dueAt: instant('due_at').generatedAlwaysAs(
      sql`(case status when 'HELD' then expires_at when 'CONFIRMED' then ends_at when 'SEATED' then ends_at end)`,
      { mode: 'virtual' },
    ),
  },
  (t) => [
    // A code at the door names one booking of that restaurant's day.
    uniqueIndex('reservations_code').on(t.restaurantId, t.serviceDate, t.code),
    // One key of one person has one effect; what it answered is what the booking was made with.
    uniqueIndex('reservations_command').on(t.userId, t.commandKey),
    index('reservations_diner').on(t.userId, t.startsAt),
    index('reservations_due').on(t.status, t.dueAt),
    check('reservations_discount', sql`discount_minor >= 0 and discount_minor <= deposit_minor`),
  ],
);

/**
 * The tables a reservation takes and how much of each; table 0 is its share of the slot's pacing. What is here is what a release
 * gives back. A change under way has rows of its own, under its own id, for what it needs beyond its booking's.
 */
export const reservationTables = mysqlTable(
  'reservation_tables',
  {
    reservationId: id<ReservationId | ChangeId>('reservation_id').notNull(),
    tableId: smallint('table_id').notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    fromMinute: smallint('from_minute').notNull(),
    toMinute: smallint('to_minute').notNull(),
    taken: smallint('taken').notNull(),
  },
  (t) => [
    // A reservation takes a table once at a time; a day's are together.
    primaryKey({ columns: [t.restaurantId, t.serviceDate, t.reservationId, t.tableId, t.fromMinute] }),
  ],
);

/** Every step of a reservation's life: who, when, from where to where. */
export const reservationHistory = mysqlTable(
  'reservation_history',
  {
    reservationId: id<ReservationId>('reservation_id').notNull(),
    version: int('version').notNull(),
    at: instant('at').notNull(),
    fromStatus: varchar('from_status', { length: 12 }).$type<ReservationStatus>(),
    toStatus: varchar('to_status', { length: 12 }).$type<ReservationStatus>().notNull(),
    actor: varchar('actor', { length: 60 }).notNull(),
    reason: varchar('reason', { length: 40 }),
  },
  // Each version of a reservation was reached by one step.
  (t) => [primaryKey({ columns: [t.reservationId, t.version] })],
);

export type ReservationRow = typeof reservations.$inferSelect;
export type ReservationTableRow = typeof reservationTables.$inferSelect;
