import type { RestaurantPage, SearchItem } from '@/server/services/restaurant';

/** What the sheet must know of a restaurant to say what is being held. */
export type ChoiceRestaurant = Pick<SearchItem, 'id' | 'slug' | 'name' | 'nameEn' | 'timeZone' | 'currency'>;

/** A start somebody is about to hold. `minute` counts from midnight of the service day and may pass 1440. */
export type Choice = {
  restaurant: ChoiceRestaurant;
  date: string;
  minute: number;
  /** The instant of that start, epoch ms, where it is known. */
  startsAtMs: number | null;
  party: number;
  /** What the whole party pays to book; 0 without a deposit. */
  depositMinor: number;
};

/** A restaurant's conditions, as far as a diner is asked to agree to them. */
export type Terms = Pick<RestaurantPage, 'policy' | 'limits'>;

/** How long a party keeps its table, minutes; null where the restaurant has not said. Larger parties stay as the largest. */
export function stayMinutes({ limits: { turnTimes } }: Terms, party: number): number | null {
  return (turnTimes.find((row) => party <= row.partyMax) ?? turnTimes.at(-1))?.minutes ?? null;
}
