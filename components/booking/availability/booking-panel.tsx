'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatDay } from '@/components/ui/format-date-time';
import { Sheet } from '@/components/ui/sheet';
import { Skeleton } from '@/components/ui/skeleton';
import { Tick } from '@/components/ui/tick';
import type { BookingPlace } from './booking-place';
import { HoldSheet } from './hold-sheet';
import { useOpeningTime } from './not-yet';
import { Picker } from './picker';
import { TimesSkeleton } from './time-grid';
import { type Booking, type BookingStart, useBooking } from './use-booking';

/** Booking, beside the page on wide screens; on phones a bar in thumb's reach that opens a sheet. */
export function BookingPanel({
  place,
  start,
  signedIn,
}: {
  place: BookingPlace;
  start: BookingStart;
  signedIn: boolean;
}) {
  const t = useTranslations('restaurant.booking');
  const booking = useBooking(place, start);
  return (
    <>
      <section aria-labelledby="booking-title" className="hidden lg:block">
        <h2 id="booking-title" className="mb-5 font-medium text-lg">
          {t('title')}
        </h2>
        <Picker booking={booking} />
      </section>
      <PhoneBar booking={booking} />
      <HoldSheet
        choice={booking.choice}
        onChange={booking.setChoice}
        signedIn={signedIn}
        terms={place}
        replaces={booking.replaces}
        gone={booking.gone}
      />
    </>
  );
}

function PhoneBar({ booking }: { booking: Booking }) {
  const t = useTranslations('restaurant.booking');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <div className={barStyle}>
      <div className="grid min-w-0 grow tabular">
        <p className="truncate font-medium">
          {formatDay(booking.date, locale)} · {t('guests', { count: booking.party })}
        </p>
        <BarLine booking={booking} />
      </div>
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        trigger={
          <Button variant="primary" size="lg">
            {t('open')}
          </Button>
        }
      >
        <Picker booking={booking} className="pt-2" />
      </Sheet>
    </div>
  );
}

function BarLine({ booking: { times, place } }: { booking: Booking }) {
  const t = useTranslations('restaurant.booking');
  const notYet = useTranslations('restaurant.notYet');
  const opens = useOpeningTime(place.limits.timeZone);
  const { day, stale } = times;
  if (!day || stale) return <p className="text-sm text-soft">{t('barLoading')}</p>;
  const count = day.slots.length;
  const opensAtMs = day.closed?.opensAtMs ?? null;
  const none = () => (opensAtMs === null ? t('barClosed') : notYet('opens', { when: opens(opensAtMs, day.nowMs) }));
  const words = count > 0 ? t('barTimes', { count }) : day.closed ? none() : t('barFull');
  return (
    <p className="truncate text-sm text-soft">
      <Tick value={words} />
    </p>
  );
}

const barStyle =
  'sticky bottom-0 z-30 -mx-5 flex items-center gap-4 border-hairline border-t bg-paper px-5 pt-3 pad-safe-bottom md:-mx-10 md:px-10 lg:hidden';

/** The panel before its times are known. */
export function BookingSkeleton() {
  const t = useTranslations('restaurant.booking');
  return (
    <>
      <div className="hidden gap-6 lg:grid">
        <p className="font-medium text-lg">{t('title')}</p>
        <Skeleton className="h-11 w-full" />
        <Skeleton shape="block" />
        <TimesSkeleton />
      </div>
      <div className={barStyle}>
        <div className="grid grow gap-2">
          <Skeleton className="w-32" />
          <Skeleton className="w-24" />
        </div>
        <Skeleton shape="button" />
      </div>
    </>
  );
}
