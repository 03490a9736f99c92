import { sql } from 'drizzle-orm';
import { bigint, check, date, mysqlTable, primaryKey, smallint } from 'drizzle-orm/mysql-core';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { id } from './columns';

/** The lock and the cache key of one restaurant's day. The version moves when something of that day was written. */
export const serviceDays = mysqlTable(
  'service_day',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    version: bigint('version', { mode: 'number' }).notNull().default(0),
  },
  // A restaurant's day has one row, so taking its lock excludes every other writer of that day.
  (t) => [primaryKey({ columns: [t.restaurantId, t.serviceDate] })],
);

/**
 * What is taken: a row a table a granule. Table 0 counts the guests who start in that slot (pacing).
 * Writes add or subtract, never set: only so does the database see a second sale or a second release.
 */
export const occupancy = mysqlTable(
  'occupancy',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    minute: smallint('minute').notNull(),
    tableId: smallint('table_id').notNull(),
    taken: smallint('taken').notNull(),
    seats: smallint('seats').notNull(),
  },
  (t) => [
    // A granule of a table has one count, and the checks below make that count the last word.
    primaryKey({ columns: [t.restaurantId, t.serviceDate, t.minute, t.tableId] }),
    check('occupancy_never_oversold', sql`taken <= seats`),
    check('occupancy_never_released_twice', sql`taken >= 0`),
  ],
);
