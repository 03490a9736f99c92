import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  text,
  tinyint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { OpeningKind } from '@/server/domain/availability/opening';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { id, instant, json, token, word } from './columns';

/** A restaurant as diners meet it, with the settings of its calendar. */
export const restaurants = mysqlTable(
  'restaurants',
  {
    id: id<RestaurantId>('id').primaryKey(),
    slug: word('slug', 120).notNull(),
    licenseId: token('license_id', 40),
    status: varchar('status', { length: 12 }).$type<'published' | 'draft'>().notNull(),
    /** Higher is shown first among equals; curated places stand before imported ones. */
    rank: int('rank').notNull().default(0),
    name: varchar('name', { length: 200 }).notNull(),
    nameEn: varchar('name_en', { length: 200 }),
    tagline: varchar('tagline', { length: 300 }),
    taglineEn: varchar('tagline_en', { length: 300 }),
    story: text('story'),
    storyEn: text('story_en'),
    cuisine: varchar('cuisine', { length: 24 }).notNull(),
    tags: json<string[]>('tags').notNull(),
    priceLevel: tinyint('price_level').notNull().default(2),
    district: word('district', 24).notNull(),
    neighbourhood: word('neighbourhood', 24),
    address: varchar('address', { length: 300 }),
    addressEn: varchar('address_en', { length: 300 }),
    phone: varchar('phone', { length: 32 }),
    coverTone: varchar('cover_tone', { length: 24 }),
    timeZone: varchar('time_zone', { length: 48 }).notNull(),
    currency: varchar('currency', { length: 3 }).$type<'KRW' | 'USD' | 'JPY' | 'EUR'>().notNull(),
    /** Who takes its diners' money. A payment stays with the one it began at. */
    paymentProvider: varchar('payment_provider', { length: 12 }).$type<ProviderName>().notNull().default('toss'),
    /** Granule of occupancy and step of the slot grid, minutes: 15, 30 or 60. */
    slotMinutes: smallint('slot_minutes').notNull(),
    holdTtlMs: int('hold_ttl_ms').notNull(),
    /** How dates open for booking: each by itself, `booking_window_days` before it, or a month at once (`opening_day`). */
    openingKind: varchar('opening_kind', { length: 8 }).$type<OpeningKind>().notNull().default('rolling'),
    bookingWindowDays: smallint('booking_window_days').notNull(),
    /** Minute of the day at which dates open, by the restaurant's clock. */
    openingMinute: smallint('opening_minute').notNull().default(0),
    /** `monthly` only: the day of the month before on which a month opens, 1 to 28 so that every month has it. */
    openingDay: tinyint('opening_day'),
    minNoticeMinutes: int('min_notice_minutes').notNull(),
    maxParty: smallint('max_party').notNull(),
    /** How many guests may start in one slot; null is no limit. */
    pacingCovers: smallint('pacing_covers'),
    /** Moves with every change to the calendar, floor or policy: the cache key of those. */
    configVersion: bigint('config_version', { mode: 'number' }).notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // One address on the web is one restaurant.
    uniqueIndex('restaurants_slug').on(t.slug),
    // One licence is one restaurant: importing a register twice adds nothing.
    uniqueIndex('restaurants_license').on(t.licenseId),
    index('restaurants_ranked').on(t.status, t.rank, t.id),
    index('restaurants_district').on(t.status, t.district, t.rank, t.id),
    index('restaurants_neighbourhood').on(t.status, t.neighbourhood, t.rank, t.id),
    index('restaurants_cuisine').on(t.status, t.cuisine, t.rank, t.id),
    check('restaurants_slot_minutes', sql`slot_minutes in (15, 30, 60)`),
    check('restaurants_opening_minute', sql`opening_minute between 0 and 1439`),
    // A CHECK lets NULL pass, so that a monthly rule without a day has to be named.
    check(
      'restaurants_opening',
      sql`(opening_kind = 'rolling' and opening_day is null) or (opening_kind = 'monthly' and opening_day is not null and opening_day between 1 and 28)`,
    ),
  ],
);

/** Who runs a restaurant. Every owner query joins this table in its WHERE clause. */
export const memberships = mysqlTable(
  'memberships',
  {
    userId: id<UserId>('user_id').notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    role: varchar('role', { length: 12 }).$type<'owner' | 'staff'>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // A person has one role in a restaurant.
    primaryKey({ columns: [t.userId, t.restaurantId] }),
    index('memberships_restaurant').on(t.restaurantId),
  ],
);

/** Every suffix of a restaurant's names: a search for any part of a name is a range scan of this key. */
export const restaurantTerms = mysqlTable(
  'restaurant_terms',
  {
    term: word('term', 40).notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
  },
  (t) => [
    // A restaurant is found once by each term.
    primaryKey({ columns: [t.term, t.restaurantId] }),
    index('restaurant_terms_restaurant').on(t.restaurantId),
  ],
);

export const menuItems = mysqlTable(
  'menu_items',
  {
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    position: smallint('position').notNull(),
    section: varchar('section', { length: 80 }).notNull(),
    sectionEn: varchar('section_en', { length: 80 }),
    name: varchar('name', { length: 160 }).notNull(),
    nameEn: varchar('name_en', { length: 160 }),
    description: varchar('description', { length: 400 }),
    descriptionEn: varchar('description_en', { length: 400 }),
    priceMinor: int('price_minor').notNull(),
  },
  // A menu has one item at a position.
  (t) => [primaryKey({ columns: [t.restaurantId, t.position] })],
);
