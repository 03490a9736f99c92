'use client';

import { useTranslations } from 'next-intl';
import { PageTitle } from '@/components/shell/page-title';
import type { BatchPage, PayoutRow, ReadyPayouts, SettlementRun } from '@/server/services/settlement';
import { Batches } from './batches';
import { PayoutsDue } from './payouts-due';
import { Runs } from './runs';

/** From a period that ended to the money in restaurants' banks. */
export function SettlementPage({
  runs,
  pending,
  ready,
  batches,
  nowMs,
}: {
  runs: SettlementRun[];
  pending: PayoutRow[];
  ready: ReadyPayouts;
  batches: BatchPage;
  nowMs: number;
}) {
  const t = useTranslations('money.settlement');
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <div className="grid gap-12">
        <PayoutsDue initial={pending} ready={ready} />
        <Batches initial={batches} />
        <Runs initial={runs} nowMs={nowMs} />
      </div>
    </>
  );
}
