'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { BookingView } from '@/server/services/booking';

/** Gives up a change that waits for its payment. The booking stays as it is, so nothing has to be returned. */
export function GiveUpChange({ booking, onDone }: { booking: BookingView; onDone?: () => void }) {
  const t = useTranslations('bookings.change.giveUp');
  const codes = useTranslations('errors.codes');
  const utils = api.useUtils();
  const [problem, setProblem] = useState<string | null>(null);
  const drop = api.bookings.giveUpChange.useMutation();
  const giveUp = async () => {
    setProblem(null);
    try {
      await drop.mutateAsync({ reservationId: booking.id });
    } catch (error) {
      const { code } = refusalOf(error);
      setProblem(`${codes(`${code}.title`)}. ${codes(`${code}.body`)}`);
      return false;
    }
    toast(t('done'));
    await utils.bookings.get.invalidate({ reservationId: booking.id });
    onDone?.();
  };
  return (
    <Confirm
      trigger={<Button variant="quiet">{t('action')}</Button>}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('keep')}
      onConfirm={giveUp}
      onOpenChange={() => setProblem(null)}
      error={problem}
    >
      {t('body')}
    </Confirm>
  );
}
