'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { clocksDiffer, zoneCity } from '@/components/ui/format-date-time';

const never = () => () => {};
const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const unknown = () => null;
const CITIES = ['Seoul', 'Tokyo', 'New_York', 'London', 'Paris'] as const;

/** Whether the reader's clock shows something else than a restaurant's; known in the browser only. */
export function useOtherClock(timeZone: string, instantMs?: number): boolean {
  const reader = useSyncExternalStore(never, readerZone, unknown);
  return reader !== null && clocksDiffer(new Date(instantMs ?? Date.now()), reader, timeZone);
}

/** Says whose time it is, to a reader whose clock shows another. */
export function ReaderZone({
  timeZone,
  instantMs,
  className,
}: {
  timeZone: string;
  instantMs?: number;
  className?: string;
}) {
  const t = useTranslations('home.results');
  const cities = useTranslations('ui.cities');
  if (!useOtherClock(timeZone, instantMs)) return null;
  const known = CITIES.find((city) => timeZone.endsWith(`/${city}`));
  return <p className={className}>{t('zone', { city: known ? cities(known) : zoneCity(timeZone) })}</p>;
}
