import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import type { Random } from './random';
import type { Seating } from './wishes';

const MINUTE_MS = 60_000;

/** One step of a booking's life; the actor is left to the caller, who knows the people. */
export type Step = { atMs: number; to: ReservationStatus; by: 'booker' | 'guest' | 'staff'; reason: string | null };

export type Times = { bookedMs: number; startsAtMs: number; endsAtMs: number; cancelUntilMs: number };

/** How a party keeps time: minutes late (early below 0), and the share of its turn it stays. */
export type Manners = { lateMinutes: number; stays: number; cancelsAfter: number };

export const drawManners = (random: Random): Manners => ({
  lateMinutes: Math.round(random.between(-6, 11)),
  stays: random.between(0.72, 0.99),
  cancelsAfter: random.next(),
});

/**
 * What has happened to a booking by `nowMs`, as the same steps a real one takes: held and confirmed at once, then seated
 * and completed, or not come, or cancelled. Ends are never left.
 */
export function livedUntil(
  nowMs: number,
  fate: Seating['fate'],
  times: Times,
  manners: Manners,
  byPhone: boolean,
): Step[] {
  const { bookedMs, startsAtMs, endsAtMs, cancelUntilMs } = times;
  const steps: Step[] = [
    { atMs: bookedMs, to: 'HELD', by: 'booker', reason: null },
    { atMs: bookedMs, to: 'CONFIRMED', by: 'booker', reason: byPhone ? 'by-phone' : 'no-deposit' },
  ];
  const then = (atMs: number, to: ReservationStatus, by: Step['by'], reason: string | null = null) =>
    atMs <= nowMs && steps.push({ atMs: Math.floor(atMs), to, by, reason });
  if (fate === 'cancelled') {
    then(bookedMs + manners.cancelsAfter * Math.max(0, cancelUntilMs - bookedMs), 'CANCELLED', 'guest', 'cancelled');
  } else if (fate === 'no-show') {
    then(startsAtMs + 20 * MINUTE_MS, 'NO_SHOW', 'staff');
  } else {
    const sitsMs = startsAtMs + manners.lateMinutes * MINUTE_MS;
    if (then(sitsMs, 'SEATED', 'staff')) then(sitsMs + manners.stays * (endsAtMs - startsAtMs), 'COMPLETED', 'staff');
  }
  return steps;
}
