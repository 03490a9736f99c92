'use client';

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { useSecondsUntil } from '@/components/bookings/use-seconds-until';
import { api, type Refusal, refusalOf } from '@/components/providers/api';
import { keepAdmission, keptAdmission } from '@/components/room/kept';
import type { ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { Choice } from './choice';
import { commandKeys } from './command-key';

/** An admission that was refused with these is of no use any more. */
const USELESS = new Set<Refusal['code']>([
  'ROOM_ADMISSION_INVALID',
  'ROOM_ADMISSION_FOREIGN',
  'ROOM_ADMISSION_EXPIRED',
]);

/**
 * Holds a table and goes where the answer leads: to the checkout, or to the booking where nothing is to be paid. `busy`
 * stays until that page is here. A time that was taken in the meantime is looked up again at once. Told that too many
 * wait, it asks again by itself when it was told to: the same command, so it can never book twice.
 */
export function useHold(replaces?: string) {
  const router = useRouter();
  const locale = useLocale();
  const utils = api.useUtils();
  const [keyOf] = useState(() => commandKeys());
  const [retry, setRetry] = useState<Retry | null>(null);
  const hold = api.bookings.hold.useMutation({
    onSuccess: (answer) => {
      router.push(answer.status === 'HELD' ? `/checkout/${answer.reservationId}` : `/bookings/${answer.reservationId}`);
      void utils.rooms.mine.invalidate();
    },
    onError: (error, wish) => {
      const { code, details } = refusalOf(error);
      if (USELESS.has(code)) keepAdmission(wish.restaurantId, null);
      if (code === 'ROOM_ADMISSION_REQUIRED')
        void utils.rooms.ofRestaurant.invalidate({ restaurantId: wish.restaurantId });
      if (code === 'BUSY') setRetry(retryAfter(details.retryAfterSeconds));
      if (code !== 'SLOT_TAKEN' && code !== 'SLOT_NOT_OPEN_YET') return;
      void utils.restaurants.availability.invalidate({ restaurantId: wish.restaurantId, date: wish.serviceDate });
      void utils.restaurants.search.invalidate();
    },
  });
  const { mutate, reset, variables } = hold;
  useEffect(() => {
    if (!retry || !variables) return;
    const timer = setTimeout(() => {
      setRetry(null);
      mutate(variables);
    }, retry.atMs - retry.fromMs);
    return () => clearTimeout(timer);
  }, [retry, variables, mutate]);
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
      // Not part of the wish: coming in again gives another one for the same wish.
      mutate({ ...wish, commandKey: keyOf(wish), ...admissionTo(choice.restaurant.id) });
    },
    [mutate, keyOf, locale, replaces],
  );
  return {
    submit,
    reset: useCallback(() => {
      setRetry(null);
      reset();
    }, [reset]),
    /** Seconds until it asks again by itself; null while it need not. */
    retrySeconds: useSecondsUntil(retry?.atMs ?? null, retry?.fromMs ?? 0),
    busy: hold.isPending || hold.isSuccess,
    refusal: hold.error ? refusalOf(hold.error) : null,
  };
}

/** The way in through the restaurant's waiting room, as far as this browser has one. */
function admissionTo(restaurantId: RestaurantId): { admission?: string } {
  const kept = keptAdmission(restaurantId);
  return kept ? { admission: kept.admission } : {};
}

type Retry = { fromMs: number; atMs: number };

/** A crowd that was told the same number of seconds does not come back in the same instant. */
function retryAfter(seconds: unknown): Retry {
  const fromMs = Date.now();
  return { fromMs, atMs: fromMs + (typeof seconds === 'number' ? seconds : 2) * 1_000 + Math.random() * 1_000 };
}
