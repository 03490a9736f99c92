import { type Minute, type ServiceDate, wallSpan } from '../shared/time';
import { type Calendar, openSlotsOn, type Slot, turnMinutes } from './calendar';
import { DayBook, type OccupancyRow } from './day-book';
import type { Floor } from './floor';

/** A start that can be booked. `left` counts the tables it still has for that party, up to `LEFT_COUNTED`. */
export type BookableSlot = Slot & { left: number };

/** From how many on "nearly gone" is not worth saying. */
export const LEFT_COUNTED = 3;

export type DaySetup = { calendar: Calendar; floor: Floor };

/** The book of a day as the database has it. */
export const openBook = (setup: DaySetup, occupancy: OccupancyRow[]): DayBook =>
  new DayBook(setup.floor, setup.calendar.slotMinutes, setup.calendar.pacingCovers, occupancy);

/** The granules a party takes from a start on; null when the clock skips that start. */
export const spanOf = (calendar: Calendar, date: ServiceDate, minute: Minute, party: number) =>
  wallSpan(date, minute, turnMinutes(calendar.turnTimes, party), calendar.slotMinutes, calendar.timeZone);

/** Every start of a date at which a party can be seated at `nowMs`, in order. Pure: the same facts, the same answer. */
export function bookableSlots(
  setup: DaySetup,
  occupancy: OccupancyRow[],
  date: ServiceDate,
  party: number,
  nowMs: number,
): BookableSlot[] {
  return freeSlotsIn(setup, openBook(setup, occupancy), date, party, nowMs);
}

/** The same, in a book that is being written: a batch sees its own takings. Leaves the book as it was. */
export function freeSlotsIn(
  { calendar }: DaySetup,
  book: DayBook,
  date: ServiceDate,
  party: number,
  nowMs: number,
): BookableSlot[] {
  if (!Number.isInteger(party) || party < 1 || party > calendar.maxParty) return [];
  return openSlotsOn(calendar, date, nowMs).flatMap((slot) => {
    const span = spanOf(calendar, date, slot.minute, party);
    const left = span ? book.countSeatable(party, span, LEFT_COUNTED) : 0;
    return left > 0 ? [{ ...slot, left }] : [];
  });
}

/** Up to `most` slots nearest to a wanted minute, the nearest first; of two as near, the earlier. */
export function nearestSlots<S extends { minute: Minute }>(slots: readonly S[], wanted: Minute, most: number): S[] {
  const distance = (slot: S) => Math.abs(slot.minute - wanted);
  return [...slots].sort((a, b) => distance(a) - distance(b) || a.minute - b.minute).slice(0, most);
}
