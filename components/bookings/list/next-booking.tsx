'use client';

import { CalendarPlus, MapPin } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Cover } from '@/components/cover/cover';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import type { BookingView } from '@/server/services/booking';
import { BookingStatus } from '../booking-status';
import { CancelBooking } from '../cancel-booking';
import { bookingHref, calendarHref, mapHref } from '../links';
import { coverTone, useWords } from '../use-words';

/** The booking that comes next, large, with all that is needed on the way. */
export function NextBooking({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings');
  const common = useTranslations('common');
  const { restaurant } = booking;
  const { name, nameLang, address } = useWords(restaurant, booking.currency);
  return (
    <article className="grid rounded-lg border border-hairline bg-raised lg:grid-cols-[5fr_7fr]">
      <Cover
        cuisine={restaurant.cuisine}
        seed={restaurant.id}
        tone={coverTone(restaurant.coverTone)}
        className="aspect-auto h-36 rounded-t-[15px] sm:h-44 lg:h-full lg:min-h-72 lg:rounded-t-none lg:rounded-l-[15px]"
      />
      <div className="grid content-start gap-6 px-5 py-6 sm:px-8 sm:py-8">
        <div className="grid justify-items-start gap-2">
          <BookingStatus status={booking.status} />
          <h3 className="font-quiet text-xl sm:text-2xl" lang={nameLang}>
            <Link href={bookingHref(booking.id)} className="underline-offset-4 hover:underline">
              {name}
            </Link>
          </h3>
          <p className="text-lg tabular">
            <DateTime instant={new Date(booking.startsAtMs).toISOString()} timeZone={restaurant.timeZone} />
          </p>
          <p className="text-soft">
            {common('guests', { count: booking.partySize })}
            {booking.tables.length > 0
              ? ` · ${t('ticket.table', { count: booking.tables.length })} ${booking.tables.join(' + ')}`
              : null}
          </p>
        </div>
        <p className="grid justify-self-start rounded-md bg-pine-wash px-4 py-3">
          <span className="text-sm text-soft">{t('stub.code')}</span>
          <span className="font-medium text-xl tracking-[0.06em] tabular">{booking.code}</span>
        </p>
        <NextActions booking={booking} address={address} />
      </div>
    </article>
  );
}

function NextActions({ booking, address }: { booking: BookingView; address: string | null }) {
  const t = useTranslations('bookings');
  const router = useRouter();
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild>
        <Link href={bookingHref(booking.id)}>{t('list.pass')}</Link>
      </Button>
      <Button asChild>
        <a href={calendarHref(booking.id)} download>
          <CalendarPlus aria-hidden="true" />
          {t('stub.calendar')}
        </a>
      </Button>
      {address ? (
        <Button asChild>
          <a
            href={mapHref(booking.restaurant.address ?? address, booking.restaurant.timeZone)}
            target="_blank"
            rel="noreferrer"
          >
            <MapPin aria-hidden="true" />
            {t('stub.directions')}
            <span className="sr-only">{t('stub.newTab')}</span>
          </a>
        </Button>
      ) : null}
      {booking.status === 'CONFIRMED' ? (
        <CancelBooking reservationId={booking.id} onCancelled={() => router.refresh()} />
      ) : null}
    </div>
  );
}
