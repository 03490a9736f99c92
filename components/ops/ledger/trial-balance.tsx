'use client';

import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import type { AccountBalance, TrialBalance as Balance } from '@/server/services/ledger';

const REFRESH_MS = 20_000;

/** All accounts, currency by currency; together they come to nothing. */
export function TrialBalance({ initial }: { initial: Balance[] }) {
  const t = useTranslations('money.ledger');
  const { data } = api.ops.trialBalance.useQuery(undefined, { initialData: initial, refetchInterval: REFRESH_MS });
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      {data.length === 0 ? (
        <EmptyState title={t('none')} art={<BookOpen aria-hidden="true" />}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <div className="grid gap-10">
          {data.map((balance) => (
            <OneCurrency key={balance.currency} balance={balance} />
          ))}
        </div>
      )}
    </>
  );
}

function OneCurrency({ balance }: { balance: Balance }) {
  const t = useTranslations('money.ledger');
  const locale = useLocale();
  const { currency, balanceMinor, debitMinor, creditMinor } = balance;
  const amount = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const columns = useColumns(currency);
  const cell = 'px-3 py-2.5 text-right tabular last:pr-4';
  return (
    <section className="grid gap-3">
      {balanceMinor === 0 ? (
        <Notice tone="good" title={t('balanced')}>
          {t('balancedBody', { amount: amount(debitMinor) })}
        </Notice>
      ) : (
        <Notice tone="trouble" announce title={t('broken', { amount: amount(balanceMinor) })}>
          {t('brokenBody')}
        </Notice>
      )}
      <DataTable
        dense
        caption={currency}
        columns={columns}
        rows={balance.accounts}
        rowKey={({ account }) => account}
        foot={
          <tr>
            <th scope="row" className="px-3 py-2.5 pl-4 text-left font-medium">
              {t('sum')}
            </th>
            <td className={`${cell} hidden md:table-cell`}>{amount(debitMinor)}</td>
            <td className={`${cell} hidden md:table-cell`}>{amount(creditMinor)}</td>
            <td className={cell}>{amount(balanceMinor)}</td>
          </tr>
        }
      />
    </section>
  );
}

function useColumns(currency: Balance['currency']): Column<AccountBalance>[] {
  const t = useTranslations('money.ledger');
  const names = useTranslations('money.accounts');
  const figure = (row: AccountBalance, amountMinor: number, what: string) =>
    row.lines === 0 ? (
      <Money value={{ amountMinor, currency }} className="text-faint" />
    ) : (
      <Link
        href={`/ops/ledger/${row.account}?currency=${currency}`}
        aria-label={`${names(`${row.account}.name`)}, ${what}`}
        className="inline-flex min-h-9 items-center underline decoration-hairline underline-offset-4 hover:decoration-ink pointer-coarse:min-h-11"
      >
        <Money value={{ amountMinor, currency }} />
      </Link>
    );
  return [
    {
      key: 'account',
      header: t('account'),
      rowHeader: true,
      cell: ({ account }) => (
        <span className="grid gap-0.5">
          {names(`${account}.name`)}
          <span className="font-normal text-soft text-xs">{names(`${account}.what`)}</span>
        </span>
      ),
    },
    {
      key: 'debit',
      header: t('debit'),
      numeric: true,
      wideOnly: true,
      cell: (row) => figure(row, row.debitMinor, t('debit')),
    },
    {
      key: 'credit',
      header: t('credit'),
      numeric: true,
      wideOnly: true,
      cell: (row) => figure(row, row.creditMinor, t('credit')),
    },
    { key: 'balance', header: t('balance'), numeric: true, cell: (row) => figure(row, row.balanceMinor, t('balance')) },
  ];
}
