'use client';

import { useLocale, useTranslations } from 'next-intl';
import { failReason } from '@/components/checkout/fail-reason';
import type { BookingView } from '@/server/services/booking';
import type { BookingStateKey } from './booking-state';

/** Why the card company declined, in our words; or why the restaurant cancelled, in its own. */
export function Reason({ booking, state }: { booking: BookingView; state: BookingStateKey }) {
  const t = useTranslations('checkout.problem');
  const said = useTranslations('bookings');
  const locale = useLocale();
  const { byRestaurant } = booking;
  const reason = (locale === 'en' && byRestaurant?.reasonEn) || byRestaurant?.reason || byRestaurant?.reasonEn;
  if (reason) return <p className="-mt-4 mb-6 max-w-prose text-soft">{said('restaurantSays', { reason })}</p>;
  if (state !== 'released') return null;
  return <p className="-mt-4 mb-6 max-w-prose text-soft">{t(`${failReason(booking.payment?.declineCode)}.why`)}</p>;
}
