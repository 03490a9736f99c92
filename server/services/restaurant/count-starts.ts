import { bookableOf, mostGuests, viewDay } from '@/server/domain/availability/day-view';
import { addDays, dateAt, daysBetween, type ServiceDate } from '@/server/domain/shared/time';
import type { RestaurantReads } from './reads';
import type { DayRange } from './versions';

/** Parties up to this are counted one by one. */
const LARGEST = 8;

/**
 * How many starts of a restaurant's days can still be booked at `nowMs`, by party size, and the restaurant's date then.
 * Asks the database for the days' versions, and for what is taken on those that changed. Throws RESTAURANT_UNKNOWN.
 */
export async function countStarts(
  reads: RestaurantReads,
  { id, from, to }: DayRange,
  nowMs: number,
): Promise<{ left: Record<string, number>; today: ServiceDate }> {
  const { setup, versionOf } = await reads.days({ id, from, to });
  const dates = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  const days = dates.map((date) => ({ setup, date, version: versionOf(date) }));
  const sizes = Array.from({ length: Math.min(LARGEST, mostGuests(setup)) }, (_, index) => index + 1);
  const views = await reads.views('starts left', days, nowMs, ({ date }, taken) =>
    sizes.map((party) => bookableOf(viewDay(setup, taken, date, party, nowMs)).length),
  );
  const byDay = views.map((view) => view());
  return {
    left: Object.fromEntries(sizes.map((party, index) => [party, byDay.reduce((sum, day) => sum + day[index]!, 0)])),
    today: dateAt(nowMs, setup.calendar.timeZone),
  };
}
