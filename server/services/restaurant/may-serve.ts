import { NEAR_MINUTES } from '@/server/domain/availability/day-view';
import { dateAt, daysBetween, instantOf, type Minute, type ServiceDate, weekdayOf } from '@/server/domain/shared/time';

/** A condition on `restaurants r`, with its parameters. */
export type Sql = { sql: string; params: unknown[] };

/** A party at a date and time, asked for at `nowMs` (epoch ms). */
export type Wish = { date: ServiceDate; minute: Minute; party: number; nowMs: number };

/** The time zone in which it becomes tomorrow first of all. */
const FIRST_ZONE = 'Etc/GMT-14';

/**
 * What a restaurant must be like to have a start near the wish at all, whatever is taken there: what a city-wide search
 * passes over inside the database. Rules out only what the domain would rule out too, not all of it: what stays is
 * decided by the domain. `zones` are time zones known to occur.
 */
export function mayServe(wish: Wish, zones: ReadonlySet<string>): Sql[] {
  const { date, minute, party, nowMs } = wish;
  const [from, to] = [minute - NEAR_MINUTES, minute + NEAR_MINUTES];
  const daysAhead = daysBetween(dateAt(nowMs, FIRST_ZONE), date);
  // Counted, because EXISTS may be run by first collecting every such row of the whole city.
  return [
    { sql: 'r.max_party >= ? AND (r.pacing_covers IS NULL OR r.pacing_covers >= ?)', params: [party, party] },
    { sql: "(r.opening_kind = 'monthly' OR r.booking_window_days >= ?)", params: [daysAhead] },
    {
      sql: `(SELECT COUNT(*) FROM service_periods p WHERE p.restaurant_id = r.id AND p.weekdays & ? AND p.opens_minute <= ? AND p.last_seating_minute >= ?)
        + (SELECT COUNT(*) FROM special_periods s WHERE s.restaurant_id = r.id AND s.service_date = ?) > 0`,
      params: [1 << (weekdayOf(date) - 1), to, from, date],
    },
    {
      sql: '(SELECT COUNT(*) FROM closures c WHERE c.restaurant_id = r.id AND c.service_date = ? AND c.from_minute <= ? AND c.to_minute > ?) = 0',
      params: [date, from, to],
    },
    ...[...zones].flatMap((zone) => notTooLate(zone, date, to, nowMs)),
  ];
}

/** In a zone where the last start near the wish is over, or nearer than the notice a restaurant asks for, there is none. */
function notTooLate(zone: string, date: ServiceDate, last: Minute, nowMs: number): Sql[] {
  const lastMs = instantOf(date, last, zone);
  const minutesLeft = lastMs === null ? Number.POSITIVE_INFINITY : Math.floor((lastMs - nowMs) / 60_000);
  // No notice is longer: the condition would rule out nothing.
  if (minutesLeft > MOST_NOTICE_MINUTES) return [];
  const over = lastMs !== null && lastMs <= nowMs;
  return [{ sql: '(r.time_zone <> ? OR r.min_notice_minutes <= ?)', params: [zone, over ? -1 : minutesLeft] }];
}

const MOST_NOTICE_MINUTES = 60 * 24 * 365;
