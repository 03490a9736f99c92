'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useContext } from 'react';
import { api } from '@/components/providers/api';
import { buttonStyle } from '@/components/ui/button';
import { formatMinute } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { DayClosing, ServiceDay } from '@/server/services/owner';
import { OwnsRestaurant } from './money-actions';
import { isWholeDay } from './rules';

const WATCH_MS = 3_000;
const REFRESH_MS = 60_000;

const isUnderWay = ({ counts, refunds }: DayClosing) => counts.waiting > 0 || refunds.requested > 0;

/**
 * What of the day is closed and why; an owner also sees what became of the bookings that were cancelled with it, which stays when
 * the day is opened again.
 */
export function ClosedNotice({
  restaurantId,
  day,
  initial,
}: {
  restaurantId: RestaurantId;
  day: ServiceDay;
  initial: DayClosing[];
}) {
  const t = useTranslations('owner.day');
  const locale = useLocale();
  const base = `/owner/${restaurantId}`;
  const closings = useClosings(restaurantId, day, initial);
  if (day.closures.length === 0 && closings.length === 0) return null;
  const parts = day.closures.map((part) => `${formatMinute(part.fromMinute)}–${formatMinute(part.toMinute)}`);
  const reasons = day.closures.map((part) => (locale === 'en' && part.reasonEn) || part.reason).filter(Boolean);
  return (
    <Notice
      className="mb-5"
      title={
        day.closures.length === 0
          ? t('wasClosed')
          : day.closures.some(isWholeDay)
            ? t('closedDay')
            : t('closedPart', { parts: parts.join(', ') })
      }
      action={
        <Link href={`${base}/hours`} className={buttonStyle({ size: 'sm' })}>
          {t('toHours')}
        </Link>
      }
    >
      {reasons.length > 0 ? <p>{reasons.join(' · ')}</p> : null}
      {closings.map((closing) => (
        <ClosingLink key={closing.id} closing={closing} base={base} />
      ))}
    </Notice>
  );
}

/** Kept current while something is under way, and with the day. */
function useClosings(restaurantId: RestaurantId, day: ServiceDay, initial: DayClosing[]): DayClosing[] {
  const query = api.owner.closings.useQuery(
    { restaurantId, date: day.date },
    {
      enabled: useContext(OwnsRestaurant),
      initialData: initial,
      refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? WATCH_MS : REFRESH_MS),
    },
  );
  return query.data;
}

/** One closing in its counts, which open its page. */
function ClosingLink({ closing, base }: { closing: DayClosing; base: string }) {
  const t = useTranslations('owner.day.closing');
  const { counts, refunds } = closing;
  const settled = !isUnderWay(closing) && refunds.review === 0;
  const said = [
    isWholeDay(closing) ? null : `${formatMinute(closing.fromMinute)}–${formatMinute(closing.toMinute)}`,
    counts.waiting > 0 ? t('waiting', { count: counts.waiting }) : null,
    counts.cancelled > 0 ? t('cancelled', { count: counts.cancelled }) : null,
    counts.kept > 0 ? t('kept', { count: counts.kept }) : null,
    refunds.requested > 0 ? t('refunding', { count: refunds.requested }) : null,
    refunds.review > 0 ? t('review', { count: refunds.review }) : null,
    settled && refunds.done > 0 ? t('refunded', { count: refunds.done }) : null,
  ];
  return (
    <p>
      <Link
        href={`${base}/closings/${closing.id}`}
        className="inline-flex min-h-6 items-center gap-1 font-medium text-ink tabular underline decoration-edge underline-offset-4 hover:decoration-ink pointer-coarse:min-h-11"
      >
        {said.filter(Boolean).join(' · ')}
        <ChevronRight aria-hidden="true" className="size-4 shrink-0" />
      </Link>
    </p>
  );
}
