import { watchDay, watchDayInput } from '@/server/services/live';
import {
  getAvailability,
  getAvailabilityInput,
  getRestaurant,
  getRestaurantInput,
  getWeek,
  getWeekInput,
  searchRestaurants,
  searchRestaurantsInput,
} from '@/server/services/restaurant';
import { limited, publicProcedure, router } from '../init';

export const restaurantsRouter = router({
  search: publicProcedure
    .use(limited('search'))
    .input(searchRestaurantsInput)
    .query(({ ctx, input }) => searchRestaurants(ctx.services, input)),
  get: publicProcedure.input(getRestaurantInput).query(({ ctx, input }) => getRestaurant(ctx.services, input)),
  availability: publicProcedure
    .input(getAvailabilityInput)
    .query(({ ctx, input }) => getAvailability(ctx.services, input)),
  week: publicProcedure.input(getWeekInput).query(({ ctx, input }) => getWeek(ctx.services, input)),
  /** A restaurant's day changed: a number that moves, for pages that then ask again. */
  dayChanges: publicProcedure
    .input(watchDayInput)
    .subscription(({ ctx, input, signal }) => watchDay(ctx.services, input, signal ?? new AbortController().signal)),
});
