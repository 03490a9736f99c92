import { z } from 'zod';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type RestaurantId } from '@/server/domain/shared/ids';
import { dateAt, isServiceDate, type ServiceDate } from '@/server/domain/shared/time';

export const restaurantId = z.custom<RestaurantId>(
  (value) => typeof value === 'string' && isId('restaurant', value),
  'not a restaurant id',
);

/** More than any restaurant seats; what one restaurant takes is its own setting. */
export const party = z.number().int().min(1).max(200);

/** Throws INVALID_INPUT naming the field when it is no date of our time. */
export function requireDate(field: string, value: string): ServiceDate {
  if (!isServiceDate(value) || value < '2000' || value >= '2200')
    throw new AppError('INVALID_INPUT', { field, problem: 'not-a-date' });
  return value;
}

/** The time zone in which it becomes tomorrow last of all. */
const LAST_ZONE = 'Etc/GMT+12';

/**
 * Throws INVALID_INPUT naming the field when it is no date, or one that is over everywhere: after midnight yesterday's
 * service may still take guests, and restaurants stand in many time zones.
 */
export function requireComingDate(field: string, value: string, nowMs: number): ServiceDate {
  const date = requireDate(field, value);
  if (date < dateAt(nowMs, LAST_ZONE)) throw new AppError('INVALID_INPUT', { field, problem: 'past' });
  return date;
}
