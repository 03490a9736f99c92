'use client';

import { Banknote, Hand } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Confirm } from '@/components/ui/confirm';
import type { Column } from '@/components/ui/data-table';
import { formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toaster';
import type { PayoutRow, ReadyPayouts } from '@/server/services/settlement';
import { ListSection } from './list-section';

const REFRESH_MS = 10_000;
/** What can be paid is counted over all that waits, which is more work than a page of it. */
const COUNT_MS = 30_000;

/** What restaurants are to be paid, by when it is due; those without an account, or held back, wait in full view. */
export function PayoutsDue({ initial, ready: initialReady }: { initial: PayoutRow[]; ready: ReadyPayouts }) {
  const t = useTranslations('money.settlement.due');
  const { data } = api.ops.payouts.useQuery(
    { status: 'pending' },
    { initialData: initial, refetchInterval: REFRESH_MS },
  );
  const { data: ready } = api.ops.readyPayouts.useQuery(undefined, {
    initialData: initialReady,
    refetchInterval: COUNT_MS,
  });
  const { withoutAccount: count, pending } = ready;
  return (
    <ListSection
      id="due"
      title={t('title')}
      actions={
        ready.files.length > 0 ? ready.files.map((file) => <MakeFile key={file.currency} file={file} />) : undefined
      }
      notice={
        count > 0 ? (
          <Notice tone="waiting" title={t('missingNotice', { count })}>
            {t('missingBody')}
          </Notice>
        ) : null
      }
      columns={useColumns()}
      rows={data}
      empty={{ title: t('none'), body: t('noneBody'), art: <Banknote aria-hidden="true" /> }}
      foot={
        pending > data.length ? (
          <p className="text-sm text-soft">{t('shown', { shown: data.length, count: pending })}</p>
        ) : null
      }
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
      cell: ({ restaurant, statementNo, dueDate, ...payout }) => (
        <span className="grid min-w-32 gap-0.5">
          {locale === 'en' && restaurant.nameEn ? restaurant.nameEn : restaurant.name}
          <span className="font-normal text-soft text-xs">{t('statement', { no: statementNo })}</span>
          <span className="font-normal text-soft text-xs tabular md:hidden">
            {t('dueOn', { date: formatDay(dueDate, locale) })}
          </span>
          <HeldBackWhy payout={payout} className="md:hidden" />
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('amount'),
      numeric: true,
      cell: (payout) => (
        <span className="grid justify-items-end gap-1">
          <Money value={payout} className="font-medium" />
          {payout.hasAccount && payout.carriedMinor >= 0 ? null : (
            <span className="md:hidden">
              <AccountBadge payout={payout} />
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
      cell: (payout) => (
        <span className="grid justify-items-start gap-1">
          <AccountBadge payout={payout} />
          <HeldBackWhy payout={payout} className="max-w-72" />
        </span>
      ),
    },
  ];
}

type Waiting = Pick<PayoutRow, 'hasAccount' | 'carriedMinor' | 'currency'>;

function AccountBadge({ payout: { hasAccount, carriedMinor } }: { payout: Waiting }) {
  const t = useTranslations('money.settlement.due');
  if (!hasAccount) return <StatusBadge tone="waiting">{t('missing')}</StatusBadge>;
  if (carriedMinor < 0)
    return (
      <StatusBadge tone="waiting" icon={Hand}>
        {t('heldBack')}
      </StatusBadge>
    );
  return <StatusBadge tone="good">{t('has')}</StatusBadge>;
}

/** Why a payout is held back; nothing for others. */
function HeldBackWhy({ payout: { carriedMinor, currency }, className }: { payout: Waiting; className?: string }) {
  const t = useTranslations('money.settlement.due');
  const locale = useLocale();
  if (carriedMinor >= 0) return null;
  const amount = formatMoney({ amountMinor: -carriedMinor, currency }, locale);
  return <span className={cn('font-normal text-soft text-xs', className)}>{t('heldBackWhy', { amount })}</span>;
}

function MakeFile({ file }: { file: ReadyPayouts['files'][number] }) {
  const t = useTranslations('money.settlement.due');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const make = api.ops.makePayoutFile.useMutation();
  const [error, setError] = useState<string | null>(null);
  const { currency } = file;
  const amount = formatMoney({ amountMinor: file.totalMinor, currency }, locale);
  const confirm = async () => {
    try {
      const { payouts: count, totalMinor } = await make.mutateAsync({ currency });
      toast.success(t('made', { count, amount: formatMoney({ amountMinor: totalMinor, currency }, locale) }));
    } catch (refused) {
      const { title, body } = words(refused);
      setError(`${title}. ${body}`);
      return false;
    } finally {
      await Promise.all([
        utils.ops.payouts.invalidate(),
        utils.ops.readyPayouts.invalidate(),
        utils.ops.payoutBatches.invalidate(),
      ]);
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
      {t('makeBody', { count: file.payouts, amount })}
    </Confirm>
  );
}
