'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { PageTitle } from '@/components/shell/page-title';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { DatePicker } from '@/components/ui/date-picker';
import { formatDay } from '@/components/ui/format-date-time';
import { Tick } from '@/components/ui/tick';
import { addDays } from '@/server/domain/shared/time';
import type { ServiceDay, UpcomingDay } from '@/server/services/owner';
import { totalsOf } from './rules';

const dayHref = (base: string, date: string, today: string) => (date === today ? base : `${base}?date=${date}`);

/** Which day it is, and the ways to its neighbours and to any other. */
export function DayTitle({ day, today, base }: { day: ServiceDay; today: string; base: string }) {
  const t = useTranslations('owner.day');
  const locale = useLocale();
  const router = useRouter();
  const step = (days: number, label: string, icon: React.ReactNode) => (
    <Link
      href={dayHref(base, addDays(day.date, days), today)}
      aria-label={label}
      title={label}
      className="inline-grid size-11 place-items-center rounded-md text-soft hover:bg-wash hover:text-ink [&_svg]:size-5"
    >
      {icon}
    </Link>
  );
  return (
    <PageTitle
      dense
      className="mb-4"
      title={
        <span className="flex flex-wrap items-center gap-3">
          {formatDay(day.date, locale, 'longDay', today)}
          {day.date === today ? <Badge tone="accent">{t('today')}</Badge> : null}
        </span>
      }
      actions={
        <>
          {day.date === today ? null : (
            <Link href={base} className={buttonStyle({ size: 'sm' })}>
              {t('toToday')}
            </Link>
          )}
          {step(-1, t('previousDay'), <ChevronLeft aria-hidden="true" />)}
          <DatePicker
            label={t('chooseDay')}
            value={day.date}
            today={day.today}
            onValueChange={(date) => router.push(dayHref(base, date, today))}
            className="w-44"
          />
          {step(1, t('nextDay'), <ChevronRight aria-hidden="true" />)}
        </>
      }
    />
  );
}

/** A fortnight in small: each day's guests as a bar, and the way to that day. */
export function DayStrip({
  days,
  date,
  today,
  base,
}: {
  days: readonly UpcomingDay[];
  date: string;
  today: string;
  base: string;
}) {
  const t = useTranslations('owner.day');
  const locale = useLocale();
  const most = Math.max(1, ...days.map(({ covers }) => covers));
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const list = here.current?.closest('ol');
    if (list && here.current) list.scrollLeft = here.current.offsetLeft - list.clientWidth / 2;
  }, []);
  return (
    <nav aria-label={t('days')} className="mb-5">
      <ol className="relative flex scroll-quiet gap-1 overflow-x-auto pb-1">
        {days.map((day) => (
          <li key={day.date} className="min-w-14 flex-1">
            <Link
              ref={day.date === date ? here : undefined}
              href={dayHref(base, day.date, today)}
              aria-current={day.date === date ? 'date' : undefined}
              className={cn(
                'grid justify-items-center gap-1 rounded-md border border-transparent px-1 pt-1.5 pb-2 text-center transition-colors hover:bg-wash focus-visible:-outline-offset-2',
                day.date === date && 'border-edge bg-raised',
              )}
            >
              <span className={cn('text-faint text-xs', day.date === today && 'font-medium text-accent-text')}>
                {day.date === today ? t('today') : weekday(day.date, locale)}
              </span>
              <span className="font-medium tabular leading-none">{Number(day.date.slice(8))}</span>
              <span aria-hidden="true" className="flex h-5 w-3 items-end">
                <span
                  className={cn('w-full rounded-t-[2px]', day.date === date ? 'bg-accent' : 'bg-edge')}
                  style={{ height: `${(day.covers / most) * 100}%` }}
                />
              </span>
              <span className="text-soft text-xs tabular leading-none">
                <span aria-hidden="true">{day.covers || '–'}</span>
                <span className="sr-only">{t('stripDay', { covers: day.covers, bookings: day.bookings })}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const weekday = (date: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** The day in a line of numbers, as on a statement. */
export function DayTotals({ day }: { day: ServiceDay }) {
  const t = useTranslations('owner.totals');
  const totals = totalsOf(day.bookings);
  const shown = (['covers', 'bookings', 'toCome', 'seated', 'held'] as const).filter(
    (key) => key !== 'held' || totals.held > 0,
  );
  return (
    <dl className="mb-5 flex flex-wrap gap-x-8 gap-y-3 border-hairline border-y py-3">
      {shown.map((key) => (
        <div key={key} className="flex flex-row-reverse items-baseline gap-1.5">
          <dt className="text-sm text-soft">{t(key)}</dt>
          <dd className={cn('font-medium text-lg tabular', key === 'held' && 'text-amber')}>
            <Tick value={totals[key]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
