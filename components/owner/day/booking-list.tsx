'use client';

import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { usePlaceName } from '../use-place-name';
import { BookingActions } from './booking-actions';
import { BookingStatus, Clock, GuestNote, Late, tableLabels, useDepositWords, Visits } from './booking-parts';
import { MoneyActions } from './money-actions';
import { byPeriod, type ServeCommand, totalsOf } from './rules';

type Shared = {
  day: ServiceDay;
  nowMs: number;
  selectedId: string | null;
  freshIds: ReadonlySet<string>;
  onSelect: (id: DayBooking['id']) => void;
  onServe: (booking: DayBooking, command: ServeCommand) => void;
};

/** The day's bookings in order of time, under the services they belong to. */
export function BookingList({ bookings, ...shared }: Shared & { bookings: DayBooking[] }) {
  const t = useTranslations('owner.day');
  const nameOf = usePlaceName();
  // A service's totals are those of all its guests, also of those who are not listed any more.
  const whole = byPeriod(shared.day.periods, shared.day.bookings);
  return (
    <div className="grid gap-8">
      {byPeriod(shared.day.periods, bookings).map(({ period, bookings: own }, index) => {
        if (own.length === 0) return null;
        const { covers, bookings: count } = totalsOf(whole[index]?.bookings ?? own);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: periods of a day keep their order
          <section key={index}>
            <div className="mb-2 flex items-baseline justify-between gap-4">
              <h2 className="font-medium">{period ? nameOf(period) : t('bookings')}</h2>
              <p className="text-sm text-soft tabular">{t('periodTotals', { bookings: count, covers })}</p>
            </div>
            <ul className="overflow-hidden rounded-md border border-hairline bg-raised">
              {own.map((booking) => (
                <BookingRow key={booking.id} booking={booking} {...shared} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function BookingRow({
  booking,
  day,
  nowMs,
  selectedId,
  freshIds,
  onSelect,
  onServe,
}: Shared & { booking: DayBooking }) {
  const t = useTranslations('owner.day');
  const deposit = useDepositWords();
  const selected = selectedId === booking.id;
  const over = booking.status === 'COMPLETED';
  return (
    <li
      data-booking={booking.id}
      tabIndex={-1}
      aria-current={selected ? 'true' : undefined}
      onFocus={() => onSelect(booking.id)}
      className={cn(
        'grid scroll-my-24 grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 border-hairline border-b px-4 py-3 transition-colors last:border-b-0 focus-visible:-outline-offset-2 lg:grid-cols-[4.5rem_minmax(0,1fr)_auto] lg:items-center',
        selected && 'bg-wash shadow-[inset_3px_0_0_var(--color-accent)]',
        freshIds.has(booking.id) && 'bg-accent-wash',
      )}
    >
      <div className={cn('leading-tight', over && 'text-faint')}>
        <Clock minute={booking.startMinute} stacked className="font-medium text-lg" />
        <p className="text-faint text-xs tabular">
          <span className="sr-only">{t('until')}</span>
          <Clock minute={booking.endMinute % 1440} />
        </p>
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className={cn('font-medium', over && 'text-soft')}>{booking.guestName}</span>
          <span className="inline-flex items-center gap-1 tabular" title={t('guests', { count: booking.party })}>
            <Users aria-hidden="true" className="size-4 text-soft" />
            <span aria-hidden="true">{booking.party}</span>
            <span className="sr-only">{t('guests', { count: booking.party })}</span>
          </span>
          <BookingStatus status={booking.status} />
          <Late booking={booking} nowMs={nowMs} />
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-soft">
          <span className="tabular">{t('table', { labels: tableLabels(day, booking).join(' + ') })}</span>
          <Dot />
          <span>
            <Visits earlier={booking.earlierVisits} />
          </span>
          <Dot />
          <span className="tabular">{deposit(booking.deposit)}</span>
          <Dot />
          <span className="tabular">{booking.code}</span>
        </p>
        {booking.note ? (
          <div className="mt-2 w-fit max-w-full">
            <GuestNote note={booking.note} />
          </div>
        ) : null}
      </div>
      <div className="col-span-2 flex flex-wrap gap-1 pl-[5.25rem] lg:col-span-1 lg:flex-row-reverse lg:pl-0">
        <BookingActions
          booking={booking}
          nowMs={nowMs}
          onServe={onServe}
          className="flex flex-wrap gap-1 lg:flex-row-reverse"
        />
        <MoneyActions booking={booking} className="first:-ml-3 lg:first:ml-0" />
      </div>
    </li>
  );
}

const Dot = () => (
  <span aria-hidden="true" className="text-faint">
    ·
  </span>
);

/** Those who left already, and those who do not come: kept for the record, out of the way. */
export function QuietBookings({
  bookings,
  day,
  title,
}: {
  bookings: DayBooking[];
  day: ServiceDay;
  title: 'quiet' | 'leftAlready';
}) {
  const t = useTranslations('owner.day');
  const deposit = useDepositWords();
  if (bookings.length === 0) return null;
  return (
    <details className="mt-4 rounded-md border border-hairline">
      <summary className="min-h-11 px-4 py-2.5 text-sm text-soft">{t(title, { count: bookings.length })}</summary>
      <ul className="border-hairline border-t">
        {bookings.map((booking) => (
          <li
            key={booking.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-4 py-2 text-sm text-soft last:border-b-0"
          >
            <Clock minute={booking.startMinute} />
            <span>{booking.guestName}</span>
            <span className="tabular">{t('guests', { count: booking.party })}</span>
            <BookingStatus status={booking.status} />
            <span className="tabular">{deposit(booking.deposit)}</span>
            <span className="ml-auto flex min-h-9 items-center gap-x-1 pointer-coarse:min-h-11">
              {tableLabels(day, booking).length > 0 ? (
                <span className="text-faint tabular">
                  {t('table', { labels: tableLabels(day, booking).join(' + ') })}
                </span>
              ) : null}
              <MoneyActions booking={booking} className="-mr-3" />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
