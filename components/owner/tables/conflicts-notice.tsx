'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { formatDay } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import type { TableConflict } from '@/server/domain/restaurant/floor-plan';
import { useIntoView } from '../settings/use-into-view';

const MOST_DATES = 6;

/** Tables that coming bookings hold: which, when, and what can be done instead. */
export function ConflictsNotice({
  conflicts,
  today,
  onTakeBack,
}: {
  conflicts: TableConflict[];
  today: string;
  onTakeBack: (conflicts: TableConflict[]) => void;
}) {
  const t = useTranslations('owner.floor.conflicts');
  const locale = useLocale();
  const place = useIntoView<HTMLDivElement>(conflicts);
  const removed = conflicts.some(({ problem }) => problem === 'removed');
  const days = (dates: string[]) => {
    const shown = dates.slice(0, MOST_DATES).map((date) => formatDay(date, locale, 'day', today));
    return dates.length > MOST_DATES
      ? t('andMore', { days: shown.join(', '), count: dates.length - MOST_DATES })
      : shown.join(', ');
  };
  return (
    <div ref={place}>
      <Notice
        tone="trouble"
        announce
        className="mb-6"
        title={t('title')}
        action={
          <Button size="sm" onClick={() => onTakeBack(conflicts)}>
            {t(removed ? 'deactivate' : 'takeBack')}
          </Button>
        }
      >
        <ul className="grid gap-1">
          {conflicts.map((conflict) => (
            <li key={`${conflict.tableId} ${conflict.problem}`}>
              {t(conflict.problem, { label: conflict.label, days: days(conflict.dates) })}
            </li>
          ))}
        </ul>
        <p className="mt-2">{t(removed ? 'bodyRemoved' : 'body')}</p>
      </Notice>
    </div>
  );
}
