'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDateTime } from '@/components/ui/format-date-time';
import { PROVIDER_LABELS } from '@/server/domain/payment/providers';
import { foldQuietHours, isQuiet } from './quiet-hours';
import { OPS_ZONE, type Reconciliation } from './types';

const REFRESH_MS = 30_000;

/** Stretches of providers' records beside ours, the last compared first. */
export function Reconciliations({ initial, limit }: { initial: Reconciliation[]; limit: number }) {
  const t = useTranslations('money.reconciliation');
  const { data } = api.ops.reconciliations.useQuery({ limit }, { initialData: initial, refetchInterval: REFRESH_MS });
  const columns = useColumns();
  const mend = data.some(({ differing }) => differing > 0);
  return (
    <>
      <PageTitle
        dense
        title={t('title')}
        lead={t('lead')}
        actions={
          mend ? (
            <Button asChild>
              <Link href="/ops/reviews">{t('toReviews')}</Link>
            </Button>
          ) : undefined
        }
      />
      <DataTable
        dense
        captionHidden
        caption={t('title')}
        columns={columns}
        rows={foldQuietHours(data)}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title={t('none')} art={<GitCompareArrows aria-hidden="true" />}>
            {t('noneBody')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): Column<Reconciliation>[] {
  const t = useTranslations('money.reconciliation');
  const locale = useLocale();
  return [
    {
      key: 'span',
      header: t('span'),
      rowHeader: true,
      cell: (row) => (
        <span className="grid gap-0.5 whitespace-nowrap tabular">
          <Span row={row} />
          <span className="font-normal text-soft text-xs">
            {PROVIDER_LABELS[row.provider]} · {t(`kinds.${row.kind}`)}
          </span>
        </span>
      ),
    },
    { key: 'compared', header: t('compared'), numeric: true, cell: (row) => row.compared.toLocaleString(locale) },
    {
      key: 'result',
      header: t('result'),
      cell: (row) => <Result row={row} />,
    },
    {
      key: 'at',
      header: t('at'),
      wideOnly: true,
      cell: (row) => <DateTime instant={row.at.toISOString()} timeZone={OPS_ZONE} className="whitespace-nowrap" />,
    },
  ];
}

/** `27 Nov, 19:00–20:00`, or whole days as their dates. */
function Span({ row }: { row: Reconciliation }) {
  const locale = useLocale();
  const write = (at: Date, style: 'dayTime' | 'day' | 'time') =>
    formatDateTime(at, { timeZone: OPS_ZONE, locale, style });
  const last = new Date(row.untilAt.getTime() - 1);
  if (write(row.fromAt, 'day') !== write(last, 'day')) return `${write(row.fromAt, 'day')} – ${write(last, 'day')}`;
  if (row.kind === 'settlements') return write(row.fromAt, 'day');
  return `${write(row.fromAt, 'dayTime')}–${write(row.untilAt, 'time')}`;
}

function Result({ row }: { row: Reconciliation }) {
  const t = useTranslations('money.reconciliation');
  if (row.status === 'failed')
    return (
      <span className="grid justify-items-start gap-1">
        <StatusBadge tone="trouble">{t('failed')}</StatusBadge>
        {row.error ? <span className="max-w-64 break-words text-soft text-xs">{row.error}</span> : null}
      </span>
    );
  if (isQuiet(row)) return <span className="text-soft">{t('nothing')}</span>;
  if (row.differing === 0) return <StatusBadge tone="good">{t('equal')}</StatusBadge>;
  return (
    <Link href="/ops/reviews" className="inline-flex min-h-9 items-center pointer-coarse:min-h-11">
      <StatusBadge tone="trouble">{t('differs', { count: row.differing })}</StatusBadge>
    </Link>
  );
}
