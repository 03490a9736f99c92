'use client';

import { useTranslations } from 'next-intl';
import { Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import type { BookingView } from '@/server/services/booking';

/** What came back while the booking goes on: of changes, and what the restaurant gave back after a visit. */
export const changeRefunds = ({ refunds }: Pick<BookingView, 'refunds'>) =>
  refunds.filter(({ cause }) => cause === 'changed' || cause === 'goodwill');

/** Those refunds with how far each is; nothing where there are none. */
export function ChangeRefunds({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.change');
  const parts = changeRefunds(booking);
  if (parts.length === 0) return null;
  return (
    <Facts
      layout="rows"
      className="text-sm"
      items={parts.map((part) => ({
        label: (
          <>
            {t(part.cause === 'changed' ? 'refundOfChange' : 'refundOfVisit')}
            <span className="block text-soft text-xs">{t(`refundState.${part.status}`)}</span>
          </>
        ),
        value: <Money value={{ amountMinor: part.amountMinor, currency: booking.currency }} />,
      }))}
    />
  );
}
