'use client';

import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { formatDateTime, formatDay } from '@/components/ui/format-date-time';
import { Skeleton } from '@/components/ui/skeleton';
import type { DaySummary } from '@/server/domain/availability/day-view';
import { weekdayOf } from './days';
import { type Fullness, fullnessOf, takenShare, useSpokenDay } from './use-days';

const WEEKDAYS = {
  ko: ['월', '화', '수', '목', '금', '토', '일'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** One day of the strip: its weekday, its number, and how full it is as a line that grows, with a word where it matters. */
export function DayCell({
  date,
  summary,
  today,
  chosen,
  beyond,
  timeZone,
  onChoose,
}: {
  date: string;
  /** Missing while it is being read. */
  summary: DaySummary | undefined;
  today: string;
  chosen: boolean;
  /** Past the last day that is shown. */
  beyond: boolean;
  timeZone: string;
  onChoose: () => void;
}) {
  const t = useTranslations('restaurant.days');
  const locale = useLocale();
  const spoken = useSpokenDay(timeZone);
  const fullness = beyond ? 'not-yet' : summary && fullnessOf(summary);
  const quiet = fullness === 'full' || fullness === 'closed' || fullness === 'not-yet';
  const label = [formatDay(date, locale, 'longDay'), date === today && t('today'), summary && spoken(summary)];
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={label.filter(Boolean).join(', ')}
      disabled={beyond}
      onClick={onChoose}
      className={cn(
        'grid min-h-18 content-start justify-items-center gap-0.5 rounded-md border border-transparent pt-2 pb-1.5 tabular transition-colors hover:bg-wash disabled:hover:bg-transparent',
        chosen && 'border-accent bg-accent-wash hover:bg-accent-wash',
      )}
    >
      <span className="text-soft text-xs">{date === today ? t('today') : WEEKDAYS[locale][weekdayOf(date) - 1]}</span>
      <span className={cn('font-medium', chosen && 'font-strong', quiet && !chosen && 'font-normal text-faint')}>
        {Number(date.slice(8))}
      </span>
      {fullness === undefined ? (
        <Skeleton className="mt-1 h-[3px] w-7" />
      ) : (
        <Mark
          fullness={fullness}
          share={summary ? takenShare(summary) : 0}
          today={date === today}
          opens={summary?.opensAtMs === undefined ? null : shortTime(summary.opensAtMs, today, timeZone, locale)}
        />
      )}
    </button>
  );
}

/** When a day opens, as short as a cell: the time if that is today, else the day. */
const shortTime = (opensAtMs: number, today: string, timeZone: string, locale: string): string => {
  const at = (style: 'day' | 'time' | 'shortDate') => formatDateTime(new Date(opensAtMs), { timeZone, locale, style });
  return at('day') === formatDay(today, locale) ? at('time') : at('shortDate');
};

function Mark({
  fullness,
  share,
  today,
  opens,
}: {
  fullness: Fullness;
  share: number;
  today: boolean;
  opens: string | null;
}) {
  const t = useTranslations('restaurant.days');
  // Of today it is not known here whether it was closed or is over; both are an end of booking.
  const closed = today ? t('over') : t('closed');
  const word = {
    few: t('few'),
    full: t('full'),
    closed,
    'not-yet': opens && t('opensShort', { when: opens.replace(' ', '\u00a0') }),
    open: null,
  }[fullness];
  if (word) {
    return (
      <span
        className={cn(
          'text-balance text-xs leading-tight',
          fullness === 'few' ? 'font-medium text-amber' : 'text-faint',
        )}
      >
        {word}
      </span>
    );
  }
  if (fullness === 'not-yet') return null;
  return (
    <span aria-hidden="true" className="mt-2 h-[3px] w-7 overflow-hidden rounded-full bg-hairline">
      <span className="block h-full rounded-full bg-edge" style={{ width: `${Math.round(share * 100)}%` }} />
    </span>
  );
}
