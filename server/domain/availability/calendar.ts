import { type Refusal, refuse } from '../shared/errors';
import { instantOf, isServiceDate, type Minute, type ServiceDate, weekdayOf } from '../shared/time';
import { isOpenYet, type Opening, opensAtMs } from './opening';

export type Period = { opensMinute: Minute; lastSeatingMinute: Minute };

/** When a restaurant takes parties. All of it is data: changing the calendar stores and deletes no slots. */
export type Calendar = {
  timeZone: string;
  /** Step of the slot grid and granule of occupancy, minutes: 15, 30 or 60. */
  slotMinutes: number;
  /** `weekdays` is a bit mask: bit 0 Monday … bit 6 Sunday. */
  periods: (Period & { weekdays: number })[];
  /** A date with any of these forgets its weekday's periods. */
  specialPeriods: (Period & { serviceDate: ServiceDate })[];
  /** `toMinute` is exclusive. */
  closures: { serviceDate: ServiceDate; fromMinute: Minute; toMinute: Minute }[];
  /** Ascending by `partyMax`. */
  turnTimes: { partyMax: number; minutes: number }[];
  /** When each date begins to be booked. */
  opening: Opening;
  minNoticeMinutes: number;
  maxParty: number;
  /** How many guests may start in one slot; null is no limit. */
  pacingCovers: number | null;
};

export type Slot = { minute: Minute; startsAtMs: number };

/** Turn times of a restaurant that has set none. */
export const DEFAULT_TURN_TIMES = [
  { partyMax: 2, minutes: 90 },
  { partyMax: 4, minutes: 120 },
  { partyMax: 99, minutes: 150 },
];

/** Minutes a party of that size keeps its table. Larger than the last row is as long as the last row. */
export function turnMinutes(turnTimes: Calendar['turnTimes'], party: number): number {
  const rows = turnTimes.length > 0 ? turnTimes : DEFAULT_TURN_TIMES;
  return (rows.find((row) => party <= row.partyMax) ?? rows[rows.length - 1]!).minutes;
}

/** The periods that count on a date. */
export function periodsOn(calendar: Calendar, date: ServiceDate): Period[] {
  const special = calendar.specialPeriods.filter((period) => period.serviceDate === date);
  if (special.length > 0) return special;
  const bit = 1 << (weekdayOf(date) - 1);
  return calendar.periods.filter((period) => period.weekdays & bit);
}

export const isClosed = (calendar: Calendar, date: ServiceDate, minute: Minute): boolean =>
  calendar.closures.some((c) => c.serviceDate === date && c.fromMinute <= minute && minute < c.toMinute);

const MOST_DATES = 400;
const known = new WeakMap<Calendar, Map<ServiceDate, readonly Slot[]>>();

/**
 * Every start a date's periods offer, in order, without the closed and without those the clock skips. Worked out once for a
 * calendar, which never changes: another version is another object.
 */
export function slotsOn(calendar: Calendar, date: ServiceDate): readonly Slot[] {
  const dates = known.get(calendar) ?? new Map<ServiceDate, readonly Slot[]>();
  const found = dates.get(date) ?? findSlots(calendar, date);
  if (dates.size >= MOST_DATES) dates.clear();
  known.set(calendar, dates.set(date, found));
  return found;
}

function findSlots(calendar: Calendar, date: ServiceDate): Slot[] {
  const slots = new Map<Minute, Slot>();
  for (const period of periodsOn(calendar, date)) {
    for (let minute = period.opensMinute; minute <= period.lastSeatingMinute; minute += calendar.slotMinutes) {
      if (isClosed(calendar, date, minute)) continue;
      const startsAtMs = instantOf(date, minute, calendar.timeZone);
      if (startsAtMs !== null) slots.set(minute, { minute, startsAtMs });
    }
  }
  return [...slots.values()].sort((a, b) => a.minute - b.minute);
}

/** The slots of a date that its opening and the notice leave to be booked at `nowMs`. */
export function openSlotsOn(calendar: Calendar, date: ServiceDate, nowMs: number): Slot[] {
  if (!isOpenYet(calendar, date, nowMs)) return [];
  const earliestMs = nowMs + calendar.minNoticeMinutes * 60_000;
  return slotsOn(calendar, date).filter((slot) => slot.startsAtMs > nowMs && slot.startsAtMs >= earliestMs);
}

/** Refuses a party size that no rule can seat. */
export function checkParty(calendar: Calendar, party: number): Refusal | null {
  if (!Number.isInteger(party) || party < 1) return refuse('PARTY_SIZE_INVALID', { party });
  if (party > calendar.maxParty) return refuse('PARTY_TOO_LARGE', { party, maxParty: calendar.maxParty });
  return null;
}

/** No service starts later than two days after its date's midnight. */
const MINUTE_END = 2880;

/** Says whether a start can be booked at all, before any table is looked at: the slot, or the reason why not. */
export function checkSlot(
  calendar: Calendar,
  date: ServiceDate,
  minute: Minute,
  party: number,
  nowMs: number,
): { ok: true; slot: Slot } | Refusal {
  const badParty = checkParty(calendar, party);
  if (badParty) return badParty;
  if (!isServiceDate(date) || !Number.isInteger(minute) || minute < 0 || minute >= MINUTE_END)
    return refuse('SLOT_OFF_GRID', { date, minute });
  const startsAtMs = instantOf(date, minute, calendar.timeZone);
  if (startsAtMs === null) return refuse('SLOT_OFF_GRID', { date, minute });
  if (startsAtMs <= nowMs) return refuse('SLOT_IN_PAST', { date, minute });
  const slots = slotsOn(calendar, date);
  if (slots.length === 0 || isClosed(calendar, date, minute)) return refuse('DAY_CLOSED', { date });
  if (!isOpenYet(calendar, date, nowMs)) {
    return refuse('SLOT_NOT_OPEN_YET', { date, opensAt: new Date(opensAtMs(calendar, date)).toISOString() });
  }
  const slot = slots.find((candidate) => candidate.minute === minute);
  if (!slot) return refuse('SLOT_OFF_GRID', { date, minute });
  if (startsAtMs < nowMs + calendar.minNoticeMinutes * 60_000) {
    return refuse('SLOT_TOO_SOON', { date, minute, minNoticeMinutes: calendar.minNoticeMinutes });
  }
  return { ok: true, slot };
}
