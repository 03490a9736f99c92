import { and, count, eq, gt, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { reservations, servicePeriods, turnTimes, waitingRooms } from '@/db/schema';
import type { Calendar } from '@/server/domain/availability/calendar';
import { type OpeningColumns, toColumns } from '@/server/domain/availability/opening';
import {
  type HoursDraft,
  hoursProblems,
  runsIntoNextDay,
  specialDayProblems,
  toWeekdayMask,
} from '@/server/domain/restaurant/hours';
import type { Problem } from '@/server/domain/restaurant/problems';
import { AppError } from '@/server/domain/shared/errors';
import { addDays } from '@/server/domain/shared/time';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { comingLive, furthestDay, lockBookableDays } from './days';
import { readSpecialDays, type SpecialDay } from './get-settings';
import { claimEdit, type MemberRestaurant, requireOwner } from './member';

const whole = z.number().int();
const name = z.string().trim().max(60);

/** A service period as an owner writes it. Rules are checked by `saveHours`, so that a form hears of all at once. */
export const periodInput = z.object({
  name,
  nameEn: name.nullish().transform((text) => text || null),
  opensMinute: whole,
  lastSeatingMinute: whole,
});

export const saveHoursInput = z.object({
  restaurantId: restaurantIdSchema,
  expectedConfigVersion: whole,
  slotMinutes: whole,
  /** Weekdays are 1 (Monday) to 7 (Sunday). */
  periods: z.array(periodInput.extend({ weekdays: z.array(whole).max(7) })).max(40),
  turnTimes: z.array(z.object({ partyMax: whole, minutes: whole })).max(40),
  opening: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rolling'), daysAhead: whole, minute: whole }),
    z.object({ kind: z.literal('monthly'), dayOfMonth: whole, minute: whole }),
  ]),
  minNoticeMinutes: whole,
  pacingCovers: whole.nullable(),
  holdMinutes: whole,
  maxParty: whole,
});

export type Saved = { configVersion: number };

/**
 * Replaces when a restaurant takes guests. Bookings that exist stay as they are, also on days that are then not open. Throws HOURS_INVALID with all problems,
 * GRID_IN_USE when the slot length would change under coming bookings, STALE_EDIT, NOT_FOUND.
 */
export async function saveHours(ctx: ServiceContext, raw: z.input<typeof saveHoursInput>): Promise<Saved> {
  const userId = requireUser(ctx);
  const { restaurantId, expectedConfigVersion, ...hours } = saveHoursInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, restaurantId);
    const problems = hoursProblems(hours);
    if (problems.length === 0)
      problems.push(...specialProblems(hours, restaurant, await readSpecialDays(tx, restaurant)));
    if (problems.length > 0) throw new AppError('HOURS_INVALID', { problems });
    const { slotMinutes, minNoticeMinutes, maxParty, pacingCovers } = hours;
    const opening = toColumns(hours.opening, restaurant.bookingWindowDays);
    await lockBookableDays(tx, restaurant, differs(opening, restaurant) ? furthestDay(restaurant) : undefined);
    const configVersion = await claimEdit(tx, userId, restaurant.id, expectedConfigVersion, {
      slotMinutes,
      ...opening,
      minNoticeMinutes,
      maxParty,
      pacingCovers,
      holdTtlMs: hours.holdMinutes * 60_000,
    });
    if (differs(opening, restaurant)) await endScheduledRooms(tx, restaurant);
    if (slotMinutes !== restaurant.slotMinutes) await refuseGridInUse(tx, restaurant);
    await replaceHours(tx, restaurant, hours);
    return { configVersion };
  });
}

const differs = (a: OpeningColumns, b: OpeningColumns): boolean =>
  a.openingKind !== b.openingKind ||
  a.bookingWindowDays !== b.bookingWindowDays ||
  a.openingMinute !== b.openingMinute ||
  a.openingDay !== b.openingDay;

/** A waiting room of an opening that will not be: its time and its dates were those of the old rule. */
const endScheduledRooms = (tx: Transaction, { id }: MemberRestaurant) =>
  tx
    .update(waitingRooms)
    .set({ status: 'ENDED', endedAt: sql`now(6)`, endedReason: 'rule-changed' })
    .where(
      and(
        eq(waitingRooms.restaurantId, id),
        eq(waitingRooms.live, 1),
        eq(waitingRooms.kind, 'opening'),
        gt(waitingRooms.opensAt, sql`now(6)`),
      ),
    );

/** What is taken is counted in granules of the slot length: another length would not see it. */
async function refuseGridInUse(tx: Transaction, restaurant: MemberRestaurant): Promise<void> {
  const [coming] = await tx
    .select({ bookings: count(), lastDate: max(reservations.serviceDate) })
    .from(reservations)
    .where(comingLive(restaurant));
  if (coming!.bookings > 0)
    throw new AppError('GRID_IN_USE', { bookings: coming!.bookings, lastDate: coming!.lastDate });
}

async function replaceHours(tx: Transaction, { id }: MemberRestaurant, hours: HoursDraft): Promise<void> {
  await tx.delete(servicePeriods).where(eq(servicePeriods.restaurantId, id));
  await tx.delete(turnTimes).where(eq(turnTimes.restaurantId, id));
  if (hours.periods.length > 0) {
    await tx.insert(servicePeriods).values(
      hours.periods.map(({ weekdays, ...period }, index) => ({
        ...period,
        restaurantId: id,
        periodNo: index + 1,
        weekdays: toWeekdayMask(weekdays),
      })),
    );
  }
  await tx.insert(turnTimes).values(hours.turnTimes.map((row) => ({ ...row, restaurantId: id })));
}

/** Special days that the new hours would put off the grid or into a neighbouring night. */
function specialProblems(hours: HoursDraft, restaurant: MemberRestaurant, days: SpecialDay[]): Problem[] {
  const calendar = calendarOf(hours, restaurant, days);
  return days.flatMap(({ serviceDate, periods }) => {
    const problem = (word: string): Problem => ({ field: 'specialDays', problem: word, serviceDate });
    const offGrid = specialDayProblems(periods, hours.slotMinutes).some(({ problem: word }) => word === 'off-grid');
    const runsInto = [addDays(serviceDate, -1), serviceDate].some((date) => runsIntoNextDay(calendar, date));
    return [...(offGrid ? [problem('off-grid')] : []), ...(runsInto ? [problem('runs-into-next-day')] : [])];
  });
}

/** The calendar a draft would make, without closures. */
export const calendarOf = (hours: HoursDraft, restaurant: MemberRestaurant, days: SpecialDay[]): Calendar => ({
  ...hours,
  timeZone: restaurant.timeZone,
  periods: hours.periods.map((period) => ({ ...period, weekdays: toWeekdayMask(period.weekdays) })),
  specialPeriods: days.flatMap(({ serviceDate, periods }) => periods.map((period) => ({ ...period, serviceDate }))),
  closures: [],
});
