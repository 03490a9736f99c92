'use client';

import { Download, FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Column } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/date-time';
import { Money } from '@/components/ui/money';
import type { BatchPage, BatchRow } from '@/server/services/settlement';
import { OPS_ZONE } from '../types';
import { ListSection } from './list-section';
import { MarkPaid } from './mark-paid';
import { Release } from './release';

const REFRESH_MS = 20_000;
const TONE = { exported: 'waiting', paid: 'good', released: 'neutral' } as const;

/** Files that were made for the bank, and whether it carried them out: those it has yet to before all others. */
export function Batches({ initial }: { initial: BatchPage }) {
  const t = useTranslations('money.settlement.batches');
  const query = api.ops.payoutBatches.useInfiniteQuery(
    {},
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      initialData: { pages: [initial], pageParams: [null] },
      refetchInterval: REFRESH_MS,
    },
  );
  return (
    <ListSection
      id="batches"
      title={t('title')}
      columns={useColumns()}
      rows={query.data.pages.flatMap((page) => page.batches)}
      empty={{ title: t('none'), body: t('noneBody'), art: <FileSpreadsheet aria-hidden="true" /> }}
      foot={
        query.hasNextPage ? (
          <Button
            className="justify-self-start"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('older')}
          </Button>
        ) : null
      }
    />
  );
}

function useColumns(): Column<BatchRow>[] {
  const t = useTranslations('money.settlement.batches');
  return [
    {
      key: 'made',
      header: t('made'),
      rowHeader: true,
      cell: (batch) => (
        <DateTime instant={batch.createdAt.toISOString()} timeZone={OPS_ZONE} className="md:whitespace-nowrap" />
      ),
    },
    { key: 'payouts', header: t('payouts'), numeric: true, wideOnly: true, cell: (batch) => batch.payouts },
    {
      key: 'total',
      header: t('total'),
      numeric: true,
      cell: ({ totalMinor, currency }) => (
        <Money value={{ amountMinor: totalMinor, currency }} className="font-medium" />
      ),
    },
    {
      key: 'state',
      header: t('state'),
      wideOnly: true,
      cell: (batch) => <BatchState batch={batch} />,
    },
    {
      key: 'actions',
      header: <span className="sr-only">{t('file')}</span>,
      cell: (batch) => (
        <span className="flex flex-col items-end gap-1 whitespace-nowrap py-1 md:flex-row md:justify-end md:gap-2 md:py-0">
          {batch.status === 'released' ? null : (
            <Button asChild size="sm" variant="quiet">
              <a href={`/api/payouts/${batch.id}`} download>
                <Download aria-hidden="true" />
                {t('file')}
              </a>
            </Button>
          )}
          {batch.status === 'exported' ? (
            <>
              <Release batch={batch} />
              <MarkPaid batch={batch} />
            </>
          ) : (
            <span className="md:hidden">
              <BatchState batch={batch} />
            </span>
          )}
        </span>
      ),
    },
  ];
}

function BatchState({ batch }: { batch: BatchRow }) {
  const t = useTranslations('money.settlement.batches');
  return <StatusBadge tone={TONE[batch.status]}>{t(batch.status)}</StatusBadge>;
}
