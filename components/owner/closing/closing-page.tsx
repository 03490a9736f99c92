'use client';

import { ChevronLeft, CircleAlert, CircleCheck, Clock } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { Facts } from '@/components/ui/facts';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { ProgressLine } from '@/components/ui/progress-line';
import type { ClosingBooking, ClosingView } from '@/server/services/owner';

const POLL_MS = 1_500;

/** Nothing more will happen by itself. */
const isSettled = ({ counts, refunds }: ClosingView) => counts.waiting === 0 && refunds.requested === 0;

/** A closed day's bookings being cancelled: how far it is, and for each guest what became of booking and money. */
export function ClosingPage({ initial, base }: { initial: ClosingView; base: string }) {
  const t = useTranslations('owner.closing');
  const locale = useLocale();
  const query = api.owner.closing.useQuery(
    { closingId: initial.id },
    {
      initialData: initial,
      refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : POLL_MS),
    },
  );
  const closing = query.data;
  const { counts, refunds, bookings } = closing;
  const reason = (locale === 'en' && closing.reasonEn) || closing.reason || closing.reasonEn;
  const done = bookings.length - counts.waiting;
  const settled = isSettled(closing);
  const over = refunds.review > 0 ? 'settledButReview' : 'settled';
  const progress = t('progress', { done, of: bookings.length });
  const amount = formatMoney({ amountMinor: refunds.doneMinor, currency: closing.currency ?? 'KRW' }, locale);
  return (
    <>
      <PageTitle
        dense
        above={
          <Link
            href={`${base}?date=${closing.serviceDate}`}
            className="inline-flex min-h-6 items-center gap-1 hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden="true" className="size-4" />
            {t('toDay')}
          </Link>
        }
        title={t(settled ? 'titleDone' : 'title', { day: formatDay(closing.serviceDate, locale) })}
        lead={reason ? t('said', { reason }) : t('lead')}
      />
      <section
        aria-label={progress}
        className="mb-8 grid max-w-prose gap-4 rounded-md border border-hairline bg-raised p-4 sm:p-6"
      >
        <p className="flex flex-wrap items-baseline justify-between gap-3">
          <span className="font-medium text-lg tabular">{progress}</span>
          <span className="text-sm text-soft">{t(settled ? over : 'working')}</span>
        </p>
        <ProgressLine
          value={done}
          max={bookings.length}
          label={t('label')}
          valueText={progress}
          tone={settled ? 'pine' : 'accent'}
          stepMs={200}
        />
        <Facts
          layout="rows"
          className="text-sm"
          items={[
            { label: t('cancelled'), value: counts.cancelled },
            ...(counts.kept > 0 ? [{ label: t('kept'), value: counts.kept }] : []),
            { label: t('refundsOpen'), value: refunds.requested },
            { label: t('refundsDone'), value: refunds.done },
            ...(refunds.review > 0 ? [{ label: t('refundsReview'), value: refunds.review }] : []),
            { label: t('amount'), value: amount, strong: true },
          ]}
        />
      </section>
      {refunds.review > 0 ? (
        <Notice tone="waiting" title={t('reviewTitle')} className="mb-6 max-w-prose">
          {t('reviewBody')}
        </Notice>
      ) : null}
      <Guests closing={closing} />
      <LiveRegion>{settled ? t(over) : progress}</LiveRegion>
    </>
  );
}

function Guests({ closing }: { closing: ClosingView }) {
  const t = useTranslations('owner.closing');
  const locale = useLocale();
  return (
    <ul className="max-w-prose overflow-hidden rounded-md border border-hairline bg-raised">
      {closing.bookings.map((booking) => (
        <li
          key={booking.id}
          className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-x-3 border-hairline border-b px-4 py-3 last:border-b-0"
        >
          <span className="font-medium tabular">{formatMinute(booking.startMinute)}</span>
          <span className="grid">
            <span className="font-medium">{booking.guestName}</span>
            <span className="text-sm text-soft tabular">
              {t('guests', { count: booking.partySize })} · {booking.code}
            </span>
          </span>
          <span className="flex flex-col items-end gap-1 sm:flex-row sm:items-center sm:gap-4">
            {booking.refund ? (
              <span className="text-sm text-soft tabular">
                {formatMoney({ amountMinor: booking.refund.amountMinor, currency: closing.currency ?? 'KRW' }, locale)}
              </span>
            ) : null}
            <GuestState booking={booking} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One word for booking and money together. */
function GuestState({ booking }: { booking: ClosingBooking }) {
  const t = useTranslations('owner.closing.state');
  if (booking.status === 'waiting')
    return (
      <StatusBadge tone="waiting" icon={Clock}>
        {t(booking.reservation === 'CONFIRMING' ? 'paying' : 'waiting')}
      </StatusBadge>
    );
  if (booking.status === 'kept') return <StatusBadge tone="neutral">{t('kept')}</StatusBadge>;
  const { refund } = booking;
  if (!refund)
    return (
      <StatusBadge tone="good" icon={CircleCheck}>
        {t('cancelled')}
      </StatusBadge>
    );
  const tone = { REQUESTED: 'waiting', DONE: 'good', REVIEW: 'trouble' } as const;
  const icon = { REQUESTED: Clock, DONE: CircleCheck, REVIEW: CircleAlert };
  return (
    <StatusBadge tone={tone[refund.status]} icon={icon[refund.status]}>
      {t(refund.status)}
    </StatusBadge>
  );
}
