'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { slotHref } from '@/components/bookings/links';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { BookingView } from '@/server/services/booking';

/** Lets a held table go at once, for somebody else to take. Nothing was paid, so nothing is returned. */
export function GiveUp({ booking, onLeaving }: { booking: BookingView; onLeaving: (leaving: boolean) => void }) {
  const t = useTranslations('checkout.giveUp');
  const codes = useTranslations('errors.codes');
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const cancel = api.bookings.cancel.useMutation();
  const giveUp = async () => {
    setProblem(null);
    onLeaving(true);
    try {
      await cancel.mutateAsync({ reservationId: booking.id, expectedRefundMinor: 0 });
    } catch (error) {
      onLeaving(false);
      const { code } = refusalOf(error);
      setProblem(`${codes(`${code}.title`)}. ${codes(`${code}.body`)}`);
      return false;
    }
    toast(t('done'));
    router.replace(slotHref(booking));
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
      danger
    >
      {t('body')}
    </Confirm>
  );
}
