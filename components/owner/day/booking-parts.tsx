'use client';

import { Armchair, CircleCheck, CircleSlash, CreditCard, Hourglass, TriangleAlert, UserRoundX } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { formatMinute } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { lateMinutes, needsCare } from './rules';

const LOOK = {
  HELD: { tone: 'waiting', icon: Hourglass },
  CONFIRMING: { tone: 'waiting', icon: CreditCard },
  CONFIRMED: { tone: 'good', icon: CircleCheck },
  SEATED: { tone: 'neutral', icon: Armchair },
  COMPLETED: { tone: 'neutral', icon: CircleCheck },
  NO_SHOW: { tone: 'trouble', icon: UserRoundX },
  CANCELLED: { tone: 'neutral', icon: CircleSlash },
  EXPIRED: { tone: 'neutral', icon: CircleSlash },
  RELEASED: { tone: 'neutral', icon: CircleSlash },
} as const;

/** Where a booking stands, as a host says it. */
export function BookingStatus({ status }: { status: DayBooking['status'] }) {
  const t = useTranslations('owner.status');
  const { tone, icon } = LOOK[status];
  return (
    <StatusBadge tone={tone} icon={icon} className={status === 'SEATED' ? 'bg-ink text-paper' : undefined}>
      {t(status)}
    </StatusBadge>
  );
}

/** `19:00`; past midnight it says of which night. */
export function Clock({ minute, stacked, className }: { minute: number; stacked?: boolean; className?: string }) {
  const t = useTranslations('common');
  return (
    <span className={cn('tabular', className)}>
      {formatMinute(minute)}
      {minute >= 1440 ? (
        <span className={cn('font-normal text-faint text-xs tracking-normal', stacked ? 'block' : 'ml-1')}>
          {t('nextDay')}
        </span>
      ) : null}
    </span>
  );
}

/** How long a guest who should be here is not: a table that somebody could be asked about. */
export function Late({
  booking,
  nowMs,
}: {
  booking: Pick<DayBooking, 'status' | 'startsAtMs' | 'endsAtMs'>;
  nowMs: number;
}) {
  const t = useTranslations('owner.day');
  const minutes = lateMinutes(booking, nowMs);
  return minutes > 0 ? <span className="font-medium text-amber text-sm tabular">{t('late', { minutes })}</span> : null;
}

/** What the guest wrote. What may not come to the table is set apart in brick, with its word. */
export function GuestNote({ note, clamp = false }: { note: string; clamp?: boolean }) {
  const t = useTranslations('owner.day');
  if (!needsCare(note))
    return <p className={cn('border-hairline border-l-2 pl-2.5 text-sm text-soft', clamp && 'line-clamp-2')}>{note}</p>;
  return (
    <p className="flex items-start gap-2 rounded-sm bg-brick-wash px-2.5 py-1.5 text-sm">
      <TriangleAlert aria-hidden="true" className="mt-[0.2em] size-4 shrink-0 text-brick" />
      <span>
        <span className="font-medium text-brick">{t('care')}</span> <span>{note}</span>
      </span>
    </p>
  );
}

/** The deposit as a sentence: due, paid, returned. */
export function useDepositWords() {
  const t = useTranslations('owner.deposit');
  const locale = useLocale();
  return (deposit: DayBooking['deposit']): string => {
    if (!deposit) return t('none');
    const { amountMinor, refundedMinor, currency, status } = deposit;
    const amount = formatMoney({ amountMinor, currency }, locale);
    if (refundedMinor >= amountMinor) return t('returned', { amount });
    if (refundedMinor > 0)
      return t('partReturned', { amount, returned: formatMoney({ amountMinor: refundedMinor, currency }, locale) });
    return t(status ?? 'due', { amount });
  };
}

export function Visits({ earlier }: { earlier: number }) {
  const t = useTranslations('owner.day');
  return <>{earlier === 0 ? t('firstVisit') : t('visits', { count: earlier })}</>;
}

/** The labels of a booking's tables as they stand on the plan. */
export function tableLabels(day: Pick<ServiceDay, 'tables'>, booking: Pick<DayBooking, 'tables'>): string[] {
  const labels = new Map(day.tables.map((table) => [table.tableId, table.label]));
  return booking.tables.map((tableId) => labels.get(tableId) ?? `#${tableId}`);
}
