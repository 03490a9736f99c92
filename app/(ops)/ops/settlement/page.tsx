import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { SettlementPage } from '@/components/ops/settlement/settlement-page';
import { getReadyPayouts, listBatches, listPayouts, listRuns } from '@/server/services/settlement';
import { requireOperator } from '../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('money.settlement');
  return { title: t('title') };
}

/** Periods that are closed, and the money that goes to restaurants for them. */
export default async function Page() {
  await requireOperator('/ops/settlement');
  const ctx = await pageContext();
  const [runs, pending, ready, batches] = await Promise.all([
    listRuns(ctx),
    listPayouts(ctx, { status: 'pending' }),
    getReadyPayouts(ctx),
    listBatches(ctx),
  ]);
  return <SettlementPage runs={runs} pending={pending} ready={ready} batches={batches} nowMs={ctx.nowMs()} />;
}
