import type { RestaurantId } from '@/server/domain/shared/ids';

/** A restaurant's day: what a hold locks. */
export type DayKey = { restaurantId: RestaurantId; serviceDate: string };
export const dayId = (day: DayKey) => `${day.restaurantId}/${day.serviceDate}`;
