'use client';

import { ChevronLeft, SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { Account } from '@/server/domain/ledger/accounts';
import type { EntryPage } from '@/server/services/ledger';
import { Entry } from './entry';
import { EntryFilters } from './entry-filters';
import { type Filters, queryOf } from './filters';

/** What moved an account, the newest first. */
export function Entries({
  account,
  filters,
  faulty,
  today,
  initial,
}: {
  account: Account;
  filters: Filters;
  /** What was asked for makes no sense: nothing is shown but that. */
  faulty: boolean;
  today: string;
  initial: EntryPage;
}) {
  const t = useTranslations('money.entries');
  const names = useTranslations('money.accounts');
  const query = api.ops.entries.useInfiniteQuery(queryOf(account, filters), {
    enabled: !faulty,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [initial], pageParams: [null] },
  });
  const entries = query.data.pages.flatMap((page) => page.entries);
  return (
    <>
      <PageTitle
        dense
        above={
          <Link
            href="/ops/ledger"
            className="inline-flex min-h-6 items-center gap-1 hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden="true" className="size-4" />
            {t('back')}
          </Link>
        }
        title={names(`${account}.name`)}
        lead={names(`${account}.what`)}
      />
      <EntryFilters account={account} filters={filters} today={today} />
      {faulty ? (
        <Notice tone="trouble" announce title={t('badFilter', { rst: 'rst_', res: 'res_' })} />
      ) : entries.length === 0 ? (
        <EmptyState title={t('none')} art={<SearchX aria-hidden="true" />}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <ul aria-label={t('list')} className="grid gap-3">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} account={account} />
          ))}
        </ul>
      )}
      {query.isError ? (
        <Notice
          tone="trouble"
          announce
          className="mt-4"
          title={t('failed')}
          action={
            <Button size="sm" onClick={() => void query.fetchNextPage()}>
              {t('again')}
            </Button>
          }
        />
      ) : null}
      {query.hasNextPage && !faulty ? (
        <Button className="mt-4" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('older')}
        </Button>
      ) : null}
    </>
  );
}
