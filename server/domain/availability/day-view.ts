import type { Minute, ServiceDate } from '../shared/time';
import { type BookableSlot, type DaySetup, LEFT_COUNTED, openBook, spanOf } from './availability';
import { type Calendar, checkParty, type Slot, slotsOn } from './calendar';
import type { OccupancyRow } from './day-book';
import { largestParty } from './floor';
import { isOpenYet, opensAtMs } from './opening';

/** `last`: one party more and it is gone. `taken` had its tables given away; the other two are a matter of the clock. */
export type SlotState = 'free' | 'last' | 'taken' | 'past' | 'too-soon';

export type SlotView = Slot & { state: SlotState; left: number };

/** Why a day offers nothing, when that is not because it is full. */
export type NoService = 'past' | 'not-yet' | 'closed' | 'party-too-large' | 'party-too-small';

/** The most guests one booking can have: by the restaurant's own limit, its floor and its pacing. */
export const mostGuests = ({ calendar, floor }: DaySetup): number =>
  Math.min(calendar.maxParty, largestParty(floor), calendar.pacingCovers ?? calendar.maxParty);

/** Why a party would not be seated even in an empty house; null when it would. */
export function misfit(setup: DaySetup, party: number): 'party-too-large' | 'party-too-small' | null {
  if (!checkParty(setup.calendar, party)) {
    const anyTime = { from: 0, to: setup.calendar.slotMinutes };
    if (openBook(setup, []).seat(party, anyTime)) return null;
  }
  return party > mostGuests(setup) ? 'party-too-large' : 'party-too-small';
}

/**
 * Every start a day has for a party, with what stands in its way; none when the day cannot be booked yet or the party
 * is one the restaurant never seats.
 */
export function viewDay(
  setup: DaySetup,
  occupancy: OccupancyRow[],
  date: ServiceDate,
  party: number,
  nowMs: number,
): SlotView[] {
  const { calendar } = setup;
  if (misfit(setup, party) || !isOpenYet(calendar, date, nowMs)) return [];
  const earliestMs = nowMs + calendar.minNoticeMinutes * 60_000;
  const book = openBook(setup, occupancy);
  return slotsOn(calendar, date).map((slot) => {
    if (slot.startsAtMs <= nowMs) return { ...slot, state: 'past', left: 0 };
    if (slot.startsAtMs < earliestMs) return { ...slot, state: 'too-soon', left: 0 };
    const span = spanOf(calendar, date, slot.minute, party);
    const left = span ? book.countSeatable(party, span, LEFT_COUNTED) : 0;
    return { ...slot, left, state: left === 0 ? 'taken' : left === 1 ? 'last' : 'free' };
  });
}

/** The starts of a view that can be booked. */
export const bookableOf = (view: SlotView[]): BookableSlot[] =>
  view.filter((slot) => slot.left > 0).map(({ minute, startsAtMs, left }) => ({ minute, startsAtMs, left }));

/** Why a date offers a party nothing whatever is taken; null when it is a matter of tables alone. */
export function noService(setup: DaySetup, date: ServiceDate, party: number, nowMs: number): NoService | null {
  const { calendar } = setup;
  const unfit = misfit(setup, party);
  if (unfit) return unfit;
  const slots = slotsOn(calendar, date);
  if (slots.length === 0) return 'closed';
  if (slots.every((slot) => slot.startsAtMs <= nowMs)) return 'past';
  return isOpenYet(calendar, date, nowMs) ? null : 'not-yet';
}

/**
 * The next instant, epoch milliseconds, at which a date looks different by the clock alone: it opens, a start has come, or
 * comes too near to be booked. Until then a view of it holds as long as nothing else changes; null when it holds for good.
 */
export function nextViewChangeMs(calendar: Calendar, date: ServiceDate, nowMs: number): number | null {
  const slots = slotsOn(calendar, date);
  const starts = slots.map((slot) => slot.startsAtMs);
  const opensMs = opensAtMs(calendar, date);
  const noticeMs = calendar.minNoticeMinutes * 60_000;
  const changes =
    opensMs > nowMs
      ? [opensMs, ...starts.slice(-1)]
      : // With exactly the notice left a start can still be booked.
        [...starts, ...(noticeMs > 0 ? starts.map((startMs) => startMs - noticeMs + 1) : [])];
  const coming = changes.filter((atMs) => slots.length > 0 && atMs > nowMs);
  return coming.length > 0 ? Math.min(...coming) : null;
}

/** `full`: it had starts ahead and none is left. `closed` is also a day that is over. */
export type DayState = 'open' | 'full' | 'closed' | 'not-yet';

/** `opensAtMs`, epoch milliseconds, is there with `not-yet` only. */
export type DaySummary = {
  date: ServiceDate;
  state: DayState;
  freeSlots: number;
  totalSlots: number;
  opensAtMs?: number;
};

/** How full a day is for a party, counted in starts that are still ahead. */
export function summariseDay(
  setup: DaySetup,
  occupancy: OccupancyRow[],
  date: ServiceDate,
  party: number,
  nowMs: number,
): DaySummary {
  const opensMs = opensAtMs(setup.calendar, date);
  if (opensMs > nowMs && noService(setup, date, party, nowMs) === 'not-yet')
    return { date, state: 'not-yet', freeSlots: 0, totalSlots: 0, opensAtMs: opensMs };
  if (misfit(setup, party)) return { date, state: 'closed', freeSlots: 0, totalSlots: 0 };
  const ahead = viewDay(setup, occupancy, date, party, nowMs).filter(
    (slot) => slot.state !== 'past' && slot.state !== 'too-soon',
  );
  const freeSlots = ahead.filter((slot) => slot.left > 0).length;
  const state = ahead.length === 0 ? 'closed' : freeSlots > 0 ? 'open' : 'full';
  return { date, state, freeSlots, totalSlots: ahead.length };
}

/** How far from the wanted time a start still counts as near it, minutes. */
export const NEAR_MINUTES = 120;

/** The starts near a wanted minute, up to `most`, in order of time. */
export function slotsAround<S extends { minute: Minute }>(slots: S[], wanted: Minute, most: number): S[] {
  const distance = (slot: S) => Math.abs(slot.minute - wanted);
  return [...slots]
    .sort((a, b) => distance(a) - distance(b) || a.minute - b.minute)
    .slice(0, most)
    .sort((a, b) => a.minute - b.minute);
}
