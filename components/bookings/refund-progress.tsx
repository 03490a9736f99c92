'use client';

import { Check, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import { Money } from '@/components/ui/money';
import { Spinner } from '@/components/ui/spinner';
import type { BookingView } from '@/server/services/booking';
import { useWords } from './use-words';

type StepState = 'done' | 'now' | 'later';

/** A refund's way: asked for, handed to the card company, back on the card. */
export function RefundProgress({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.refund');
  const { refund } = booking;
  const { money } = useWords(booking.restaurant, booking.currency);
  if (!refund) return null;
  const done = refund.status === 'DONE';
  return (
    <section
      aria-label={t('label')}
      className="mb-6 grid gap-4 rounded-lg border border-hairline px-5 py-5 sm:grid-cols-[auto_1fr] sm:gap-x-12 sm:px-8"
    >
      <p className="grid content-start gap-0.5">
        <span className="text-sm text-soft">{t('amount')}</span>
        <Money
          value={{ amountMinor: refund.amountMinor, currency: booking.currency }}
          className="font-medium text-xl"
        />
        {refund.amountMinor < booking.amountMinor ? (
          <span className="text-sm text-soft">{t('of', { deposit: money(booking.amountMinor) })}</span>
        ) : null}
      </p>
      <ol className="grid gap-2">
        <Step state="done">{t('requested')}</Step>
        <Step state={done ? 'done' : 'now'}>
          {refund.status === 'REVIEW' ? t('review') : done ? <DoneAt booking={booking} /> : t('underway')}
        </Step>
        {refund.byHand ? null : <Step state="later">{t('arrives')}</Step>}
      </ol>
    </section>
  );
}

function DoneAt({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.refund');
  const { doneAtMs: at = null, byHand = false } = booking.refund ?? {};
  if (!at) return t('done');
  return t.rich(byHand ? 'byHandAt' : 'doneAt', {
    when: () => <DateTime instant={new Date(at).toISOString()} timeZone={booking.restaurant.timeZone} zone="never" />,
  });
}

function Step({ state, children }: { state: StepState; children: React.ReactNode }) {
  return (
    <li className={cn('flex items-start gap-3', state === 'later' && 'text-soft')}>
      <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center">
        {state === 'done' ? <Check className="size-4.5 text-pine" /> : null}
        {state === 'now' ? <Spinner className="size-4 text-amber" /> : null}
        {state === 'later' ? <CircleDashed className="size-4 text-faint" /> : null}
      </span>
      <span>{children}</span>
    </li>
  );
}
