'use client';

import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { DataTable } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { OPS_ZONE, type Run, type RunStatus } from './types';
import { useAge, useServerNow } from './use-age';

const REFRESH_MS = 6_000;
const STATUSES: readonly RunStatus[] = ['running', 'completed', 'failed', 'cancelled'];
const TONE = { running: 'waiting', completed: 'good', failed: 'trouble', cancelled: 'neutral' } as const;

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const t = useTranslations('ops.runs.status');
  return <StatusBadge tone={TONE[status]}>{t(status)}</StatusBadge>;
}

/** Runs of the functions, the newest first; older ones on demand. */
export function Runs({
  status,
  initial,
  nowMs: serverNowMs,
}: {
  status?: RunStatus;
  initial: { runs: Run[]; nextCursor: string | null };
  nowMs: number;
}) {
  const t = useTranslations('ops.runs');
  const nowMs = useServerNow(serverNowMs);
  const query = api.ops.runs.useInfiniteQuery(
    { status },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      initialData: { pages: [initial], pageParams: [undefined] },
      refetchInterval: REFRESH_MS,
    },
  );
  const runs = query.data.pages.flatMap((page) => page.runs);
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <nav aria-label={t('filter')} className="mb-4 flex scroll-quiet gap-1 overflow-x-auto">
        {[undefined, ...STATUSES].map((each) => (
          <Link
            key={each ?? 'all'}
            href={each ? `/ops/runs?status=${each}` : '/ops/runs'}
            aria-current={each === status ? 'true' : undefined}
            className={cn(
              'flex min-h-10 shrink-0 items-center rounded-md px-3 text-sm text-soft hover:bg-wash hover:text-ink pointer-coarse:min-h-11',
              each === status && 'bg-wash font-medium text-ink',
            )}
          >
            {each ? t(`status.${each}`) : t('all')}
          </Link>
        ))}
      </nav>
      <RunTable runs={runs} nowMs={nowMs} />
      {query.hasNextPage ? (
        <Button className="mt-4" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
    </>
  );
}

function RunTable({ runs, nowMs }: { runs: Run[]; nowMs: number }) {
  const t = useTranslations('ops.runs');
  const age = useAge();
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      dense
      rows={runs}
      rowKey={(run) => run.id}
      empty={
        <EmptyState title={t('none.title')} art={<Workflow aria-hidden="true" />}>
          {t('none.body')}
        </EmptyState>
      }
      columns={[
        {
          key: 'function',
          header: t('function'),
          rowHeader: true,
          cell: (run) => (
            <span className="grid">
              <Link
                href={`/ops/runs/${run.id}`}
                className="underline decoration-hairline underline-offset-4 hover:decoration-ink"
              >
                {run.functionId}
              </Link>
              {run.error ? (
                <span className="line-clamp-1 max-w-96 font-normal text-brick text-xs">{run.error}</span>
              ) : null}
            </span>
          ),
        },
        { key: 'status', header: t('state'), cell: (run) => <RunStatusBadge status={run.status} /> },
        {
          key: 'event',
          header: t('event'),
          wideOnly: true,
          cell: (run) => <span className="text-soft">{run.eventName}</span>,
        },
        { key: 'steps', header: t('steps'), numeric: true, wideOnly: true, cell: (run) => run.steps },
        {
          key: 'took',
          header: t('took'),
          numeric: true,
          className: 'whitespace-nowrap',
          cell: (run) => age((run.finishedAt?.getTime() ?? nowMs) - run.startedAt.getTime()),
        },
        {
          key: 'started',
          header: t('started'),
          wideOnly: true,
          cell: (run) => (
            <DateTime instant={run.startedAt.toISOString()} timeZone={OPS_ZONE} className="whitespace-nowrap" />
          ),
        },
      ]}
    />
  );
}
