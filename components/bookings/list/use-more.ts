'use client';

import { useState } from 'react';
import { api } from '@/components/providers/api';
import type { BookingListItem, listBookings } from '@/server/services/booking';

export type ListPage = Awaited<ReturnType<typeof listBookings>>;

/** A list whose first page came with the page, and further ones when asked for. `more` is null at its end. */
export function useMore(scope: 'upcoming' | 'past', first: ListPage) {
  const utils = api.useUtils();
  const [further, setFurther] = useState<ListPage[]>([]);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const cursor = (further.at(-1) ?? first).nextCursor;
  const load = async () => {
    setState('loading');
    try {
      const page = await utils.bookings.list.fetch({ scope, cursor });
      setFurther((pages) => [...pages, page]);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  // A refreshed first page may repeat what a further one holds.
  const items = new Map<string, BookingListItem>();
  for (const item of [first, ...further].flatMap((page) => page.items))
    if (!items.has(item.id)) items.set(item.id, item);
  return {
    items: [...items.values()],
    more: cursor ? () => void load() : null,
    loading: state === 'loading',
    failed: state === 'failed',
  };
}
