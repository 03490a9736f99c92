import { addDays, dateAt, dayOfMonth, instantFrom, type Minute, type ServiceDate } from '../shared/time';

/**
 * When a restaurant lets a date be booked, by the wall clock of its own zone; `minute` counts from midnight, 0 to 1439.
 * `rolling`: each date opens so many days before it. `monthly`: all dates of a month open together, on that day (1 to 28)
 * of the month before.
 */
export type Opening =
  | { kind: 'rolling'; daysAhead: number; minute: Minute }
  | { kind: 'monthly'; dayOfMonth: number; minute: Minute };

export type OpeningKind = Opening['kind'];

/** What of a calendar decides when its dates open. */
export type OpeningTimes = { opening: Opening; timeZone: string };

/** The rule as a restaurant's row keeps it. The days ahead of a rolling rule stay there while a monthly one counts. */
export type OpeningColumns = {
  openingKind: OpeningKind;
  bookingWindowDays: number;
  openingMinute: Minute;
  openingDay: number | null;
};

export const fromColumns = (row: OpeningColumns): Opening =>
  row.openingKind === 'monthly' && row.openingDay !== null
    ? { kind: 'monthly', dayOfMonth: row.openingDay, minute: row.openingMinute }
    : { kind: 'rolling', daysAhead: row.bookingWindowDays, minute: row.openingMinute };

export const toColumns = (opening: Opening, bookingWindowDays: number): OpeningColumns =>
  opening.kind === 'monthly'
    ? { openingKind: 'monthly', bookingWindowDays, openingMinute: opening.minute, openingDay: opening.dayOfMonth }
    : {
        openingKind: 'rolling',
        bookingWindowDays: opening.daysAhead,
        openingMinute: opening.minute,
        openingDay: null,
      };

/** No rolling rule opens a date earlier than so many days before it, and no monthly one comes near. */
export const MOST_DAYS_AHEAD = 365;

/** Whatever any rule has opened, this one has too: for a time that was held already. */
export const WIDEST_OPENING: Opening = { kind: 'rolling', daysAhead: MOST_DAYS_AHEAD, minute: 0 };

const MAX_CACHED = 8192;
const instants = new Map<string, number>();

/**
 * The instant from which a date can be booked, epoch milliseconds: the one truth about it. A wall-clock time that the
 * clock skips opens with the next one it shows. Never falls as dates rise.
 */
export function opensAtMs({ opening, timeZone }: OpeningTimes, date: ServiceDate): number {
  const key =
    opening.kind === 'rolling'
      ? `${timeZone} ${opening.minute} ${date} ${opening.daysAhead}`
      : `${timeZone} ${opening.minute} ${date.slice(0, 7)} ${opening.dayOfMonth}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const day = opening.kind === 'rolling' ? addDays(date, -opening.daysAhead) : dayOfMonth(date, -1, opening.dayOfMonth);
  const found = instantFrom(day, opening.minute, timeZone);
  if (instants.size >= MAX_CACHED) instants.clear();
  instants.set(key, found);
  return found;
}

export const isOpenYet = (calendar: OpeningTimes, date: ServiceDate, nowMs: number): boolean =>
  opensAtMs(calendar, date) <= nowMs;

/** The last date that can be booked at `nowMs`: it and all before it are open, none after it is. */
export function lastBookableDate(calendar: OpeningTimes, nowMs: number): ServiceDate {
  const { opening, timeZone } = calendar;
  const today = dateAt(nowMs, timeZone);
  const rolling = opening.kind === 'rolling';
  let last = rolling ? addDays(today, opening.daysAhead) : dayOfMonth(today, 1, 31);
  while (!isOpenYet(calendar, last, nowMs)) last = rolling ? addDays(last, -1) : dayOfMonth(last, -1, 31);
  return last;
}

/** The next opening after `nowMs`, epoch milliseconds, and the dates that open then, both inclusive. */
export function nextOpening(
  calendar: OpeningTimes,
  nowMs: number,
): { opensAtMs: number; fromDate: ServiceDate; toDate: ServiceDate } {
  const fromDate = addDays(lastBookableDate(calendar, nowMs), 1);
  const atMs = opensAtMs(calendar, fromDate);
  let toDate = fromDate;
  while (opensAtMs(calendar, addDays(toDate, 1)) === atMs) toDate = addDays(toDate, 1);
  return { opensAtMs: atMs, fromDate, toDate };
}
