import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { RunDetail } from '@/components/ops/run-detail';
import { asAppError } from '@/server/domain/shared/errors';
import { getEngineRun } from '@/server/services/ops';
import { requireOperator } from '../../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.run');
  return { title: t('title') };
}

/** One run: what set it off, what it did step by step, and what it waits for. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireOperator(`/ops/runs/${encodeURIComponent(id)}`);
  const ctx = await pageContext();
  const run = await getEngineRun(ctx, { id }).catch((error: unknown) => {
    if (asAppError(error)?.code === 'NOT_FOUND') notFound();
    throw error;
  });
  return <RunDetail initial={run} nowMs={ctx.nowMs()} />;
}
