import { type Refusal, refuse } from '../shared/errors';
import { clockOf, type Minute, type ServiceDate } from '../shared/time';
import { type DaySetup, freeSlotsIn, nearestSlots, spanOf } from './availability';
import { checkSlot, turnMinutes } from './calendar';
import type { DayBook, Span, Taking } from './day-book';

export type HoldWish = { serviceDate: ServiceDate; minute: Minute; party: number };

/** A booking of the same diner that is alive. Instants are epoch milliseconds. */
export type DinerBooking = { reservationId: string; held: boolean; startsAtMs: number; endsAtMs: number };

export type HoldDecision =
  | { ok: true; startsAtMs: number; endsAtMs: number; fromMinute: Minute; toMinute: Minute; takings: Taking[] }
  | Refusal;

/** A diner may have so many unpaid holds at once. */
export const MAX_LIVE_HOLDS = 3;
const NEAREST_OFFERED = 5;

/** When a wish would begin and end and which minutes of the day it takes, or why the calendar has no such start. */
export type Stay = { ok: true; startsAtMs: number; endsAtMs: number; span: Span | null } | Refusal;

/** The same for everybody who wishes the same at the same instant: a batch asks once. */
export function stayOf({ calendar }: DaySetup, { serviceDate, minute, party }: HoldWish, nowMs: number): Stay {
  const checked = checkSlot(calendar, serviceDate, minute, party, nowMs);
  if (!checked.ok) return checked;
  const { startsAtMs } = checked.slot;
  const endsAtMs = startsAtMs + turnMinutes(calendar.turnTimes, party) * 60_000;
  return { ok: true, startsAtMs, endsAtMs, span: spanOf(calendar, serviceDate, minute, party) };
}

/**
 * Decides one wish, whose stay is known, against a day's book. Takes nothing: the caller adds the takings when it keeps the
 * decision. `nearest` is asked only when the wish is refused as taken.
 */
export function decideHold(
  stay: Stay,
  book: DayBook,
  wish: HoldWish,
  diner: DinerBooking[],
  nearest: () => { minute: Minute; startsAtMs: number }[],
): HoldDecision {
  if (!stay.ok) return stay;
  const { startsAtMs, endsAtMs, span } = stay;
  const limit = checkDiner(diner, startsAtMs, endsAtMs);
  if (limit) return limit;
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
