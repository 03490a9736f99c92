import type { RestaurantId } from '@/server/domain/shared/ids';

export type RoomPlace = { restaurantId: RestaurantId; timeZone: string; owner: boolean };
