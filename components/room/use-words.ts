'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime, formatDay } from '@/components/ui/format-date-time';
import type { RoomDocument } from '@/server/domain/room/room';
import { spanOf } from './spans';

/** How a line writes its days, its instants and its spans. */
export function useLineWords(timeZone: string) {
  const t = useTranslations('room.words');
  const locale = useLocale();
  return {
    days: ({ fromDate, toDate }: Pick<RoomDocument, 'fromDate' | 'toDate'>) =>
      fromDate === toDate
        ? formatDay(fromDate, locale)
        : t('days', { from: formatDay(fromDate, locale), to: formatDay(toDate, locale) }),
    when: (ms: number) => formatDateTime(new Date(ms), { timeZone, locale }),
    time: (ms: number) => formatDateTime(new Date(ms), { timeZone, locale, style: 'time' }),
    /** A turn in about so long, as a sentence. */
    comesIn: (ms: number) => {
      const { unit, hours, minutes } = spanOf(ms);
      if (unit === 'seconds') return t('comesSoon');
      if (unit === 'minutes') return t('comesIn', { time: t('minutes', { minutes }) });
      return t('comesIn', { time: minutes === 0 ? t('hours', { hours }) : t('hoursMinutes', { hours, minutes }) });
    },
  };
}

export type LineWords = ReturnType<typeof useLineWords>;
