import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TermsPage } from '@/components/ops/settlement/terms-page';
import { requireOperator } from '../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.terms');
  return { title: t('title') };
}

/** What restaurants pay the platform. */
export default async function OpsTermsPage() {
  await requireOperator('/ops/terms');
  return <TermsPage />;
}
