export { type Availability, type ClosedReason, getAvailability, getAvailabilityInput } from './get-availability';
export {
  type Closure,
  type FloorTable,
  getRestaurant,
  getRestaurantInput,
  type Hours,
  type MenuSection,
  type RestaurantPage,
} from './get-restaurant';
export { getWeek, getWeekInput, MOST_DAYS } from './get-week';
export {
  type SearchItem,
  type SearchPage,
  type SearchStatus,
  searchRestaurants,
  searchRestaurantsInput,
} from './search-restaurants';
export { loadSetups, type RestaurantSetup, SetupCache } from './setup';
