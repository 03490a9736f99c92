'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { cn } from './cn';
import { clocksDiffer, type DateTimeStyle, formatDateTime, zoneCity } from './format-date-time';

const never = () => () => {};
const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const unknownZone = () => null;

/** Cities whose name is written differently in Korean; the keys of `ui.cities`. */
const CITIES = ['Seoul', 'Tokyo', 'New_York', 'London', 'Paris'] as const;

/**
 * An instant (ISO 8601) in the zone of the place it is about. When the reader's clock shows something else there, the zone
 * is named: "Fri 27 Nov, 19:00, Seoul time". Where the reader is, only the browser knows, so the name comes after hydration.
 */
export function DateTime({
  instant,
  timeZone,
  style = 'dayTime',
  zone = 'auto',
  now,
  className,
}: {
  instant: string;
  timeZone: string;
  style?: DateTimeStyle;
  /** `never` where the zone is named already (a column of times). */
  zone?: 'auto' | 'always' | 'never';
  /** ISO instant; with it, another year than now's is written. */
  now?: string;
  className?: string;
}) {
  const locale = useLocale();
  const reader = useSyncExternalStore(never, readerZone, unknownZone);
  const date = new Date(instant);
  const named = zone === 'always' || (zone === 'auto' && reader !== null && clocksDiffer(date, reader, timeZone));
  return (
    <time dateTime={instant} className={cn('tabular', className)}>
      {formatDateTime(date, { timeZone, locale, style, now: now ? new Date(now) : undefined })}
      {named ? <ZoneName timeZone={timeZone} /> : null}
    </time>
  );
}

function ZoneName({ timeZone }: { timeZone: string }) {
  const t = useTranslations('ui');
  const key = CITIES.find((city) => timeZone.endsWith(`/${city}`));
  return <span className="text-soft">{t('zone', { city: key ? t(`cities.${key}`) : zoneCity(timeZone) })}</span>;
}
