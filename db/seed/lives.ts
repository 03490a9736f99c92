import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import type { Random } from './random';
import type { Seating } from './wishes';

const MINUTE_MS = 60_000;

/** One step of a booking's life; the actor is left to the caller, who knows the people. `provider`: its answer came. */
export type Step = {
  atMs: number;
  to: ReservationStatus;
  by: 'booker' | 'guest' | 'staff' | 'provider';
  reason: string | null;
};

export type Times = { bookedMs: number; startsAtMs: number; endsAtMs: number; cancelUntilMs: number };

/** How it was booked: without a deposit, on the telephone, which asks for none, or with one that was captured then. */
export type Way = 'free' | 'phone' | { paidMs: number };

/** Back from the provider, the diner waits so long for its answer. */
const ANSWER_MS = 1_500;

function booked({ bookedMs }: Times, way: Way): Step[] {
  const held: Step = { atMs: bookedMs, to: 'HELD', by: 'booker', reason: null };
  if (typeof way === 'string')
    return [
      held,
      { atMs: bookedMs, to: 'CONFIRMED', by: 'booker', reason: way === 'phone' ? 'by-phone' : 'no-deposit' },
    ];
  return [
    held,
    { atMs: Math.max(bookedMs, way.paidMs - ANSWER_MS), to: 'CONFIRMING', by: 'booker', reason: null },
    { atMs: way.paidMs, to: 'CONFIRMED', by: 'provider', reason: null },
  ];
}

/** How a party keeps time: minutes late (early below 0), and the share of its turn it stays. */
export type Manners = { lateMinutes: number; stays: number; cancelsAfter: number };

export const drawManners = (random: Random): Manners => ({
  lateMinutes: Math.round(random.between(-6, 11)),
  stays: random.between(0.72, 0.99),
  cancelsAfter: random.next(),
});

/**
 * What has happened to a booking by `nowMs`, as the same steps a real one takes: held and confirmed, at once or when it is paid, then
 * seated and completed, or not come, or cancelled. Ends are never left.
 */
export function livedUntil(nowMs: number, fate: Seating['fate'], times: Times, manners: Manners, way: Way): Step[] {
  const { startsAtMs, endsAtMs, cancelUntilMs } = times;
  const steps = booked(times, way);
  const confirmedMs = steps.at(-1)!.atMs;
  const then = (atMs: number, to: ReservationStatus, by: Step['by'], reason: string | null = null) =>
    atMs <= nowMs && steps.push({ atMs: Math.floor(atMs), to, by, reason });
  if (fate === 'cancelled') {
    const cancelsMs = confirmedMs + manners.cancelsAfter * Math.max(0, cancelUntilMs - confirmedMs);
    then(cancelsMs, 'CANCELLED', 'guest', typeof way === 'string' ? 'cancelled' : 'by-diner');
  } else if (fate === 'no-show') {
    then(startsAtMs + 20 * MINUTE_MS, 'NO_SHOW', 'staff');
  } else {
    const sitsMs = startsAtMs + manners.lateMinutes * MINUTE_MS;
    if (then(sitsMs, 'SEATED', 'staff')) then(sitsMs + manners.stays * (endsAtMs - startsAtMs), 'COMPLETED', 'staff');
  }
  return steps;
}
