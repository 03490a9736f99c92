import type { RestaurantId } from '@/server/domain/shared/ids';

/** One restaurant's day. */
export type DayKey = { restaurantId: RestaurantId; serviceDate: string };
export const dayId = (day: DayKey) => `${day.restaurantId}/${day.serviceDate}`;
