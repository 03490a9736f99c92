'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useCallback, useState } from 'react';
import { api, refusalOf } from '@/components/providers/api';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { Choice } from './choice';
import { commandKeys } from './command-key';

/**
 * Holds a table and goes where the answer leads: to the checkout, or to the booking where nothing is to be paid. `busy`
 * stays until that page is here. A time that was taken in the meantime is looked up again at once.
 */
export function useHold(replaces?: string) {
  const router = useRouter();
  const locale = useLocale();
  const utils = api.useUtils();
  const [keyOf] = useState(() => commandKeys());
  const hold = api.bookings.hold.useMutation({
    onSuccess: (answer) =>
      router.push(answer.status === 'HELD' ? `/checkout/${answer.reservationId}` : `/bookings/${answer.reservationId}`),
    onError: (error, wish) => {
      const { code } = refusalOf(error);
      if (code !== 'SLOT_TAKEN' && code !== 'SLOT_NOT_OPEN_YET') return;
      void utils.restaurants.availability.invalidate({ restaurantId: wish.restaurantId, date: wish.serviceDate });
      void utils.restaurants.search.invalidate();
    },
  });
  const { mutate, reset } = hold;
  const submit = useCallback(
    (choice: Choice, note: string) => {
      const wish = {
        restaurantId: choice.restaurant.id,
        serviceDate: choice.date,
        minute: choice.minute,
        party: choice.party,
        locale,
        ...(note.trim() && { note: note.trim() }),
        ...(replaces && { replaces: replaces as ReservationId }),
      };
      mutate({ ...wish, commandKey: keyOf(wish) });
    },
    [mutate, keyOf, locale, replaces],
  );
  return {
    submit,
    reset,
    busy: hold.isPending || hold.isSuccess,
    refusal: hold.error ? refusalOf(hold.error) : null,
  };
}
