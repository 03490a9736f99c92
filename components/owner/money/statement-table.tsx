'use client';

import { FileText } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDay } from '@/components/ui/format-date-time';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { StatementList, StatementRow } from '@/server/services/settlement';
import { Files } from './files';
import { PayoutBadge } from './payout-badge';

/** All statements, the last first, older ones on demand; each opens its lines. */
export function StatementTable({
  base,
  restaurantId,
  initial,
  timeZone,
  periodEnds,
}: {
  base: string;
  restaurantId: RestaurantId;
  initial: StatementList;
  timeZone: string;
  /** The last date of the period that runs now. */
  periodEnds: string;
}) {
  const t = useTranslations('money.owner.statements');
  const locale = useLocale();
  const query = api.owner.statements.useInfiniteQuery(
    { restaurantId },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      initialData: { pages: [initial], pageParams: [null] },
    },
  );
  const older = () => void query.fetchNextPage();
  return (
    <section aria-labelledby="statements" className="grid gap-4">
      <h2 id="statements" className="font-medium text-lg">
        {t('title')}
      </h2>
      <DataTable
        dense
        captionHidden
        caption={t('title')}
        columns={useColumns(base, timeZone)}
        rows={query.data.pages.flatMap((page) => page.statements)}
        rowKey={(row) => row.id}
        empty={
          <EmptyState level={3} title={t('none')} art={<FileText aria-hidden="true" />}>
            {t('noneBody', { date: formatDay(periodEnds, locale) })}
          </EmptyState>
        }
      />
      {query.isFetchNextPageError ? <Notice tone="trouble" announce title={t('failed')} /> : null}
      {query.hasNextPage ? (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={older}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function useColumns(base: string, timeZone: string): Column<StatementRow>[] {
  const t = useTranslations('money.owner.statements');
  const locale = useLocale();
  return [
    {
      key: 'period',
      header: t('period'),
      rowHeader: true,
      cell: (row) => (
        <Link
          href={`${base}/${row.id}`}
          className="grid min-h-11 content-center underline decoration-hairline underline-offset-4 hover:decoration-ink"
        >
          <span className="tabular">
            {formatDay(row.firstDate, locale)} – {formatDay(row.lastDate, locale)}
          </span>
          <span className="font-normal text-soft text-xs">{t('name', { no: row.no })}</span>
        </Link>
      ),
    },
    {
      key: 'earned',
      header: t('earned'),
      numeric: true,
      wideOnly: true,
      cell: (row) => <Money value={{ amountMinor: row.depositMinor + row.couponMinor, currency: row.currency }} />,
    },
    {
      key: 'taken',
      header: t('taken'),
      numeric: true,
      wideOnly: true,
      cell: (row) => (
        <Money value={{ amountMinor: row.feeMinor + row.vatMinor + row.deductionMinor, currency: row.currency }} />
      ),
    },
    {
      key: 'payout',
      header: t('payout'),
      numeric: true,
      cell: (row) => (
        <span className="grid justify-items-end gap-1">
          <Money value={{ amountMinor: row.payoutMinor, currency: row.currency }} className="font-medium" />
          <span className="md:hidden">
            <PayoutBadge statement={row} timeZone={timeZone} />
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      wideOnly: true,
      cell: (row) => <PayoutBadge statement={row} timeZone={timeZone} />,
    },
    { key: 'files', header: t('files'), wideOnly: true, cell: (row) => <Files statement={row} /> },
  ];
}
