'use client';

import { useCallback } from 'react';
import { api, refusalOf } from '@/components/providers/api';
import type { BookingView } from '@/server/services/booking';

const POLL_MS = 4_000;

/**
 * A booking as it is now: first as the page brought it, then after every change, over a stream; asked for every few
 * seconds while there is no stream. `stale` says that neither gets through.
 */
export function useLiveBooking(initial: BookingView) {
  const input = { reservationId: initial.id };
  const utils = api.useUtils();
  const stream = api.bookings.live.useSubscription(input, {
    onData: (view) => utils.bookings.get.setData(input, view),
  });
  const polled = api.bookings.get.useQuery(input, {
    initialData: initial,
    refetchInterval: stream.status === 'pending' ? false : POLL_MS,
  });
  const refetch = polled.refetch;
  const refresh = useCallback(async () => (await refetch()).data, [refetch]);
  // Both come with the database's clock: what was kept from an earlier visit is older than what the page brought.
  const booking = polled.data.nowMs >= initial.nowMs ? polled.data : initial;
  const stale = stream.status !== 'pending' && polled.isError && refusalOf(polled.error).retry;
  return { booking, stale, refresh };
}
