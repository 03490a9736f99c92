import { z } from 'zod';
import { type DaySummary, summariseDay } from '@/server/domain/availability/day-view';
import { addDays } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { readDays } from './days';
import { party, requireDate, restaurantId } from './input';

/** Enough for a month's page of a calendar. */
export const MOST_DAYS = 42;

export const getWeekInput = z.object({
  restaurantId,
  from: z.string(),
  days: z.number().int().min(1).max(MOST_DAYS),
  party,
});

/**
 * How full each of a run of days is for a party, `from` first: for week strips and month pickers. One read of what is
 * taken in the whole range. A party the restaurant never seats finds every day closed.
 * Throws RESTAURANT_UNKNOWN, or INVALID_INPUT when the date is none.
 */
export async function getWeek(ctx: ServiceContext, raw: z.infer<typeof getWeekInput>): Promise<DaySummary[]> {
  const input = getWeekInput.parse(raw);
  const from = requireDate('from', input.from);
  const dates = Array.from({ length: input.days }, (_, index) => addDays(from, index));
  const days = await readDays(ctx, input.restaurantId, from, dates[dates.length - 1]!);
  const nowMs = ctx.nowMs();
  return dates.map((date) => summariseDay(days.setup, days.occupancy.get(date) ?? [], date, input.party, nowMs));
}
