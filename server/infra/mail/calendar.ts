import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { mailDayTime, mailZone } from './format';
import type { MailLocale } from './types';

export type BookingCalendar = {
  reservationId: string;
  restaurantName: string;
  startsAtIso: string;
  endsAtIso: string;
  /** The restaurant's zone, for the words in the description. */
  timeZone: string;
  address: string | null;
  partySize: number;
  code: string;
  bookingUrl: string;
  /** Rises with every change of the booking; a calendar drops what is older than what it has. */
  sequence: number;
  status: 'CONFIRMED' | 'CANCELLED';
  locale?: MailLocale;
};

const ALARM_BEFORE_SECONDS = 2 * 3600;

const describe = {
  ko: ({ code, partySize }: BookingCalendar, when: string) => [`예약 번호 ${code}`, `${partySize}명`, when],
  en: ({ code, partySize }: BookingCalendar, when: string) => [
    `Booking code ${code}`,
    partySize === 1 ? '1 guest' : `${partySize} guests`,
    when,
  ],
};

/**
 * A booking as an iCalendar file.
 *
 * The method is PUBLISH, and CANCEL to take it back. REQUEST would be an invitation: it needs an organiser's and the
 * guest's addresses, mail programs put "accept" and "decline" buttons under it, and each press sends a mail to a mailbox
 * nobody reads, which a diner could take for cancelling. Published entries are simply added; the stable UID and the rising
 * SEQUENCE let a later file replace the earlier entry, and the CANCELLED status says the same to programs that ignore the
 * method of an opened file. There is no ORGANIZER because there is no mailbox behind one.
 *
 * Times are UTC instants, not local times with a zone: a booking is one meeting at one instant, so past-midnight tables,
 * repeated hours and zones a program has no rules for cannot move it. The restaurant's own clock is in the description.
 */
export function bookingCalendar(booking: BookingCalendar): string {
  const { locale = 'ko', status } = booking;
  const isCancelled = status === 'CANCELLED';
  const [startsAt, endsAt] = [new Date(booking.startsAtIso), new Date(booking.endsAtIso)];
  const clock = { timeZone: booking.timeZone, locale };
  const when = `${mailDayTime(startsAt, clock)}, ${mailZone(startsAt, clock)}`;
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
    prodId: { company: 'TablePick', product: 'Bookings', language: locale.toUpperCase() },
  });
  const event = calendar.createEvent({
    id: `${booking.reservationId}@tablepick`,
    start: startsAt,
    end: endsAt,
    sequence: booking.sequence,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: booking.restaurantName,
    description: [...describe[locale](booking, when), booking.bookingUrl].join('\n'),
    location: booking.address,
    url: booking.bookingUrl,
    busystatus: isCancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  });
  if (!isCancelled)
    event.createAlarm({
      type: ICalAlarmType.display,
      triggerBefore: ALARM_BEFORE_SECONDS,
      description: `${booking.restaurantName}, ${when}`,
    });
  return calendar.toString();
}
