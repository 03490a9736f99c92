import { and, between, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { reservations } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import { addDays, isServiceDate, type ServiceDate } from '@/server/domain/shared/time';
import { readDb, type ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { requireMember } from './member';

export const listUpcomingInput = z.object({
  restaurantId: restaurantIdSchema,
  from: z.string(),
  days: z.number().int().min(1).max(92),
});

export type UpcomingDay = {
  date: ServiceDate;
  /** Confirmed bookings, those already seated or finished too. */
  bookings: number;
  /** Their guests. */
  covers: number;
  /** Tables held or being paid for, not in the counts above. */
  held: number;
};

/** How much is booked on each of a run of days, `from` first. Throws as `getServiceDay`. */
export async function listUpcoming(
  ctx: ServiceContext,
  raw: z.infer<typeof listUpcomingInput>,
): Promise<UpcomingDay[]> {
  const { restaurantId, from, days } = listUpcomingInput.parse(raw);
  const db = readDb(ctx);
  const restaurant = await requireMember(ctx, db, restaurantId);
  if (!isServiceDate(from) || from >= '2200')
    throw new AppError('INVALID_INPUT', { field: 'from', problem: 'not-a-date' });
  const dates = Array.from({ length: days }, (_, index) => addDays(from, index));
  const isBooked = sql`${reservations.status} in ('CONFIRMED', 'SEATED', 'COMPLETED')`;
  const rows = await db
    .select({
      date: reservations.serviceDate,
      bookings: sql`sum(${isBooked})`.mapWith(Number),
      covers: sql`sum(if(${isBooked}, ${reservations.partySize}, 0))`.mapWith(Number),
      held: sql`sum(${reservations.status} in ('HELD', 'CONFIRMING'))`.mapWith(Number),
    })
    .from(reservations)
    .where(
      and(
        eq(reservations.restaurantId, restaurant.id),
        between(reservations.serviceDate, from, dates[dates.length - 1]!),
        inArray(reservations.status, ['HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED', 'COMPLETED']),
      ),
    )
    .groupBy(reservations.serviceDate);
  const byDate = new Map(rows.map((row) => [row.date, row]));
  return dates.map((date) => byDate.get(date) ?? { date, bookings: 0, covers: 0, held: 0 });
}
