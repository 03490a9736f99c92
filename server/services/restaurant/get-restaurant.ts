import type { RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { mostGuests } from '@/server/domain/availability/day-view';
import { lastBookableDate } from '@/server/domain/availability/opening';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt, type ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import type { Closure, FloorTable, Hours, MenuSection, RestaurantPage } from './restaurant-page';
import type { PageVersion } from './versions';

export const getRestaurantInput = z.object({ slug: z.string().min(1).max(120) });

/** How far ahead special days and closures are told, days. */
const TOLD_DAYS = 60;

type Rows = RowDataPacket[];

const SCRIPT = `
SELECT * FROM restaurants WHERE id = ?;
SELECT section, section_en, name, name_en, description, description_en, price_minor FROM menu_items
 WHERE restaurant_id = ? ORDER BY position;
SELECT area_no, name, name_en FROM areas WHERE restaurant_id = ? ORDER BY area_no;
SELECT table_id, label, area_no, seats, min_party, max_party, shareable, shape, x, y, w, h FROM dining_tables
 WHERE restaurant_id = ? AND active ORDER BY table_id;
SELECT name, name_en, weekdays, opens_minute, last_seating_minute FROM service_periods
 WHERE restaurant_id = ? ORDER BY opens_minute;
SELECT service_date, name, name_en, opens_minute, last_seating_minute FROM special_periods
 WHERE restaurant_id = ? AND service_date BETWEEN ? AND ? ORDER BY service_date, opens_minute;
SELECT service_date, from_minute, to_minute, reason, reason_en FROM closures
 WHERE restaurant_id = ? AND service_date BETWEEN ? AND ? ORDER BY service_date, from_minute`;

/**
 * All that a restaurant's page says, but what is free. Asks the database for the page's version only, unless that
 * changed. Throws RESTAURANT_UNKNOWN, for a draft too.
 */
export async function getRestaurant(
  ctx: ServiceContext,
  raw: z.infer<typeof getRestaurantInput>,
): Promise<RestaurantPage> {
  const { slug } = getRestaurantInput.parse(raw);
  const now = await ctx.reads.versions.ofPage(slug);
  if (!now) throw new AppError('RESTAURANT_UNKNOWN');
  const nowMs = ctx.nowMs();
  const today = dateAt(nowMs, now.timeZone);
  const known = ctx.reads.page(now.id, now.configVersion, today);
  const page = known ?? (await readPage(ctx, now, today));
  if (!known) ctx.reads.keepPage(now.id, now.configVersion, page);
  // Another day opens at a moment of its own.
  return { ...page, lastDay: lastBookableDate(page.limits, nowMs) };
}

async function readPage(ctx: ServiceContext, now: PageVersion, today: ServiceDate): Promise<RestaurantPage> {
  const { id } = now;
  const coming = [id, today, addDays(today, TOLD_DAYS)];
  const [[results], setups] = await Promise.all([
    ctx.scripts.query<Rows[]>(SCRIPT, [id, id, id, id, id, ...coming, ...coming]),
    ctx.reads.setups(new Map([[id, now.configVersion]])),
  ]);
  const [[row], menu, areas, tables, periods, specials, closures] = results as [
    Rows,
    Rows,
    Rows,
    Rows,
    Rows,
    Rows,
    Rows,
  ];
  const setup = setups.get(id);
  if (!row || !setup) throw new AppError('RESTAURANT_UNKNOWN');
  return {
    ...textOf(row),
    menu: toMenu(menu),
    areas: areas.map((area) => ({ areaNo: area.area_no, name: area.name, nameEn: area.name_en })),
    tables: tables.map(toTable),
    joins: setup.floor.joins,
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      periods: periods.filter((period) => period.weekdays & (1 << (weekday - 1))).map(toHours),
    })),
    specialDays: [...new Set(specials.map((special) => special.service_date as ServiceDate))].map((serviceDate) => ({
      serviceDate,
      periods: specials.filter((special) => special.service_date === serviceDate).map(toHours),
    })),
    closures: closures.map(toClosure),
    policy: setup.policy,
    limits: {
      maxParty: mostGuests(setup),
      opening: setup.calendar.opening,
      minNoticeMinutes: setup.calendar.minNoticeMinutes,
      holdMinutes: Math.round(setup.holdTtlMs / 60_000),
      slotMinutes: setup.calendar.slotMinutes,
      turnTimes: setup.calendar.turnTimes,
      timeZone: setup.calendar.timeZone,
      currency: setup.currency,
    },
    today,
    lastDay: lastBookableDate(setup.calendar, ctx.nowMs()),
    configVersion: setup.configVersion,
  };
}

const textOf = (row: RowDataPacket) => ({
  id: row.id as RestaurantId,
  slug: row.slug as string,
  name: row.name as string,
  nameEn: row.name_en as string | null,
  tagline: row.tagline as string | null,
  taglineEn: row.tagline_en as string | null,
  story: row.story as string | null,
  storyEn: row.story_en as string | null,
  cuisine: row.cuisine as string,
  tags: (typeof row.tags === 'string' ? JSON.parse(row.tags) : row.tags) as string[],
  priceLevel: row.price_level as number,
  district: row.district as string,
  neighbourhood: row.neighbourhood as string | null,
  address: row.address as string | null,
  addressEn: row.address_en as string | null,
  phone: row.phone as string | null,
  coverTone: row.cover_tone as string | null,
});

/** Items as they follow each other; a section begins where its name changes. */
function toMenu(rows: Rows): MenuSection[] {
  const sections: MenuSection[] = [];
  for (const row of rows) {
    let section = sections[sections.length - 1];
    if (section?.section !== row.section) {
      section = { section: row.section, sectionEn: row.section_en, items: [] };
      sections.push(section);
    }
    section!.items.push({
      name: row.name,
      nameEn: row.name_en,
      description: row.description,
      descriptionEn: row.description_en,
      priceMinor: row.price_minor,
    });
  }
  return sections;
}

const toTable = (row: RowDataPacket): FloorTable => ({
  tableId: row.table_id,
  label: row.label,
  areaNo: row.area_no,
  seats: row.seats,
  minParty: row.min_party,
  maxParty: row.max_party,
  shareable: Boolean(row.shareable),
  shape: row.shape,
  x: row.x,
  y: row.y,
  w: row.w,
  h: row.h,
});

const toHours = (row: RowDataPacket): Hours => ({
  name: row.name,
  nameEn: row.name_en,
  opensMinute: row.opens_minute,
  lastSeatingMinute: row.last_seating_minute,
});

/** Minutes of a whole day's closure, up to the end of the service that runs into the next morning. */
const toClosure = (row: RowDataPacket): Closure => ({
  serviceDate: row.service_date,
  fromMinute: row.from_minute,
  toMinute: row.to_minute,
  wholeDay: row.from_minute === 0 && row.to_minute >= 2880,
  reason: row.reason,
  reasonEn: row.reason_en,
});
