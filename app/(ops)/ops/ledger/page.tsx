import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { TrialBalance } from '@/components/ops/ledger/trial-balance';
import { getTrialBalance } from '@/server/services/ledger';
import { requireOperator } from '../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('money.ledger');
  return { title: t('title') };
}

/** What every account comes to. */
export default async function LedgerPage() {
  await requireOperator('/ops/ledger');
  return <TrialBalance initial={await getTrialBalance(await pageContext())} />;
}
