import { addDays, instantOf, type ServiceDate } from '../shared/time';
import { type Calendar, slotsOn } from './calendar';

/**
 * The first instant after `nowMs` (epoch ms) at which what is shown of a date may change although nothing is written: a
 * start passes, a start comes too near for the notice, or booking of the date begins. A view worked out at `nowMs` holds
 * until then, exclusive; null is for ever.
 */
export function nextViewChangeMs(calendar: Calendar, date: ServiceDate, nowMs: number): number | null {
  const noticeMs = calendar.minNoticeMinutes * 60_000;
  let next = Number.POSITIVE_INFINITY;
  const consider = (instantMs: number | null) => {
    if (instantMs !== null && instantMs > nowMs && instantMs < next) next = instantMs;
  };
  consider(firstInstantOf(addDays(date, -calendar.bookingWindowDays), calendar.timeZone));
  for (const { startsAtMs } of slotsOn(calendar, date)) {
    consider(startsAtMs);
    // A start just as far away as the notice asks can still be booked.
    consider(startsAtMs - noticeMs + 1);
  }
  return next === Number.POSITIVE_INFINITY ? null : next;
}

/** Where the clock skips a date's midnight, the date begins with the first minute that there is. */
function firstInstantOf(date: ServiceDate, zone: string): number | null {
  for (let minute = 0; minute <= 180; minute += 15) {
    const instantMs = instantOf(date, minute, zone);
    if (instantMs !== null) return instantMs;
  }
  return null;
}
