'use client';

import { useTranslations } from 'next-intl';
import { DateTime } from '@/components/ui/date-time';
import type { BookingView } from '@/server/services/booking';
import { changeRefunds } from './change/change-refunds';
import { historyKey } from './history-key';

/** What happened, with times. */
export function History({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.history');
  const { refund, restaurant, nowMs } = booking;
  const steps = booking.history.map((step) => ({ atMs: step.atMs, text: t(historyKey(step)) }));
  if (refund?.doneAtMs) steps.push({ atMs: refund.doneAtMs, text: t(refund.byHand ? 'PAID_BACK' : 'REFUNDED') });
  for (const part of changeRefunds(booking)) {
    if (part.doneAtMs) steps.push({ atMs: part.doneAtMs, text: t('PART_REFUNDED') });
  }
  steps.sort((a, b) => a.atMs - b.atMs);
  return (
    <section className="grid max-w-[34rem] gap-3">
      <h3 className="font-medium">{t('title')}</h3>
      <ol className="grid gap-1.5 text-sm text-soft">
        {steps.map((step) => (
          <li key={`${step.atMs} ${step.text}`} className="flex flex-wrap items-baseline justify-between gap-x-6">
            <span>{step.text}</span>
            <DateTime
              instant={new Date(step.atMs).toISOString()}
              timeZone={restaurant.timeZone}
              zone="never"
              now={new Date(nowMs).toISOString()}
              className="text-faint"
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
