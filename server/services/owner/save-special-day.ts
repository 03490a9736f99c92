import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { specialPeriods } from '@/db/schema';
import { runsIntoNextDay, specialDayProblems } from '@/server/domain/restaurant/hours';
import type { Problem } from '@/server/domain/restaurant/problems';
import { AppError } from '@/server/domain/shared/errors';
import { addDays } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { loadSetups } from '../restaurant';
import { changeDay, type DayChange } from './close-day';
import { periodInput } from './save-hours';

export const saveSpecialDayInput = z.object({
  restaurantId: restaurantIdSchema,
  expectedConfigVersion: z.number().int(),
  serviceDate: z.string(),
  /** That day's hours in place of its weekday's; none gives the day back to its weekday. To shut a day, close it. */
  periods: z.array(periodInput).max(40),
});

/**
 * Gives one day hours of its own, or takes them away. Bookings that exist stay. Throws HOURS_INVALID with all problems,
 * STALE_EDIT, NOT_FOUND, or INVALID_INPUT for a date that is none or over.
 */
export async function saveSpecialDay(
  ctx: ServiceContext,
  raw: z.input<typeof saveSpecialDayInput>,
): Promise<DayChange> {
  const input = saveSpecialDayInput.parse(raw);
  const { serviceDate, periods } = input;
  return changeDay(
    ctx,
    input,
    async (tx, restaurant) => {
      const setup = (await loadSetups(ctx.scripts, [restaurant.id])).get(restaurant.id)!;
      const others = setup.calendar.specialPeriods.filter((special) => special.serviceDate !== serviceDate);
      const special = periods.map((period) => ({ ...period, serviceDate }));
      const calendar = { ...setup.calendar, specialPeriods: [...others, ...special] };
      const problems: Problem[] = specialDayProblems(periods, setup.calendar.slotMinutes);
      if ([addDays(serviceDate, -1), serviceDate].some((date) => runsIntoNextDay(calendar, date)))
        problems.push({ field: 'periods', problem: 'runs-into-next-day', serviceDate });
      if (problems.length > 0) throw new AppError('HOURS_INVALID', { problems });
      await tx
        .delete(specialPeriods)
        .where(and(eq(specialPeriods.restaurantId, restaurant.id), eq(specialPeriods.serviceDate, serviceDate)));
      if (special.length > 0) {
        await tx
          .insert(specialPeriods)
          .values(special.map((period, index) => ({ ...period, restaurantId: restaurant.id, periodNo: index + 1 })));
      }
      return null;
    },
    input.expectedConfigVersion,
  );
}
