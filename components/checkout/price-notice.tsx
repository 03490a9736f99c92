'use client';

import { useTranslations } from 'next-intl';
import { useWords } from '@/components/bookings/use-words';
import { useSay } from '@/components/coupons/use-say';
import { Notice } from '@/components/ui/notice';
import type { Words } from '@/server/domain/coupon/words';
import type { BookingView } from '@/server/services/booking';
import type { Price } from './use-price';

/** Why the last press did nothing: the price is another one by now, or a coupon cannot be used. */
export function PriceNotice({
  price,
  booking,
  className = 'mb-6',
}: {
  price: Price;
  booking: BookingView;
  className?: string;
}) {
  const t = useTranslations('checkout.changed');
  const codes = useTranslations('errors.codes');
  const { money } = useWords(booking.restaurant, booking.currency);
  const { say } = useSay();
  const { change, refusal } = price;
  if (change) {
    return (
      <Notice tone="waiting" announce title={t('title')} className={className}>
        {t('body', { was: money(change.wasMinor), now: money(change.nowMinor) })}
      </Notice>
    );
  }
  if (!refusal) return null;
  const why = refusal.code === 'COUPON_UNUSABLE' ? (refusal.details.why as Words | undefined) : undefined;
  return (
    <Notice tone="trouble" announce title={codes(`${refusal.code}.title`)} className={className}>
      {why ? say(why) : codes(`${refusal.code}.body`)}
    </Notice>
  );
}
