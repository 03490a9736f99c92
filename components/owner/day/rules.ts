import { nextStatus, type ReservationStatus } from '@/server/domain/reservation/transitions';
import type { DayBooking } from '@/server/services/owner';

export type ServeCommand = 'seat' | 'complete' | 'no-show' | 'unseat';

const COMMANDS: readonly ServeCommand[] = ['seat', 'complete', 'no-show', 'unseat'];

/** Before that nobody is at the door: seating tomorrow's guest would be a slip of the finger. */
const SEAT_FROM_MS = 12 * 3_600_000;

/** What staff may do with a booking now, the most likely first. The server has the last word. */
export function commandsFor(
  booking: Pick<DayBooking, 'status' | 'startsAtMs'>,
  nowMs: number,
): { command: ServeCommand; leadsTo: ReservationStatus }[] {
  return COMMANDS.flatMap((command) => {
    const leadsTo = nextStatus(booking.status, command);
    const tooEarly =
      (command === 'no-show' && nowMs < booking.startsAtMs) ||
      (command === 'seat' && nowMs < booking.startsAtMs - SEAT_FROM_MS);
    return leadsTo && !tooEarly ? [{ command, leadsTo }] : [];
  });
}

/** Comes, is there or was there; not a hold, not a cancellation, not somebody who stayed away. */
const BOOKED: readonly ReservationStatus[] = ['CONFIRMED', 'SEATED', 'COMPLETED'];
const HELD: readonly ReservationStatus[] = ['HELD', 'CONFIRMING'];

export const isQuiet = (booking: Pick<DayBooking, 'status'>) =>
  booking.status === 'CANCELLED' || booking.status === 'NO_SHOW';

/** A closed part that leaves nothing of its day open. */
export const isWholeDay = ({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }) =>
  fromMinute === 0 && toMinute >= 1440;

export type Totals = { covers: number; bookings: number; seated: number; toCome: number; held: number };

/** Counts of bookings, and their guests as `covers`; holds are counted apart, as they may still end. */
export function totalsOf(bookings: readonly Pick<DayBooking, 'status' | 'party'>[]): Totals {
  const booked = bookings.filter(({ status }) => BOOKED.includes(status));
  const having = (status: ReservationStatus) => bookings.filter((booking) => booking.status === status).length;
  return {
    covers: booked.reduce((sum, { party }) => sum + party, 0),
    bookings: booked.length,
    seated: having('SEATED'),
    toCome: having('CONFIRMED'),
    held: bookings.filter(({ status }) => HELD.includes(status)).length,
  };
}

type PeriodStart = { opensMinute: number };

/** Bookings under the last period that had begun when they start; those before the first belong to the first. */
export function byPeriod<P extends PeriodStart, B extends { startMinute: number }>(
  periods: readonly P[],
  bookings: readonly B[],
): { period: P | null; bookings: B[] }[] {
  if (periods.length === 0) return bookings.length > 0 ? [{ period: null, bookings: [...bookings] }] : [];
  const groups = periods.map((period) => ({ period, bookings: [] as B[] }));
  for (const booking of bookings) {
    const group = groups.findLast(({ period }) => period.opensMinute <= booking.startMinute) ?? groups[0]!;
    group.bookings.push(booking);
  }
  return groups;
}

/** Guests at table in each slot of the day, for the small graph over the timeline. */
export function guestsBySlot(
  bookings: readonly Pick<DayBooking, 'status' | 'party' | 'startMinute' | 'endMinute'>[],
  from: number,
  to: number,
  slotMinutes: number,
): { minute: number; guests: number }[] {
  const present = bookings.filter(({ status }) => BOOKED.includes(status));
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / slotMinutes)) }, (_, index) => {
    const minute = from + index * slotMinutes;
    const guests = present
      .filter(({ startMinute, endMinute }) => startMinute <= minute && minute < endMinute)
      .reduce((sum, { party }) => sum + party, 0);
    return { minute, guests };
  });
}

export type News = { kind: 'booked' | 'cancelled'; booking: DayBooking };

/** What somebody else did between two readings of a day: new bookings and cancellations, not the staff's own moves. */
export function newsBetween(before: readonly DayBooking[], after: readonly DayBooking[]): News[] {
  const was = new Map(before.map((booking) => [booking.id, booking.status]));
  return after.flatMap((booking): News[] => {
    const earlier = was.get(booking.id);
    if (booking.status === 'CONFIRMED' && (!earlier || HELD.includes(earlier))) return [{ kind: 'booked', booking }];
    if (booking.status === 'CANCELLED' && earlier && earlier !== 'CANCELLED') return [{ kind: 'cancelled', booking }];
    return [];
  });
}

/** Nobody is late in the first minutes. */
const GRACE_MINUTES = 5;

/** Minutes since a booked guest should have come; 0 for who is here, still has time, or whose table's time is over. */
export function lateMinutes(booking: Pick<DayBooking, 'status' | 'startsAtMs' | 'endsAtMs'>, nowMs: number): number {
  if (booking.status !== 'CONFIRMED' || nowMs >= booking.endsAtMs) return 0;
  const minutes = Math.floor((nowMs - booking.startsAtMs) / 60_000);
  return minutes > GRACE_MINUTES ? minutes : 0;
}

const CARE =
  /알레르기|알러지|알레르겐|allerg|anaphyl|intoleran|글루텐|gluten|celiac|coeliac|비건|채식|vegan|vegetarian|할랄|halal|코셔|kosher|임신|pregnan|못 ?먹|먹지 ?않|can(?:'|no)t eat|do(?:es)?(?: not|n't) eat|견과|땅콩|peanut|shellfish|갑각류/i;

/** Whether a guest's note is about what may not come to the table: the kitchen has to see it before anything else. */
export const needsCare = (note: string): boolean => CARE.test(note);

/** Bookings a host means when typing a name, a code or a table. */
export function matches(booking: DayBooking, typed: string, labels: readonly string[]): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  return [booking.guestName, booking.code, booking.note ?? '', ...labels].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
