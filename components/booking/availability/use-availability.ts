'use client';

import { keepPreviousData } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/components/providers/api';
import { formatMinute } from '@/components/ui/format-date-time';
import type { Availability } from '@/server/services/restaurant';
import type { BookingPlace } from './booking-place';
import { changesBetween } from './slot-groups';
import { useAtOpening, useServerClock } from './use-opening';

/** While no stream is open the day is looked at again so often. */
const POLL_MS = 20_000;
/** Everybody who watches a day hears of a change at once; they ask again within this time, not all in one moment. */
const SPREAD_MS = 400;

/**
 * A day's times for a party, kept true: when the server says the day changed they are read again, when it opens for booking
 * too, and when that stream is down, now and then. `stale` is the day before, shown while another is on its way. `news` is what changed, in words.
 */
export function useAvailability(restaurantId: BookingPlace['id'], date: string, party: number, initial?: Availability) {
  const input = { restaurantId, date, party };
  const [live, setLive] = useState(false);
  const query = api.restaurants.availability.useQuery(input, {
    initialData: initial?.date === date && initial.party === party ? initial : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: live ? false : POLL_MS,
  });
  const { refetch } = query;
  const known = useRef(query.data);
  known.current = query.data;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stream = api.restaurants.dayChanges.useSubscription(
    { restaurantId, date },
    {
      onData: ({ version }) => {
        if (known.current?.date === date && String(known.current.version) === version) return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void refetch(), Math.random() * SPREAD_MS);
      },
    },
  );
  useEffect(() => setLive(stream.status === 'pending'), [stream.status]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const opensAtMs = query.isPlaceholderData ? null : (query.data?.closed?.opensAtMs ?? null);
  const serverNow = useServerClock(query.data?.nowMs);
  useAtOpening(opensAtMs, serverNow, () => void refetch());
  // The page's own answer was on its way until its script ran. Who waits for a moment asks once more what the time is.
  const late = opensAtMs !== null && query.data === initial;
  useEffect(() => {
    if (late) void refetch();
  }, [late, refetch]);
  return {
    day: query.data,
    stale: query.isPlaceholderData,
    failed: query.isError && !query.isFetching,
    retry: () => void refetch(),
    live,
    serverNow,
    news: useNews(query.isPlaceholderData ? undefined : query.data),
  };
}

/** What went or came back since the last look at the same day for the same party, as a sentence. */
function useNews(day: Availability | undefined): string {
  const t = useTranslations('restaurant.times');
  const [news, setNews] = useState('');
  const seen = useRef(day);
  useEffect(() => {
    const before = seen.current;
    seen.current = day ?? before;
    if (!day || !before || before === day) return;
    if (before.date !== day.date || before.party !== day.party) return setNews('');
    if (before.closed?.why === 'not-yet' && day.closed === null)
      return setNews(t('justOpened', { count: day.slots.length }));
    const { taken, freed } = changesBetween(before.grid, day.grid);
    const sentences = [
      ...taken.map((minute) => t('justTaken', { time: formatMinute(minute) })),
      ...freed.map((minute) => t('justFreed', { time: formatMinute(minute) })),
    ];
    if (sentences.length > 0) setNews(sentences.join(' '));
  }, [day, t]);
  return news;
}
