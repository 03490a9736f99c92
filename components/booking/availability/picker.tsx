'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { Stepper } from '@/components/ui/stepper';
import { DayChooser } from './day-chooser';
import { NoTimes } from './no-times';
import { NotYet } from './not-yet';
import { ReaderZone } from './reader-zone';
import { groupSlots } from './slot-groups';
import { TimeGrid, TimesSkeleton } from './time-grid';
import type { Booking } from './use-booking';

/** Guests, day, time. Used in the panel beside the page and in the sheet on phones, on the same state. */
export function Picker({ booking, className }: { booking: Booking; className?: string }) {
  const t = useTranslations('restaurant.booking');
  const { place, party, date } = booking;
  const { maxParty } = place.limits;
  return (
    <div className={cn('grid gap-6', className)}>
      <div className="grid gap-2">
        <Stepper
          label={t('party')}
          value={party}
          min={1}
          max={Math.max(maxParty, party)}
          format={(count) => t('guests', { count })}
          onValueChange={booking.setParty}
        />
        {party >= maxParty ? (
          <p className="text-sm text-soft">
            {place.phone
              ? t('tooManyHint', { max: maxParty, phone: place.phone })
              : t('tooManyHintNoPhone', { max: maxParty })}
          </p>
        ) : null}
      </div>
      <DayChooser
        place={place}
        lastDay={place.lastDay}
        lookEnd={booking.lookEnd}
        serverNow={booking.times.serverNow}
        party={party}
        date={date}
        onDate={booking.setDate}
        initial={booking.initialDays}
        shown={booking.times.stale ? undefined : booking.times.day}
      />
      <Times booking={booking} />
    </div>
  );
}

function Times({ booking }: { booking: Booking }) {
  const t = useTranslations('restaurant.times');
  const words = useTranslations('restaurant.booking');
  const common = useTranslations('common');
  const { place, times } = booking;
  const { day, stale, failed } = times;
  const tooSoon = !stale && day?.grid.some((slot) => slot.state === 'too-soon');
  return (
    <div className="grid gap-4" aria-busy={stale || !day}>
      {failed && (!day || stale) ? (
        <Notice
          tone="trouble"
          announce
          title={t('failed')}
          action={<Button onClick={times.retry}>{common('retry')}</Button>}
        />
      ) : stale || !day ? (
        <TimesSkeleton />
      ) : typeof day.closed?.opensAtMs === 'number' ? (
        <NotYet
          opensAtMs={day.closed.opensAtMs}
          nowMs={day.nowMs}
          timeZone={place.limits.timeZone}
          serverNow={times.serverNow}
        />
      ) : day.slots.length === 0 ? (
        <NoTimes
          day={day}
          phone={place.phone}
          nextOpen={booking.nextOpen}
          onDate={booking.setDate}
          onParty={booking.setParty}
        />
      ) : null}
      {!stale && day && day.closed === null ? (
        <TimeGrid
          groups={groupSlots(place, day.date, day.grid)}
          wanted={booking.wanted}
          chosen={booking.choice?.minute ?? null}
          onChoose={booking.choose}
        />
      ) : null}
      <div className="grid gap-1 text-faint text-sm">
        {tooSoon ? <p>{t('tooSoon', { minutes: place.limits.minNoticeMinutes })}</p> : null}
        <ReaderZone timeZone={place.limits.timeZone} />
        {times.live && typeof day?.closed?.opensAtMs !== 'number' ? <p>{words('liveNote')}</p> : null}
      </div>
      <LiveRegion>{times.news}</LiveRegion>
    </div>
  );
}
