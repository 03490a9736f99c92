import { sql } from 'drizzle-orm';
import { boolean, check, mysqlTable, primaryKey, smallint, varchar } from 'drizzle-orm/mysql-core';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { id } from './columns';

export const areas = mysqlTable(
  'areas',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    areaNo: smallint('area_no').notNull(),
    name: varchar('name', { length: 80 }).notNull(),
    nameEn: varchar('name_en', { length: 80 }),
  },
  // An area number names one area of a restaurant.
  (t) => [primaryKey({ columns: [t.restaurantId, t.areaNo] })],
);

/** A table, or a counter whose seats several parties share. Table 0 does not exist: occupancy uses it for pacing. */
export const diningTables = mysqlTable(
  'dining_tables',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    tableId: smallint('table_id').notNull(),
    label: varchar('label', { length: 24 }).notNull(),
    areaNo: smallint('area_no').notNull(),
    seats: smallint('seats').notNull(),
    minParty: smallint('min_party').notNull(),
    maxParty: smallint('max_party').notNull(),
    shareable: boolean('shareable').notNull(),
    /** A table out of service takes no new party; what it holds stays. */
    active: boolean('active').notNull().default(true),
    shape: varchar('shape', { length: 8 }).$type<'rect' | 'round' | 'counter'>().notNull(),
    /** Place on the floor plan, in units of a 24 × 16 grid. */
    x: smallint('x').notNull(),
    y: smallint('y').notNull(),
    w: smallint('w').notNull(),
    h: smallint('h').notNull(),
  },
  (t) => [
    // A table number names one table of a restaurant; occupancy relies on it.
    primaryKey({ columns: [t.restaurantId, t.tableId] }),
    check('dining_tables_number', sql`table_id > 0`),
    check('dining_tables_party', sql`min_party >= 1 and min_party <= max_party and max_party <= seats`),
  ],
);

/** Two tables that stand next to each other and can be combined; `tableA < tableB`. */
export const tableJoins = mysqlTable(
  'table_joins',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    tableA: smallint('table_a').notNull(),
    tableB: smallint('table_b').notNull(),
  },
  (t) => [
    // A pair of neighbours is written once.
    primaryKey({ columns: [t.restaurantId, t.tableA, t.tableB] }),
    check('table_joins_order', sql`table_a < table_b`),
  ],
);
