'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { BookingActions } from './booking-actions';
import { BookingStatus, Clock, GuestNote, Late, tableLabels, useDepositWords, Visits } from './booking-parts';
import { MoneyActions } from './money-actions';
import type { ServeCommand } from './rules';

/** The booking chosen on the timeline, in words and with what can be done; it stays in sight at the foot of the screen. */
export function BookingDetail({
  booking,
  day,
  nowMs,
  onServe,
  onClose,
}: {
  booking: DayBooking;
  day: ServiceDay;
  nowMs: number;
  onServe: (booking: DayBooking, command: ServeCommand) => void;
  onClose: () => void;
}) {
  const t = useTranslations('owner.day');
  const deposit = useDepositWords();
  return (
    <section
      aria-label={t('chosen')}
      className="sticky bottom-20 z-20 mt-4 grid animate-rise gap-3 rounded-md border border-edge bg-raised p-4 shadow-float lg:bottom-4 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center"
    >
      <div className="min-w-0 pr-10 lg:pr-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Clock minute={booking.startMinute} className="font-medium text-lg" />
          <span className="font-medium text-lg">{booking.guestName}</span>
          <span className="tabular">{t('guests', { count: booking.party })}</span>
          <BookingStatus status={booking.status} />
          <Late booking={booking} nowMs={nowMs} />
        </p>
        <p className="mt-0.5 text-sm text-soft tabular">
          {t('table', { labels: tableLabels(day, booking).join(' + ') })} · <Visits earlier={booking.earlierVisits} /> ·{' '}
          {deposit(booking.deposit)} · {booking.code}
        </p>
        {booking.note ? (
          <div className="mt-2 w-fit max-w-full">
            <GuestNote note={booking.note} />
          </div>
        ) : null}
      </div>
      <div className="flex items-center gap-1">
        <BookingActions booking={booking} nowMs={nowMs} onServe={onServe} />
        <MoneyActions booking={booking} />
        <IconButton label={t('close')} onClick={onClose} className="absolute top-1 right-1 lg:static">
          <X aria-hidden="true" />
        </IconButton>
      </div>
    </section>
  );
}
