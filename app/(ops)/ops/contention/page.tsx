import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { Contention } from '@/components/ops/contention/contention';
import { getContention } from '@/server/services/ops';
import { requireOperator } from '../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.contention');
  return { title: t('title') };
}

/** Where guests stand in each other's way, over all processes. */
export default async function ContentionPage() {
  await requireOperator('/ops/contention');
  return <Contention initial={await getContention(await pageContext())} />;
}
