'use client';

import { keepPreviousData } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { commandKeys } from '@/components/booking/availability/command-key';
import { api, refusalOf } from '@/components/providers/api';
import type { BookingView } from '@/server/services/booking';
import { checkoutHref } from '../links';

/** While the sheet is open the day is looked at again so often. */
const LOOK_MS = 10_000;

/**
 * The wish for another time or party size, the day as it is with the booking's own table given back, and what the wish costs now.
 * `send` changes the booking, or goes on to pay the difference.
 */
export function useChange(booking: BookingView, open: boolean, onChanged: () => void) {
  const t = useTranslations('bookings.change');
  const router = useRouter();
  const utils = api.useUtils();
  const reservationId = booking.id;
  const [party, setParty] = useState(booking.partySize);
  const [minute, setMinute] = useState(booking.startMinute);
  const [keyOf] = useState(() => commandKeys());
  const same = party === booking.partySize && minute === booking.startMinute;
  const options = api.bookings.changeOptions.useQuery(
    { reservationId, party },
    { enabled: open, placeholderData: keepPreviousData, refetchInterval: LOOK_MS },
  );
  const quote = api.bookings.changeQuote.useQuery(
    { reservationId, minute, party },
    { enabled: open && !same, staleTime: 0, retry: (failures, error) => failures < 2 && refusalOf(error).retry },
  );
  const change = api.bookings.change.useMutation({
    onSuccess: async (answer) => {
      if (answer.status !== 'APPLIED') {
        // The checkout reads the booking as it is now.
        router.push(checkoutHref(reservationId));
        return;
      }
      await Promise.all([utils.bookings.get.invalidate({ reservationId }), utils.bookings.list.invalidate()]);
      toast.success(t('done'));
      onChanged();
    },
    onError: (error) => {
      const { code } = refusalOf(error);
      if (code === 'CHANGE_TERMS_CHANGED') void quote.refetch();
      if (code === 'SLOT_TAKEN') void options.refetch();
    },
  });
  const { reset } = change;
  useEffect(() => {
    if (!open) return;
    setParty(booking.partySize);
    setMinute(booking.startMinute);
    reset();
  }, [open, booking.partySize, booking.startMinute, reset]);
  const wish = (next: { party?: number; minute?: number }) => {
    reset();
    if (next.party !== undefined) setParty(next.party);
    if (next.minute !== undefined) setMinute(next.minute);
  };
  const offer = same || quote.isError ? null : (quote.data ?? null);
  const send = () => {
    if (!offer) return;
    const body = {
      reservationId,
      minute,
      party,
      expectedChargeMinor: offer.chargeMinor,
      expectedRefundMinor: offer.refundMinor,
    };
    change.mutate({ ...body, commandKey: keyOf(body) });
  };
  const failed = change.error ?? (same ? null : quote.error);
  return {
    party,
    minute,
    same,
    wish,
    options,
    offer,
    send,
    refusal: failed ? refusalOf(failed) : null,
    busy: change.isPending || (change.isSuccess && change.data.status !== 'APPLIED'),
  };
}

export type Change = ReturnType<typeof useChange>;
