import { Temporal } from 'temporal-polyfill';

/**
 * Service days. A service date is a restaurant's local date (`2026-11-27`); a minute counts from that date's midnight by
 * the wall clock and may pass 1440: minute 1530 of Friday is 01:30 on Saturday morning, and belongs to Friday's service.
 * Instants are epoch milliseconds, UTC. Nothing else in the project converts between the two.
 */
export type ServiceDate = string;
export type Minute = number;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const MAX_CACHED = 4096;

/** Years of four digits; what the calendar does not have (`2026-02-30`) is none. */
export const isServiceDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

export const isTimeZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

/**
 * Remembers what a pure function answered to arguments that `keyOf` tells apart: a search asks the same few questions of
 * every restaurant it looks at. Forgets everything when it remembers too much.
 */
function remembering<A extends unknown[], R>(
  keyOf: (...args: A) => string,
  work: (...args: A) => R,
): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args) => {
    const key = keyOf(...args);
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const found = work(...args);
    if (known.size >= MAX_CACHED) known.clear();
    known.set(key, found);
    return found;
  };
}

/** `days` may be negative. */
export const addDays = remembering(
  (date: ServiceDate, days: number) => `${date} ${days}`,
  (date, days): ServiceDate => Temporal.PlainDate.from(date).add({ days }).toString(),
);

/** A day of the month that is `months` after a date's own; past that month's end it is its last. */
export const dayOfMonth = (date: ServiceDate, months: number, day: number): ServiceDate =>
  Temporal.PlainDate.from(date).toPlainYearMonth().add({ months }).toPlainDate({ day }).toString();

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = remembering(
  (date: ServiceDate) => date,
  (date): number => Temporal.PlainDate.from(date).dayOfWeek,
);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: ServiceDate, to: ServiceDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** A date's midnight, and whether the 36 hours after it have one offset, so that minutes are plain arithmetic. */
const midnightOf = remembering(
  (date: ServiceDate, zone: string) => `${zone} ${date}`,
  (date, zone) => {
    const day = Temporal.PlainDate.from(date);
    const start = day.toZonedDateTime({ timeZone: zone });
    const end = day.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: '23:59' });
    return {
      startMs: start.epochMilliseconds,
      plain: start.offsetNanoseconds === end.offsetNanoseconds && start.hour === 0,
    };
  },
);

/**
 * The instant of a wall-clock minute of a service date, or null when the clock skips it (spring forward).
 * A time that occurs twice (fall back) is the first of the two.
 */
export function instantOf(date: ServiceDate, minute: Minute, zone: string): number | null {
  const midnight = midnightOf(date, zone);
  if (midnight.plain && minute < 2 * DAY_MINUTES) return midnight.startMs + minute * MINUTE_MS;
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : null;
}

/** The first instant at which the wall clock has come to a minute of a date: one it skips is where its gap ends. */
export function instantFrom(date: ServiceDate, minute: Minute, zone: string): number {
  const exact = instantOf(date, minute, zone);
  if (exact !== null) return exact;
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
  const beforeGap = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return beforeGap.getTimeZoneTransition('next')!.epochMilliseconds;
}

/** The wall-clock minute of `date` at an instant; may pass 1440. */
export function minuteAt(instantMs: number, date: ServiceDate, zone: string): Minute {
  const wall = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).toPlainDateTime();
  return Math.floor(Temporal.PlainDate.from(date).toPlainDateTime().until(wall, { largestUnit: 'minutes' }).minutes);
}

/** The local date at an instant. Clocks differ from UTC by whole minutes, so within a minute it is one date. */
export const dateAt = remembering(
  (instantMs: number, zone: string) => `${zone} ${Math.floor(instantMs / MINUTE_MS)}`,
  (instantMs, zone): ServiceDate =>
    Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).toPlainDate().toString(),
);

/**
 * The wall-clock minutes `[from, to)` that a stay of `minutes` real minutes touches, widened to whole granules.
 * On the night the clock falls back the stay passes the repeated hour twice and must take all of it.
 */
export function wallSpan(
  date: ServiceDate,
  startMinute: Minute,
  minutes: number,
  granule: number,
  zone: string,
): { from: Minute; to: Minute } | null {
  const startMs = instantOf(date, startMinute, zone);
  if (startMs === null) return null;
  let from = startMinute;
  let to = startMinute + minutes;
  if (!midnightOf(date, zone).plain) {
    for (let past = 0; past < minutes; past += granule) {
      const minute = minuteAt(startMs + past * MINUTE_MS, date, zone);
      from = Math.min(from, minute);
      to = past === 0 ? minute + granule : Math.max(to, minute + granule);
    }
  }
  return { from: Math.floor(from / granule) * granule, to: Math.ceil(to / granule) * granule };
}

/** `19:00`; a minute past midnight is shown as the clock shows it (1530 is `01:30`). */
export function clockOf(minute: Minute): string {
  const inDay = minute % DAY_MINUTES;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
