import type { RestaurantPage } from '@/server/services/restaurant';

/** What the booking panel needs of a restaurant's page. */
export type BookingPlace = Pick<
  RestaurantPage,
  'id' | 'slug' | 'name' | 'nameEn' | 'phone' | 'policy' | 'limits' | 'week' | 'specialDays' | 'today' | 'lastDay'
>;

export const bookingPlaceOf = (page: RestaurantPage): BookingPlace => ({
  id: page.id,
  slug: page.slug,
  name: page.name,
  nameEn: page.nameEn,
  phone: page.phone,
  policy: page.policy,
  limits: page.limits,
  week: page.week,
  specialDays: page.specialDays,
  today: page.today,
  lastDay: page.lastDay,
});
