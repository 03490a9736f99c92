import { type Refusal, refuse } from '../shared/errors';
import { clockOf, type Minute, type ServiceDate } from '../shared/time';
import { type DaySetup, freeSlotsIn, nearestSlots, spanOf } from './availability';
import { checkSlot, turnMinutes } from './calendar';
import type { DayBook, Taking } from './day-book';

export type HoldWish = { serviceDate: ServiceDate; minute: Minute; party: number };

/** A booking of the same diner that is alive. Instants are epoch milliseconds. */
export type DinerBooking = { reservationId: string; held: boolean; startsAtMs: number; endsAtMs: number };

export type HoldDecision =
  | { ok: true; startsAtMs: number; endsAtMs: number; fromMinute: Minute; toMinute: Minute; takings: Taking[] }
  | Refusal;

/** A diner may have so many unpaid holds at once. */
export const MAX_LIVE_HOLDS = 3;
const NEAREST_OFFERED = 5;

/**
 * Decides one wish against a day's book. Takes nothing: the caller adds the takings when it keeps the decision.
 */
export function decideHold(
  setup: DaySetup,
  book: DayBook,
  wish: HoldWish,
  diner: DinerBooking[],
  nowMs: number,
  nearest: () => { minute: Minute; startsAtMs: number }[],
): HoldDecision {
  const checked = checkSlot(setup.calendar, wish.serviceDate, wish.minute, wish.party, nowMs);
  if (!checked.ok) return checked;
  const startsAtMs = checked.slot.startsAtMs;
  const endsAtMs = startsAtMs + turnMinutes(setup.calendar.turnTimes, wish.party) * 60_000;
  const limit = checkDiner(diner, startsAtMs, endsAtMs);
  if (limit) return limit;
  const span = spanOf(setup.calendar, wish.serviceDate, wish.minute, wish.party);
  const takings = span && book.seat(wish.party, span);
  if (!span || !takings) {
    return refuse('SLOT_TAKEN', {
      ...wish,
      time: clockOf(wish.minute),
      nearest: nearest().map((slot) => ({ minute: slot.minute, time: clockOf(slot.minute) })),
    });
  }
  return { ok: true, startsAtMs, endsAtMs, fromMinute: span.from, toMinute: span.to, takings };
}

/** A diner's own limits: three live holds, and no two live bookings at overlapping times. */
export function checkDiner(diner: DinerBooking[], startsAtMs: number, endsAtMs: number): Refusal | null {
  const overlapping = diner.find((other) => other.startsAtMs < endsAtMs && startsAtMs < other.endsAtMs);
  if (overlapping) return refuse('BOOKING_OVERLAPS', { reservationId: overlapping.reservationId });
  if (diner.filter((other) => other.held).length >= MAX_LIVE_HOLDS)
    return refuse('HOLD_LIMIT_REACHED', { limit: MAX_LIVE_HOLDS });
  return null;
}

/** Times to offer instead of a taken one. */
export const nearestFree = (setup: DaySetup, book: DayBook, wish: HoldWish, nowMs: number) =>
  nearestSlots(freeSlotsIn(setup, book, wish.serviceDate, wish.party, nowMs), wish.minute, NEAREST_OFFERED);
