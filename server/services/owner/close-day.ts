import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { closures, reservations } from '@/db/schema';
import { LIVE_STATUSES } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { ClosingId } from '@/server/domain/shared/ids';
import { isServiceDate, type ServiceDate } from '@/server/domain/shared/time';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { lockDay, restaurantIdSchema } from '../reservation';
import { beginClosing } from './closing';
import { firstOpenDate, touchDay } from './days';
import { claimEdit, type MemberRestaurant, requireOwner } from './member';

/** The end of a service day that runs into the next morning; a whole day's closure goes from 0 to here. */
export const DAY_END = 2_880;

const reason = z.string().trim().max(200).nullish();

export const closeDayInput = z
  .object({
    restaurantId: restaurantIdSchema,
    serviceDate: z.string(),
    fromMinute: z.number().int().min(0).max(DAY_END).default(0),
    /** Exclusive. */
    toMinute: z.number().int().min(0).max(DAY_END).default(DAY_END),
    reason,
    reasonEn: reason,
    /** Cancels the bookings that start in it, each with a full refund. Without it they are the owner's to act on. */
    cancelBookings: z.boolean().default(false),
  })
  .refine((input) => input.fromMinute < input.toMinute, { path: ['toMinute'], error: 'must be after fromMinute' });

export const reopenDayInput = z.object({
  restaurantId: restaurantIdSchema,
  serviceDate: z.string(),
  /** Reopens only the part that is closed from then; without it the whole day. */
  fromMinute: z.number().int().optional(),
});

export type DayChange = {
  configVersion: number;
  dayVersion: number;
  /** Bookings that hold a table on that day. Closing keeps them: they are the owner's to act on. */
  liveBookings: number;
  /** Those of them that are still to start, in the closed part. */
  inClosedPart: number;
};

/** `closingId` names the cancelling of its bookings, where there were some to cancel. */
export type DayClosed = DayChange & { closingId: ClosingId | null };

/** What the audit log calls a day. */
const dayOf = ({ restaurantId, serviceDate }: { restaurantId: string; serviceDate: string }) =>
  `${restaurantId}:${serviceDate}`;

/**
 * Takes no more bookings for a day or a part of it, and cancels those still to come where that was asked for. Throws NOT_FOUND, or
 * INVALID_INPUT for a date that is none or over.
 */
export async function closeDay(ctx: ServiceContext, raw: z.input<typeof closeDayInput>): Promise<DayClosed> {
  const input = closeDayInput.parse(raw);
  const { fromMinute, toMinute } = input;
  let closingId: ClosingId | null = null;
  const change = await changeDay(ctx, input, async (tx, restaurant) => {
    const texts = { reason: input.reason || null, reasonEn: input.reasonEn || null };
    await tx
      .insert(closures)
      .values({ restaurantId: restaurant.id, serviceDate: input.serviceDate, fromMinute, toMinute, ...texts })
      .onDuplicateKeyUpdate({ set: { toMinute, ...texts } });
    const { id: restaurantId, nowMs } = restaurant;
    const part = { serviceDate: input.serviceDate, fromMinute, toMinute, ...texts };
    const closing = input.cancelBookings ? await beginClosing(ctx, tx, { restaurantId, ...part }, nowMs) : null;
    closingId = closing?.id ?? null;
    await audit(ctx, tx, nowMs, {
      action: 'day-closed',
      subjectId: dayOf(input),
      restaurantId,
      detail: { ...part, closingId, cancels: closing?.bookings ?? 0 },
    });
    return { fromMinute, toMinute };
  });
  return { ...change, closingId };
}

/** Takes bookings again. Reopening what is open changes nothing but the versions. Throws as `closeDay`. */
export async function reopenDay(ctx: ServiceContext, raw: z.input<typeof reopenDayInput>): Promise<DayChange> {
  const input = reopenDayInput.parse(raw);
  const { serviceDate, fromMinute } = input;
  return changeDay(ctx, input, async (tx, restaurant) => {
    const [reopened] = await tx
      .delete(closures)
      .where(
        and(
          eq(closures.restaurantId, restaurant.id),
          eq(closures.serviceDate, serviceDate),
          fromMinute === undefined ? undefined : eq(closures.fromMinute, fromMinute),
        ),
      );
    if (reopened.affectedRows > 0) {
      await audit(ctx, tx, restaurant.nowMs, {
        action: 'day-reopened',
        subjectId: dayOf(input),
        restaurantId: restaurant.id,
        detail: { serviceDate, fromMinute: fromMinute ?? null, parts: reopened.affectedRows },
      });
    }
    return null;
  });
}

type Part = { fromMinute: number; toMinute: number };

/** One day's change under its lock: no table is taken meanwhile, so the count is exact and the next hold sees the change. */
export async function changeDay(
  ctx: ServiceContext,
  day: { restaurantId: MemberRestaurant['id']; serviceDate: ServiceDate },
  change: (tx: Transaction, restaurant: MemberRestaurant) => Promise<Part | null>,
  expectedConfigVersion: number | null = null,
): Promise<DayChange> {
  const userId = requireUser(ctx);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, day.restaurantId);
    requireOpenDate(restaurant, day.serviceDate);
    await lockDay(tx, restaurant.id, day.serviceDate);
    const configVersion = await claimEdit(tx, userId, restaurant.id, expectedConfigVersion);
    const closed = await change(tx, restaurant);
    const live = await tx
      .select({
        startMinute: reservations.startMinute,
        isToCome: sql`${reservations.startsAt} > now(6)`.mapWith(Boolean),
      })
      .from(reservations)
      .where(
        and(
          eq(reservations.restaurantId, restaurant.id),
          eq(reservations.serviceDate, day.serviceDate),
          inArray(reservations.status, [...LIVE_STATUSES]),
        ),
      );
    const isClosed = (minute: number) => closed && closed.fromMinute <= minute && minute < closed.toMinute;
    return {
      configVersion,
      dayVersion: await touchDay(tx, restaurant.id, day.serviceDate),
      liveBookings: live.length,
      inClosedPart: live.filter(({ startMinute, isToCome }) => isToCome && isClosed(startMinute)).length,
    };
  });
}

function requireOpenDate(restaurant: MemberRestaurant, serviceDate: ServiceDate): void {
  const refuse = (problem: string) => new AppError('INVALID_INPUT', { field: 'serviceDate', problem });
  if (!isServiceDate(serviceDate) || serviceDate >= '2200') throw refuse('not-a-date');
  if (serviceDate < firstOpenDate(restaurant)) throw refuse('past');
}
