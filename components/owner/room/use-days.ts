'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/components/ui/format-date-time';
import type { RoomDocument } from '@/server/domain/room/room';

/** The dates a room is for, in words. */
export function useDays() {
  const t = useTranslations('owner.room');
  const locale = useLocale();
  return ({ fromDate, toDate }: Pick<RoomDocument, 'fromDate' | 'toDate'>) =>
    fromDate === toDate
      ? formatDay(fromDate, locale)
      : t('days', { from: formatDay(fromDate, locale), to: formatDay(toDate, locale) });
}
