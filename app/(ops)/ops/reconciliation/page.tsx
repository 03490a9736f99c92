import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { Reconciliations } from '@/components/ops/reconciliations';
import { listReconciliations } from '@/server/services/reconciliation';
import { requireOperator } from '../operator';

const LIMIT = 100;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('money.reconciliation');
  return { title: t('title') };
}

/** What was compared with the providers. */
export default async function ReconciliationPage() {
  await requireOperator('/ops/reconciliation');
  return <Reconciliations limit={LIMIT} initial={await listReconciliations(await pageContext(), { limit: LIMIT })} />;
}
