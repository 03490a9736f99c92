import { sql } from 'drizzle-orm';
import { check, date, mysqlTable, primaryKey, smallint, tinyint, varchar } from 'drizzle-orm/mysql-core';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { id } from './columns';

/** When parties may start, by weekday. Minutes count from midnight of the service day and may pass 1440. */
export const servicePeriods = mysqlTable(
  'service_periods',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    periodNo: smallint('period_no').notNull(),
    name: varchar('name', { length: 60 }).notNull(),
    nameEn: varchar('name_en', { length: 60 }),
    /** Bit 0 is Monday, bit 6 Sunday. */
    weekdays: tinyint('weekdays', { unsigned: true }).notNull(),
    opensMinute: smallint('opens_minute').notNull(),
    /** The last start a diner can book, inclusive. */
    lastSeatingMinute: smallint('last_seating_minute').notNull(),
  },
  (t) => [
    // A period number names one period of a restaurant.
    primaryKey({ columns: [t.restaurantId, t.periodNo] }),
    check(
      'service_periods_minutes',
      sql`opens_minute >= 0 and opens_minute <= last_seating_minute and last_seating_minute < 2160`,
    ),
  ],
);

/** A part of a day, or all of it, in which nothing starts. */
export const closures = mysqlTable(
  'closures',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    fromMinute: smallint('from_minute').notNull(),
    /** Exclusive. A whole day is 0 to 2880. */
    toMinute: smallint('to_minute').notNull(),
    reason: varchar('reason', { length: 200 }),
    reasonEn: varchar('reason_en', { length: 200 }),
  },
  (t) => [
    // A day has one closure from a given minute.
    primaryKey({ columns: [t.restaurantId, t.serviceDate, t.fromMinute] }),
    check('closures_minutes', sql`from_minute >= 0 and from_minute < to_minute`),
  ],
);

/** Hours of one special day. A day that has any forgets its weekday's periods. */
export const specialPeriods = mysqlTable(
  'special_periods',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    periodNo: smallint('period_no').notNull(),
    name: varchar('name', { length: 60 }).notNull(),
    nameEn: varchar('name_en', { length: 60 }),
    opensMinute: smallint('opens_minute').notNull(),
    lastSeatingMinute: smallint('last_seating_minute').notNull(),
  },
  // A period number names one period of a special day.
  (t) => [primaryKey({ columns: [t.restaurantId, t.serviceDate, t.periodNo] })],
);

/** How long a party keeps its table. The first row whose `partyMax` takes the party counts. */
export const turnTimes = mysqlTable(
  'turn_times',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    partyMax: smallint('party_max').notNull(),
    minutes: smallint('minutes').notNull(),
  },
  (t) => [
    // A party size has one turn time.
    primaryKey({ columns: [t.restaurantId, t.partyMax] }),
    check('turn_times_minutes', sql`minutes between 15 and 720`),
  ],
);
