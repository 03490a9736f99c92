import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';

/** Whose campaigns a page is about: a restaurant's, or (`null`) the platform's own. */
export type CampaignScope = {
  restaurantId: RestaurantId | null;
  /** Where these pages live, without a slash at the end. */
  base: string;
  /** What new ones are in, and whose clock their times are written by. */
  currency: Currency;
  timeZone: string;
};
