import type { Calendar } from '@/server/domain/availability/calendar';
import type { Floor } from '@/server/domain/availability/floor';
import { type Opening, toColumns } from '@/server/domain/availability/opening';
import type { BookingPolicy } from '@/server/domain/payment/policy';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { addDays, type ServiceDate } from '@/server/domain/shared/time';
import { type Inserter, insertRows } from '../bulk-insert';
import { insertTerms } from '../restaurant-terms';
import { RESTAURANTS, type SeedRestaurant } from './content';
import { seedId } from './ids';
import type { Random } from './random';

export const TIME_ZONE = 'Asia/Seoul';
const CURRENCY = 'KRW';
const WHOLE_DAY = [0, 2880] as const;

/** A restaurant of the demo as the booking rules see it. */
export type House = {
  id: RestaurantId;
  content: SeedRestaurant;
  calendar: Calendar;
  floor: Floor;
  policy: BookingPolicy;
  ownerId: UserId | null;
};

/** Bit 0 is Monday. */
const weekdayMask = (weekdays: readonly number[]) => weekdays.reduce((mask, day) => mask | (1 << (day - 1)), 0);

/** Days counted from the day of seeding become dates. */
function calendarOf(content: SeedRestaurant, today: ServiceDate): Calendar {
  const special = content.specialDays ?? [];
  return {
    timeZone: TIME_ZONE,
    slotMinutes: content.slotMinutes,
    periods: content.periods.map((period) => ({ ...period, weekdays: weekdayMask(period.weekdays) })),
    specialPeriods: special.flatMap((day) =>
      day.closed
        ? []
        : [
            {
              serviceDate: addDays(today, day.inDays),
              opensMinute: day.opensMinute,
              lastSeatingMinute: day.lastSeatingMinute,
            },
          ],
    ),
    closures: special.flatMap((day) =>
      day.closed ? [{ serviceDate: addDays(today, day.inDays), fromMinute: WHOLE_DAY[0], toMinute: WHOLE_DAY[1] }] : [],
    ),
    turnTimes: content.turnTimes,
    opening: content.opening,
    minNoticeMinutes: content.minNoticeMinutes,
    maxParty: content.maxParty,
    pacingCovers: content.pacingCovers,
  };
}

/** All restaurants of the demo, in the order they are shown. */
export const planHouses = (random: Random, today: ServiceDate, bornMs: number, ownerId: UserId): House[] =>
  RESTAURANTS.map((content, index) => ({
    id: seedId('restaurant', bornMs + index * 1_000, random),
    content,
    calendar: calendarOf(content, today),
    floor: { tables: content.tables.map((table) => ({ ...table, active: true })), joins: content.joins },
    policy: content.policy,
    ownerId: content.owner ? ownerId : null,
  }));

const RESTAURANT_COLUMNS =
  `id slug status rank name name_en tagline tagline_en story story_en cuisine tags price_level district
  neighbourhood address address_en phone cover_tone time_zone currency slot_minutes hold_ttl_ms opening_kind
  booking_window_days opening_minute opening_day min_notice_minutes max_party pacing_covers created_at`.split(/\s+/);

const restaurantRow = ({ id, content: c }: House, rank: number, born: Date) => [
  id,
  c.slug,
  'published',
  rank,
  c.name.ko,
  c.name.en,
  c.tagline.ko,
  c.tagline.en,
  c.story.ko,
  c.story.en,
  c.cuisine,
  JSON.stringify(c.tags),
  c.priceLevel,
  c.district,
  c.neighbourhood.key,
  c.address.ko,
  c.address.en,
  c.phone,
  c.coverTone ?? null,
  TIME_ZONE,
  CURRENCY,
  c.slotMinutes,
  c.holdMinutes * 60_000,
  ...openingRow(c.opening),
  c.minNoticeMinutes,
  c.maxParty,
  c.pacingCovers,
  born,
];

/** The days ahead are what its owner finds on going over to a rolling rule. */
function openingRow(opening: Opening) {
  const row = toColumns(opening, 30);
  return [row.openingKind, row.bookingWindowDays, row.openingMinute, row.openingDay];
}

/** Writes the restaurants with all that belongs to them. Ranks stand above 0, where imported restaurants are. */
export async function writeHouses(connection: Inserter, houses: readonly House[], today: ServiceDate, bornMs: number) {
  const born = new Date(bornMs);
  const write = (table: string, columns: string, rows: (house: House) => unknown[][]) =>
    insertRows(
      connection,
      table,
      ['restaurant_id', ...columns.split(' ')],
      houses.flatMap((house) => rows(house).map((row) => [house.id, ...row])),
    );
  await insertRows(
    connection,
    'restaurants',
    RESTAURANT_COLUMNS,
    houses.map((house, index) => restaurantRow(house, houses.length - index, born)),
  );
  await write('areas', 'area_no name name_en', ({ content }) =>
    content.areas.map((area) => [area.areaNo, area.name.ko, area.name.en]),
  );
  await write(
    'dining_tables',
    'table_id label area_no seats min_party max_party shareable active shape x y w h',
    ({ content }) =>
      content.tables.map((t) => [
        ...[t.tableId, t.label, t.areaNo, t.seats, t.minParty, t.maxParty, t.shareable, true],
        ...[t.shape, t.x, t.y, t.w, t.h],
      ]),
  );
  await write('table_joins', 'table_a table_b', ({ content }) => content.joins);
  await write('turn_times', 'party_max minutes', ({ content }) =>
    content.turnTimes.map((t) => [t.partyMax, t.minutes]),
  );
  await write(
    'booking_policies',
    'deposit_kind deposit_minor deposit_from_party tiers grace_minutes',
    ({ policy: p }) => [[p.depositKind, p.depositMinor, p.depositFromParty, JSON.stringify(p.tiers), p.graceMinutes]],
  );
  await write('memberships', 'user_id role created_at', ({ ownerId }) => (ownerId ? [[ownerId, 'owner', born]] : []));
  await writeCalendars(write, today);
  await write(
    'menu_items',
    'position section section_en name name_en description description_en price_minor',
    ({ content }) =>
      content.menu
        .flatMap(({ section, items }) => items.map((item) => ({ section, ...item })))
        .map((item, index) => [
          ...[index + 1, item.section.ko, item.section.en, item.name.ko, item.name.en],
          ...[item.description?.ko ?? null, item.description?.en ?? null, item.priceMinor],
        ]),
  );
  await insertTerms(
    connection,
    houses.map(({ id, content }) => ({ id, names: [content.name.ko, content.name.en] })),
  );
}

type Write = (table: string, columns: string, rows: (house: House) => unknown[][]) => Promise<void>;

async function writeCalendars(write: Write, today: ServiceDate): Promise<void> {
  await write('service_periods', 'period_no name name_en weekdays opens_minute last_seating_minute', ({ content }) =>
    content.periods.map((p, index) => [
      ...[index + 1, p.name.ko, p.name.en, weekdayMask(p.weekdays)],
      ...[p.opensMinute, p.lastSeatingMinute],
    ]),
  );
  await write('closures', 'service_date from_minute to_minute reason reason_en', ({ content }) =>
    (content.specialDays ?? []).flatMap((day) =>
      day.closed ? [[addDays(today, day.inDays), ...WHOLE_DAY, day.reason.ko, day.reason.en]] : [],
    ),
  );
  await write(
    'special_periods',
    'service_date period_no name name_en opens_minute last_seating_minute',
    ({ content }) =>
      (content.specialDays ?? []).flatMap((day) =>
        day.closed
          ? []
          : [[addDays(today, day.inDays), 1, day.name.ko, day.name.en, day.opensMinute, day.lastSeatingMinute]],
      ),
  );
}
