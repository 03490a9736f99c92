import type { Minute, ServiceDate } from '../shared/time';
import { type BookableSlot, type DaySetup, LEFT_COUNTED, openBook, spanOf } from './availability';
import { openSlotsOn } from './calendar';
import type { OccupancyRow } from './day-book';
import { NEAR_MINUTES } from './day-view';

/** The starts near a wanted minute at which a party can be seated at `nowMs`, in order: `bookableSlots` of that part. */
export function nearSlots(
  setup: DaySetup,
  occupancy: OccupancyRow[],
  date: ServiceDate,
  wish: { minute: Minute; party: number },
  nowMs: number,
): BookableSlot[] {
  const { calendar } = setup;
  if (wish.party > calendar.maxParty) return [];
  const open = openSlotsOn(calendar, date, nowMs).filter((slot) => Math.abs(slot.minute - wish.minute) <= NEAR_MINUTES);
  if (open.length === 0) return [];
  const book = openBook(setup, occupancy);
  return open.flatMap((slot) => {
    const span = spanOf(calendar, date, slot.minute, wish.party);
    const left = span ? book.countSeatable(wish.party, span, LEFT_COUNTED) : 0;
    return left > 0 ? [{ ...slot, left }] : [];
  });
}
