import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { DeadLetters } from '@/components/ops/dead-letters';
import { listDeadLetters } from '@/server/services/ops';
import { requireOperator } from '../operator';

const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.letters');
  return { title: t('title') };
}

/** Runs that are out of retries. */
export default async function LettersPage() {
  await requireOperator('/ops/letters');
  const ctx = await pageContext();
  return <DeadLetters initial={await listDeadLetters(ctx, { limit: SHOWN })} limit={SHOWN} nowMs={ctx.nowMs()} />;
}
