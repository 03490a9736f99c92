'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { formatMinute } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import type { BookingView } from '@/server/services/booking';
import { checkoutHref } from '../links';
import { useWords } from '../use-words';
import { GiveUpChange } from './give-up-change';

const DROPPED = ['expired', 'declined', 'amount-differs', 'closed', 'too-late'] as const;

/** How the last change stands: to be paid, being paid, done, or not done with the booking as it was. */
export function ChangeNotice({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.change');
  const common = useTranslations('common');
  const { money } = useWords(booking.restaurant, booking.currency);
  if (booking.status !== 'CONFIRMED') return null;
  const { change } = booking;
  const of = (guests: number, start: number) => `${formatMinute(start)} · ${common('guests', { count: guests })}`;
  if (change) {
    const charging = change.status === 'CHARGING';
    return (
      <Notice
        tone="waiting"
        className="mb-6"
        announce
        title={t(charging ? 'charging.title' : 'pending.title')}
        action={
          charging ? undefined : (
            <>
              <Button asChild variant="primary">
                <Link href={checkoutHref(booking.id)}>{t('pay', { amount: money(change.chargeMinor) })}</Link>
              </Button>
              <GiveUpChange booking={booking} />
            </>
          )
        }
      >
        {t(charging ? 'charging.body' : 'pending.body', {
          next: of(change.partySize, change.startMinute),
          now: of(booking.partySize, booking.startMinute),
        })}
      </Notice>
    );
  }
  const reason = booking.history.at(-1)?.reason;
  const now = of(booking.partySize, booking.startMinute);
  if (reason === 'changed')
    return (
      <Notice className="mb-6" announce title={t('applied.title')}>
        {t('applied.body', { now })}
      </Notice>
    );
  const dropped = DROPPED.find((one) => reason === `change-${one}`);
  if (!dropped) return null;
  return (
    <Notice tone="waiting" className="mb-6" announce title={t('dropped.title')}>
      {t(`dropped.${dropped}`, { now })}
    </Notice>
  );
}
