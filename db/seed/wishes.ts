import { spanOf } from '@/server/domain/availability/availability';
import { type Slot, slotsOn, turnMinutes } from '@/server/domain/availability/calendar';
import { DayBook, type Taking } from '@/server/domain/availability/day-book';
import { type ServiceDate, weekdayOf } from '@/server/domain/shared/time';
import type { House } from './places';
import type { Random } from './random';

/** Tables given to a party on a day, before it is known whose they are. */
export type Seating = {
  slot: Slot;
  party: number;
  toMinute: number;
  takings: Taking[];
  fate: 'kept' | 'no-show' | 'cancelled';
};

/** Guests who come as so many: mostly two. Index 0 is a party of one. */
const PARTIES = [9, 50, 13, 19, 3.5, 4, 0.7, 1.5];
const PARTIES_OF_GROUPS = [2, 30, 16, 28, 8, 11, 3, 6];

/** From Monday to Sunday. */
const WEEKDAY_DEMAND = [0.78, 0.85, 0.92, 0.98, 1.14, 1.2, 1.05];

/** How much of an ordinary day's demand has booked so many days ahead. A famous place is gone as soon as it opens. */
export const bookedAhead = (house: House, inDays: number): number =>
  inDays <= 0 || house.content.famous ? 1 : 0.3 + 0.7 * Math.exp(-inDays / 12);

/** How many want a start, 0 to 1: around half past twelve and around seven, fewer between and late. */
export function appetite(minute: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((minute - at) / width) ** 2));
  return Math.min(1, 0.16 + peak(12.4 * 60, 60) * 0.85 + peak(19 * 60, 85) + peak(21.5 * 60, 110) * 0.45);
}

export type Day = { house: House; date: ServiceDate; inDays: number; slots: readonly Slot[]; book: DayBook };

/** A day with nothing taken yet. */
export const openDay = (house: House, date: ServiceDate, inDays: number): Day => ({
  house,
  date,
  inDays,
  slots: slotsOn(house.calendar, date),
  book: new DayBook(house.floor, house.calendar.slotMinutes, house.calendar.pacingCovers, []),
});

/** Gives a party the tables the booking rules would give it, or null. What is later cancelled takes none. */
export function seatParty(day: Day, slot: Slot, party: number, fate: Seating['fate'] = 'kept'): Seating | null {
  const span = spanOf(day.house.calendar, day.date, slot.minute, party);
  const takings = span && day.book.seat(party, span);
  if (!span || !takings) return null;
  if (fate !== 'cancelled') day.book.take(takings);
  return { slot, party, toMinute: span.to, takings, fate };
}

/** Draws wishes and seats those the domain's rules will, until `done` says so or one after the other is refused. */
function seatWishes(day: Day, random: Random, giveUpAfter: number, done: (guestMinutes: number) => boolean) {
  const { content, calendar } = day.house;
  const weights = day.slots.map((slot) => (content.famous ? 1 : appetite(slot.minute)));
  const parties = (content.tags.includes('groups') ? PARTIES_OF_GROUPS : PARTIES).slice(0, content.maxParty);
  const seated: Seating[] = [];
  let guestMinutes = 0;
  for (let refused = 0; day.slots.length > 0 && refused < giveUpAfter && !done(guestMinutes); ) {
    const slot = day.slots[random.weighted(weights)]!;
    const party = random.weighted(parties) + 1;
    const seating = seatParty(day, slot, party, drawFate(day.inDays, random));
    if (!seating) {
      refused++;
      continue;
    }
    refused = 0;
    seated.push(seating);
    if (seating.fate !== 'cancelled') guestMinutes += party * turnMinutes(calendar.turnTimes, party);
  }
  return { seated, guestMinutes };
}

/** Guest-minutes of a day on which the hours people want are full: what demand 1 means for this house. */
export const fullDay = (house: House, date: ServiceDate, random: Random): number =>
  seatWishes(openDay(house, date, 0), random, house.content.famous ? 60 : 16, () => false).guestMinutes;

/** Fills a day as far as the restaurant's demand goes; `full` is what `fullDay` says of such a day. */
export function fillDay(day: Day, full: number, random: Random): Seating[] {
  const { house, date, inDays } = day;
  const weekday = house.content.famous ? 1 : WEEKDAY_DEMAND[weekdayOf(date) - 1]!;
  const demand = house.content.demand * weekday * bookedAhead(house, inDays) * random.between(0.88, 1.06);
  const target = full * Math.min(house.content.famous ? 1 : 0.92, demand);
  return seatWishes(day, random, 30, (guestMinutes) => guestMinutes >= target).seated;
}

function drawFate(inDays: number, random: Random): Seating['fate'] {
  const draw = random.next();
  if (draw < 0.05) return 'cancelled';
  return inDays <= 0 && draw < 0.08 ? 'no-show' : 'kept';
}
