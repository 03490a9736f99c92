'use client';

import { Plus, TicketPercent } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSay } from '@/components/coupons/use-say';
import { refusalOf } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import type { CampaignReport } from '@/server/services/coupon';
import { campaignState } from './campaign-state';
import type { CampaignScope } from './scope';
import { CampaignBadge } from './state-badge';
import { type Campaigns, useCampaigns } from './use-campaigns';

/** All campaigns with how they stand and what came of them. */
export function CampaignList({ scope, initial }: { scope: CampaignScope; initial: Campaigns }) {
  const t = useTranslations('campaigns');
  const { data, isError, error, refetch } = useCampaigns(scope, initial);
  const columns = useColumns(scope, data.nowMs);
  const make = (
    <Button asChild variant="primary">
      <Link href={`${scope.base}/new`}>
        <Plus aria-hidden="true" />
        {t('new')}
      </Link>
    </Button>
  );
  const some = data.campaigns.length > 0;
  return (
    <>
      <PageTitle
        dense
        title={t('title')}
        lead={t(scope.restaurantId ? 'lead' : 'leadPlatform')}
        actions={some ? make : undefined}
      />
      {isError && refusalOf(error).retry ? (
        <Notice
          tone="waiting"
          announce
          className="mb-6"
          title={t('stale')}
          action={
            <Button size="sm" onClick={() => void refetch()}>
              {t('again')}
            </Button>
          }
        />
      ) : null}
      <DataTable
        dense
        captionHidden
        caption={t('title')}
        columns={columns}
        rows={data.campaigns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t('empty.title')} art={<TicketPercent aria-hidden="true" />} action={make}>
            {t('empty.body')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(scope: CampaignScope, nowMs: number): Column<CampaignReport>[] {
  const t = useTranslations('campaigns.columns');
  const ways = useTranslations('campaigns.way');
  const { say, nameOf, nameLang } = useSay();
  const money = (row: CampaignReport, amountMinor: number) => <Money value={{ amountMinor, currency: row.currency }} />;
  return [
    {
      key: 'name',
      header: t('name'),
      rowHeader: true,
      cell: (row) => (
        <span className="grid min-w-40 py-1">
          <Link
            href={`${scope.base}/${row.id}`}
            lang={nameLang(row)}
            className="w-fit py-1 underline-offset-4 hover:underline"
          >
            {nameOf(row)}
          </Link>
          <span className="font-normal text-soft text-xs">
            {say(row.discount)} · {ways(`${row.way}.short`)}
          </span>
        </span>
      ),
    },
    { key: 'state', header: t('state'), cell: (row) => <CampaignBadge state={campaignState(row, nowMs)} /> },
    {
      key: 'left',
      header: t('left'),
      numeric: true,
      cell: (row) =>
        row.quantity === null ? (
          <span className="text-faint">{t('noLimit')}</span>
        ) : (
          <span className="whitespace-nowrap">{`${row.left} / ${row.quantity}`}</span>
        ),
    },
    { key: 'claimed', header: t('claimed'), numeric: true, cell: (row) => row.results.claimed },
    { key: 'used', header: t('used'), numeric: true, cell: (row) => row.results.used },
    {
      key: 'discount',
      header: t('discount'),
      numeric: true,
      wideOnly: true,
      cell: (row) => money(row, row.results.discountMinor),
    },
    {
      key: 'revenue',
      header: t('revenue'),
      numeric: true,
      wideOnly: true,
      cell: (row) => money(row, row.results.revenueMinor),
    },
  ];
}
