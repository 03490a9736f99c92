'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { toast } from '@/components/ui/toaster';
import { nextStatus, type ReservationStatus } from '@/server/domain/reservation/transitions';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { useRefusalWords } from '../use-refusal-words';
import type { ServeCommand } from './rules';

/**
 * Moves a guest through the evening. The page shows the move at once; refused, it goes back to how it was and says why.
 * `said` is the last move in words, for readers who do not see it.
 */
export function useServe(restaurantId: RestaurantId, date: ServiceDay['date']) {
  const t = useTranslations('owner.day');
  const words = useRefusalWords();
  const utils = api.useUtils();
  const [said, setSaid] = useState('');
  const input = { restaurantId, date };

  const show = (id: DayBooking['id'], status: ReservationStatus) =>
    utils.owner.day.setData(
      input,
      (day) =>
        day && {
          ...day,
          bookings: day.bookings.map((booking) => (booking.id === id ? { ...booking, status } : booking)),
        },
    );

  const mutation = api.owner.serve.useMutation({
    onMutate: async ({ reservationId, command }) => {
      // An answer on its way would show the state before the move.
      await utils.owner.day.cancel(input);
      const before = utils.owner.day.getData(input)?.bookings.find(({ id }) => id === reservationId)?.status;
      const after = before && nextStatus(before, command);
      if (after) show(reservationId, after);
      return { before };
    },
    onError: (error, { reservationId }, context) => {
      if (context?.before) show(reservationId, context.before);
      const { title, body } = words(error);
      toast.error(title, { description: body });
    },
    onSettled: () => utils.owner.day.invalidate(input),
  });

  const serve = (booking: DayBooking, command: ServeCommand) => {
    mutation.mutate({ reservationId: booking.id, command });
    setSaid(t('said', { status: t(`did.${command}`), name: booking.guestName, count: booking.party }));
  };
  return { serve, said };
}
