'use client';

import { Banknote } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { Column } from '@/components/ui/data-table';
import { formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toaster';
import { dateAt } from '@/server/domain/shared/time';
import type { PayoutRow } from '@/server/services/settlement';
import { OPS_ZONE } from '../types';
import { ListSection } from './list-section';

const REFRESH_MS = 10_000;

/** What restaurants are to be paid, by when it is due; those without an account wait in full view. */
export function PayoutsDue({ initial, nowMs }: { initial: PayoutRow[]; nowMs: number }) {
  const t = useTranslations('money.settlement.due');
  const { data } = api.ops.payouts.useQuery(
    { status: 'pending' },
    { initialData: initial, refetchInterval: REFRESH_MS },
  );
  const today = dateAt(nowMs, OPS_ZONE);
  const ready = data.filter(({ hasAccount, dueDate }) => hasAccount && dueDate <= today);
  const currencies = [...new Set(ready.map(({ currency }) => currency))].sort();
  const missing = new Set(data.filter(({ hasAccount }) => !hasAccount).map(({ restaurantId }) => restaurantId)).size;
  return (
    <ListSection
      id="due"
      title={t('title')}
      actions={currencies.map((currency) => <MakeFile key={currency} currency={currency} />)}
      notice={
        missing > 0 ? (
          <Notice tone="waiting" title={t('missingNotice', { count: missing })}>
            {t('missingBody')}
          </Notice>
        ) : null
      }
      columns={useColumns()}
      rows={data}
      empty={{ title: t('none'), body: t('noneBody'), art: <Banknote aria-hidden="true" /> }}
    />
  );
}

function useColumns(): Column<PayoutRow>[] {
  const t = useTranslations('money.settlement.due');
  const locale = useLocale();
  return [
    {
      key: 'restaurant',
      header: t('restaurant'),
      rowHeader: true,
      cell: ({ restaurant, statementNo, dueDate }) => (
        <span className="grid min-w-32 gap-0.5">
          {locale === 'en' && restaurant.nameEn ? restaurant.nameEn : restaurant.name}
          <span className="font-normal text-soft text-xs">{t('statement', { no: statementNo })}</span>
          <span className="font-normal text-soft text-xs tabular md:hidden">
            {t('dueOn', { date: formatDay(dueDate, locale) })}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('amount'),
      numeric: true,
      cell: ({ amountMinor, currency, hasAccount }) => (
        <span className="grid justify-items-end gap-1">
          <Money value={{ amountMinor, currency }} className="font-medium" />
          {hasAccount ? null : (
            <span className="md:hidden">
              <AccountBadge has={false} />
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'date',
      header: t('date'),
      wideOnly: true,
      className: 'whitespace-nowrap',
      cell: ({ dueDate }) => <span className="tabular">{formatDay(dueDate, locale)}</span>,
    },
    {
      key: 'account',
      header: t('account'),
      wideOnly: true,
      cell: ({ hasAccount }) => <AccountBadge has={hasAccount} />,
    },
  ];
}

function AccountBadge({ has }: { has: boolean }) {
  const t = useTranslations('money.settlement.due');
  return <StatusBadge tone={has ? 'good' : 'waiting'}>{has ? t('has') : t('missing')}</StatusBadge>;
}

function MakeFile({ currency }: { currency: PayoutRow['currency'] }) {
  const t = useTranslations('money.settlement.due');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const make = api.ops.makePayoutFile.useMutation();
  const [error, setError] = useState<string | null>(null);
  const confirm = async () => {
    try {
      const { payouts: count, totalMinor } = await make.mutateAsync({ currency });
      toast.success(t('made', { count, amount: formatMoney({ amountMinor: totalMinor, currency }, locale) }));
    } catch (refused) {
      const { title, body } = words(refused);
      setError(`${title}. ${body}`);
      return false;
    } finally {
      await Promise.all([utils.ops.payouts.invalidate(), utils.ops.payoutBatches.invalidate()]);
    }
  };
  return (
    <Confirm
      trigger={
        <Button variant="primary" onClick={() => setError(null)}>
          {t('make')}
        </Button>
      }
      title={t('makeTitle', { currency })}
      confirmLabel={t('make')}
      cancelLabel={common('cancel')}
      onConfirm={confirm}
      error={error}
    >
      {t('makeBody')}
    </Confirm>
  );
}
