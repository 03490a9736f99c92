import { z } from 'zod';
import type { BookableSlot } from '@/server/domain/availability/availability';
import type { OccupancyRow } from '@/server/domain/availability/day-book';
import {
  bookableOf,
  mostGuests,
  type NoService,
  noService,
  type SlotView,
  viewDay,
} from '@/server/domain/availability/day-view';
import { opensAtMs } from '@/server/domain/availability/opening';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { party, requireDate, restaurantId } from './input';
import type { DayAt } from './reads';

export const getAvailabilityInput = z.object({ restaurantId, date: z.string(), party });

export type Availability = {
  date: ServiceDate;
  party: number;
  /** The server's clock at this answer, so that a reader's own may be wrong. */
  nowMs: number;
  /** Of the day in the database: another one means that something of the day changed. 0 is a day nobody touched. */
  version: number;
  /** What can be booked, in order of time. */
  slots: BookableSlot[];
  /** Every start of the day with what stands in its way, in order; empty with `not-yet` and a party that is never seated. */
  grid: SlotView[];
  /** Why there is nothing to book whatever is taken; null when the day takes guests or is merely full. */
  closed: ClosedReason | null;
};

export type ClosedReason = {
  why: NoService;
  /** The restaurant's own words, when it closed the day. */
  reason: string | null;
  reasonEn: string | null;
  /** With `not-yet`: the instant from which this day can be booked, epoch milliseconds. */
  opensAtMs: number | null;
  /** With `party-too-large`: the most guests one booking can have. */
  maxParty: number | null;
};

/**
 * What a party can book on a day, and all starts of it for the time grid. Asks the database for the day's version only,
 * unless that changed. Throws RESTAURANT_UNKNOWN, or INVALID_INPUT when the date is none.
 */
export async function getAvailability(
  ctx: ServiceContext,
  raw: z.infer<typeof getAvailabilityInput>,
): Promise<Availability> {
  const input = getAvailabilityInput.parse(raw);
  const date = requireDate('date', input.date);
  const { setup, versionOf } = await ctx.reads.days({ id: input.restaurantId, from: date, to: date });
  const nowMs = ctx.nowMs();
  const day = { setup, date, version: versionOf(date) };
  const [view] = await ctx.reads.views(`day ${input.party}`, [day], nowMs, (_, taken) =>
    toAvailability(day, taken, input.party, nowMs),
  );
  return { ...view!(), nowMs };
}

function toAvailability(
  { setup, date, version }: DayAt,
  taken: OccupancyRow[],
  party: number,
  nowMs: number,
): Omit<Availability, 'nowMs'> {
  const grid = viewDay(setup, taken, date, party, nowMs);
  const why = noService(setup, date, party, nowMs);
  const closure = setup.reasons.find((reason) => reason.serviceDate === date);
  return {
    date,
    party,
    version,
    slots: bookableOf(grid),
    grid,
    closed: why && {
      why,
      reason: (why === 'closed' && closure?.reason) || null,
      reasonEn: (why === 'closed' && closure?.reasonEn) || null,
      opensAtMs: why === 'not-yet' ? opensAtMs(setup.calendar, date) : null,
      maxParty: why === 'party-too-large' ? mostGuests(setup) : null,
    },
  };
}
