import { z } from 'zod';
import { type DaySummary, summariseDay } from '@/server/domain/availability/day-view';
import { addDays } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
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
 * How full each of a run of days is for a party, `from` first: for week strips and month pickers. Reads the days'
 * versions, and what is taken on those that changed. A party the restaurant never seats finds every day closed.
 * Throws RESTAURANT_UNKNOWN, or INVALID_INPUT when the date is none.
 */
export async function getWeek(ctx: ServiceContext, raw: z.infer<typeof getWeekInput>): Promise<DaySummary[]> {
  const input = getWeekInput.parse(raw);
  const from = requireDate('from', input.from);
  const dates = Array.from({ length: input.days }, (_, index) => addDays(from, index));
  const { setup, versionOf } = await ctx.reads.days({ id: input.restaurantId, from, to: dates.at(-1)! });
  const days = dates.map((date) => ({ setup, date, version: versionOf(date) }));
  const nowMs = ctx.nowMs();
  const views = await ctx.reads.views(`summary ${input.party}`, days, nowMs, ({ date }, taken) =>
    summariseDay(setup, taken, date, input.party, nowMs),
  );
  return views.map((view) => view());
}
