'use client';

import { useEffect, useRef, useState } from 'react';
import { api } from '@/components/providers/api';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDay } from '@/server/services/owner';
import { type News, newsBetween } from './rules';

/** While changes are told as they happen, asking is only a net under them. */
const POLL_LIVE_MS = 60_000;
const POLL_MS = 5_000;
const NEWS_SHOWN_MS = 20_000;

/**
 * A service day that keeps itself current: told of changes, and asking every few seconds when nobody tells. `news` is what
 * somebody else did lately, for a while. `initialMs` is when the server read `initial`.
 */
export function useDay(restaurantId: RestaurantId, initial: ServiceDay, initialMs: number) {
  const input = { restaurantId, date: initial.date };
  const utils = api.useUtils();
  const subscription = api.restaurants.dayChanges.useSubscription(input, {
    onData: ({ version }) => {
      if (String(utils.owner.day.getData(input)?.version) === version) return;
      void utils.owner.day.invalidate(input);
      void utils.owner.upcoming.invalidate();
      void utils.owner.closings.invalidate(input);
    },
  });
  const live = subscription.status === 'pending';
  const query = api.owner.day.useQuery(input, {
    initialData: initial,
    initialDataUpdatedAt: initialMs,
    refetchInterval: live ? POLL_LIVE_MS : POLL_MS,
  });
  return { day: query.data, live, failed: query.isError, asOfMs: query.dataUpdatedAt, news: useNews(query.data) };
}

function useNews(day: ServiceDay): News[] {
  const before = useRef(day);
  const [news, setNews] = useState<News[]>([]);
  useEffect(() => {
    const fresh = newsBetween(before.current.bookings, day.bookings);
    before.current = day;
    if (fresh.length > 0) setNews(fresh);
  }, [day]);
  useEffect(() => {
    if (news.length === 0) return;
    const timer = setTimeout(() => setNews([]), NEWS_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}
