import { formatMinute } from '@/components/ui/format-date-time';
import type { BookingView } from '@/server/services/booking';

type Slot = Pick<BookingView, 'serviceDate' | 'startMinute' | 'partySize'> & { restaurant: { slug: string } };

/** `19:00`, and `25:30` for the small hours, so that an address names the evening it belongs to. */
const writeMinute = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${formatMinute(minute).slice(3)}`;

/** The restaurant's page with this booking's party, day and time asked for. `replaces` is a hold to be swapped there. */
export function restaurantHref({ restaurant, serviceDate, startMinute, partySize }: Slot, replaces?: string): string {
  const query = `party=${partySize}&date=${serviceDate}&time=${writeMinute(startMinute)}`;
  return `/r/${encodeURIComponent(restaurant.slug)}?${query}${replaces ? `&replaces=${replaces}` : ''}`;
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
