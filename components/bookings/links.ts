import { restaurantHref } from '@/components/restaurant/address';
import type { BookingView } from '@/server/services/booking';

type Slot = Pick<BookingView, 'serviceDate' | 'startMinute' | 'partySize'> & { restaurant: { slug: string } };

/** The restaurant's page with this booking's party, day and time asked for. `replaces` is a hold to be swapped there. */
export function slotHref({ restaurant, serviceDate, startMinute, partySize }: Slot, replaces?: string): string {
  const when = { party: partySize, date: serviceDate, minute: startMinute };
  return restaurantHref(restaurant.slug, when, { replaces });
}

/** A map that looks the address up: the one people use in Korea for places there, another elsewhere. */
export function mapHref(address: string, timeZone: string): string {
  const query = encodeURIComponent(address);
  return timeZone === 'Asia/Seoul'
    ? `https://map.naver.com/p/search/${query}`
    : `https://www.google.com/maps/search/?api=1&query=${query}`;
}

export const bookingHref = (id: string) => `/bookings/${id}`;
export const checkoutHref = (id: string) => `/checkout/${id}`;
export const calendarHref = (id: string) => `/api/bookings/${id}/calendar`;
