'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Cover } from '@/components/cover/cover';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import { formatDay } from '@/components/ui/format-date-time';
import type { BookingView } from '@/server/services/booking';
import { slotHref } from './links';
import { coverTone, useWords } from './use-words';

const MIDNIGHT = 1440;

/** What, where, when and for how many: the part of a ticket that stays the same from the hold to the pass. */
export function TicketFace({ booking, faded = false }: { booking: BookingView; faded?: boolean }) {
  const t = useTranslations('bookings.ticket');
  const common = useTranslations('common');
  const { restaurant } = booking;
  const words = useWords(restaurant, booking.currency);
  return (
    <>
      <Cover
        cuisine={restaurant.cuisine}
        seed={restaurant.id}
        tone={coverTone(restaurant.coverTone)}
        format="hero"
        className={cn(
          'aspect-auto h-28 rounded-t-[15px] sm:h-40 lg:rounded-tr-none',
          faded && 'opacity-50 saturate-50 dark:opacity-40',
        )}
      />
      <div className="grid gap-6 px-5 pt-6 pb-4 sm:px-8 sm:pt-7">
        <div className="grid gap-1">
          <h2 className="font-quiet text-xl sm:text-2xl" lang={words.nameLang}>
            <Link href={slotHref(booking)} className="underline-offset-4 hover:underline">
              {words.name}
            </Link>
          </h2>
          {words.address ? <p className="text-soft">{words.address}</p> : null}
        </div>
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-[auto_auto_1fr] sm:gap-10">
          <Fact label={t('when')} className="col-span-2 sm:col-span-1">
            <DateTime instant={new Date(booking.startsAtMs).toISOString()} timeZone={restaurant.timeZone} />
            <NightOf booking={booking} />
          </Fact>
          <Fact label={t('party')}>{common('guests', { count: booking.partySize })}</Fact>
          {booking.tables.length > 0 ? (
            <Fact label={t('table', { count: booking.tables.length })}>{booking.tables.join(' + ')}</Fact>
          ) : null}
        </dl>
        {booking.note ? (
          <p className="border-hairline border-l-2 pl-3 text-soft text-sm">
            <span className="sr-only">{t('note')}: </span>
            {booking.note}
          </p>
        ) : null}
      </div>
    </>
  );
}

function Fact({ label, className, children }: { label: string; className?: string; children: React.ReactNode }) {
  return (
    <div className={cn('grid content-start gap-0.5', className)}>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="font-medium text-lg tabular">{children}</dd>
    </div>
  );
}

/** After midnight it is the next day's date and still the evening before. */
function NightOf({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.ticket');
  const { locale } = useWords(booking.restaurant, booking.currency);
  if (booking.startMinute < MIDNIGHT) return null;
  return (
    <span className="block font-normal text-sm text-soft">
      {t('nightOf', { day: formatDay(booking.serviceDate, locale) })}
    </span>
  );
}
