import type { Availability, Hours } from '@/server/services/restaurant';
import type { BookingPlace } from './booking-place';
import { weekdayOf } from './days';

export type Slot = Availability['grid'][number];
export type SlotGroup = { period: Hours | null; slots: Slot[] };

/** The services of a date: its own where it has any, else its weekday's. */
const periodsOf = (place: Pick<BookingPlace, 'week' | 'specialDays'>, date: string): Hours[] =>
  place.specialDays.find((day) => day.serviceDate === date)?.periods ??
  place.week.find((day) => day.weekday === weekdayOf(date))?.periods ??
  [];

/**
 * A day's starts as the time grid shows them, by service and in order. Those that have passed, or are too near to be
 * booked, are left out: nobody can take them and nobody did.
 */
export function groupSlots(place: Pick<BookingPlace, 'week' | 'specialDays'>, date: string, grid: Slot[]): SlotGroup[] {
  const periods = periodsOf(place, date);
  const groups: SlotGroup[] = [];
  for (const slot of grid) {
    if (slot.state === 'past' || slot.state === 'too-soon') continue;
    const period =
      periods.find((one) => one.opensMinute <= slot.minute && slot.minute <= one.lastSeatingMinute) ?? null;
    const group = groups.at(-1);
    if (group && group.period === period) group.slots.push(slot);
    else groups.push({ period, slots: [slot] });
  }
  return groups;
}

const bookable = (slot: Slot) => slot.left > 0;

/** The starts that went and came back between two looks at the same day. */
export function changesBetween(before: Slot[], after: Slot[]): { taken: number[]; freed: number[] } {
  const was = new Map(before.map((slot) => [slot.minute, slot]));
  const pick = (test: (old: Slot, now: Slot) => boolean) =>
    after
      .filter((now) => {
        const old = was.get(now.minute);
        return old !== undefined && test(old, now);
      })
      .map((slot) => slot.minute);
  return {
    taken: pick((old, now) => bookable(old) && now.state === 'taken'),
    freed: pick((old, now) => old.state === 'taken' && bookable(now)),
  };
}

/** Up to `most` bookable starts nearest to a minute, the nearest first. */
export const nearestFree = (grid: Slot[], minute: number, most = 5): Slot[] =>
  grid
    .filter(bookable)
    .toSorted((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute))
    .slice(0, most);

/** Whether a start of the day can be booked no longer, though it could be on another day like it. */
export const isGone = (grid: Slot[], minute: number): boolean =>
  !grid.some((slot) => slot.minute === minute && bookable(slot));
