'use client';

import { Landmark, Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/badge';
import { formatDateTime, formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import type { StatementRow } from '@/server/services/settlement';

/** What became of a statement's payout. */
export function PayoutBadge({
  statement,
  timeZone,
}: {
  statement: Pick<StatementRow, 'payout' | 'carriedOutMinor' | 'currency'>;
  timeZone: string;
}) {
  const t = useTranslations('money.payout');
  const locale = useLocale();
  const { payout, carriedOutMinor: amountMinor, currency } = statement;
  if (payout?.status === 'paid' && payout.paidAt) {
    const date = formatDateTime(payout.paidAt, { timeZone, locale, style: 'day' });
    return <StatusBadge tone="good">{t('paid', { date })}</StatusBadge>;
  }
  if (payout?.status === 'returned')
    return (
      <StatusBadge tone="waiting" icon={Undo2} className="whitespace-normal text-left">
        {t('returned')}
      </StatusBadge>
    );
  if (payout?.status === 'exported')
    return (
      <StatusBadge tone="waiting" icon={Landmark}>
        {t('exported')}
      </StatusBadge>
    );
  if (payout?.heldBack) return <StatusBadge tone="waiting">{t('heldBack')}</StatusBadge>;
  if (payout)
    return <StatusBadge tone="waiting">{t('pending', { date: formatDay(payout.dueDate, locale) })}</StatusBadge>;
  if (amountMinor < 0) {
    const amount = formatMoney({ amountMinor, currency }, locale);
    return <StatusBadge tone="neutral">{t('carried', { amount })}</StatusBadge>;
  }
  return <StatusBadge tone="neutral">{t('none')}</StatusBadge>;
}
