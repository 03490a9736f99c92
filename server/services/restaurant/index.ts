export { countStarts } from './count-starts';
export { type Availability, type ClosedReason, getAvailability, getAvailabilityInput } from './get-availability';
export { getRestaurant, getRestaurantInput } from './get-restaurant';
export { getWeek, getWeekInput, MOST_DAYS } from './get-week';
export { RestaurantReads } from './reads';
export type { Closure, FloorTable, Hours, MenuSection, RestaurantPage } from './restaurant-page';
export {
  type SearchItem,
  type SearchPage,
  type SearchStatus,
  searchRestaurants,
  searchRestaurantsInput,
} from './search-restaurants';
export { loadSetups, type RestaurantSetup } from './setup';
export { SetupCache } from './setup-cache';
export { type DayRange, VersionReader } from './versions';
