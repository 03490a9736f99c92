'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { api } from '@/components/providers/api';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { DaySummary } from '@/server/domain/availability/day-view';
import type { Availability } from '@/server/services/restaurant';
import type { BookingPlace } from './booking-place';
import { addDays, daysBetween } from './days';
import { RUN_DAYS } from './runs';

const FRESH_MS = 60_000;

/** How full each day is, by date, for the days from `from` to `to`; days not read yet are missing. */
export function useDays(
  place: BookingPlace,
  party: number,
  range: { from: string; to: string },
  initial: { party: number; days: DaySummary[] },
  shown: Availability | undefined,
): Map<string, DaySummary> {
  const first = Math.max(0, Math.floor(daysBetween(place.today, range.from) / RUN_DAYS));
  const last = Math.max(first, Math.floor(daysBetween(place.today, range.to) / RUN_DAYS));
  const runs = api.useQueries((t) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index).map((run) =>
      t.restaurants.week(
        { restaurantId: place.id, from: addDays(place.today, run * RUN_DAYS), days: RUN_DAYS, party },
        {
          staleTime: FRESH_MS,
          initialData: run === 0 && initial.party === party ? initial.days : undefined,
        },
      ),
    ),
  );
  const lists = runs.map((run) => run.data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are the dependencies, one by one
  return useMemo(() => {
    const days = new Map(lists.flatMap((list) => list ?? []).map((day) => [day.date, day]));
    const summary = shown && shown.party === party ? summaryOf(shown) : null;
    if (summary) days.set(summary.date, summary);
    return days;
  }, [...lists, shown, party]);
}

/** The day that is being looked at is known better than the run it was read in. */
function summaryOf(day: Availability): DaySummary | null {
  if (day.closed) return null;
  const ahead = day.grid.filter((slot) => slot.state !== 'past' && slot.state !== 'too-soon');
  const freeSlots = day.slots.length;
  const state = ahead.length === 0 ? 'closed' : freeSlots > 0 ? 'open' : 'full';
  return { date: day.date, state, freeSlots, totalSlots: ahead.length };
}

export type Fullness = 'open' | 'few' | 'full' | 'closed' | 'not-yet';

const FEW = 0.2;

/** A day in one word; `few` when at most a fifth of its times is left. */
export const fullnessOf = (day: DaySummary): Fullness =>
  day.state === 'open' && day.freeSlots <= day.totalSlots * FEW ? 'few' : day.state;

/** The share of a day's times that is gone, 0 to 1. */
export const takenShare = (day: DaySummary): number => (day.totalSlots === 0 ? 0 : 1 - day.freeSlots / day.totalSlots);

/** How full a day is, for who hears it. */
export function useSpokenDay(timeZone: string) {
  const t = useTranslations('restaurant.days');
  const locale = useLocale();
  return useCallback(
    (day: DaySummary): string => {
      if (day.state === 'open') return t('spokenFree', { free: day.freeSlots, total: day.totalSlots });
      if (day.state === 'full') return t('spokenFull');
      if (day.state === 'closed' || day.opensAtMs === undefined) return t('spokenClosed');
      const when = formatDateTime(new Date(day.opensAtMs), { timeZone, locale });
      return t('spokenNotYet', { when });
    },
    [t, timeZone, locale],
  );
}
