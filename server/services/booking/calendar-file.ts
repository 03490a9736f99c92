import type { z } from 'zod';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import { bookingCalendar } from '@/server/infra/mail/calendar';
import type { ServiceContext } from '../context';
import { getBooking, type getBookingInput } from './get-booking';

/** What stands, or stood, in a calendar. */
const IN_CALENDAR: ReservationStatus[] = ['CONFIRMED', 'SEATED', 'COMPLETED', 'CANCELLED'];

/** The diner's booking as an iCalendar file. One that never stood is RESERVATION_UNKNOWN. */
export async function bookingCalendarFile(
  ctx: ServiceContext,
  input: z.infer<typeof getBookingInput> & { locale?: 'ko' | 'en' },
): Promise<string> {
  const booking = await getBooking(ctx, { reservationId: input.reservationId });
  if (!IN_CALENDAR.includes(booking.status)) throw new AppError('RESERVATION_UNKNOWN');
  return bookingCalendar({
    reservationId: booking.id,
    restaurantName: booking.restaurant.name,
    startsAtIso: new Date(booking.startsAtMs).toISOString(),
    endsAtIso: new Date(booking.endsAtMs).toISOString(),
    timeZone: booking.restaurant.timeZone,
    locale: input.locale,
    address: booking.restaurant.address,
    partySize: booking.partySize,
    code: booking.code,
    bookingUrl: `${ctx.appUrl}/bookings/${booking.id}`,
    sequence: booking.version,
    status: booking.status === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED',
  });
}
