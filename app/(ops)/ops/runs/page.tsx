import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { Runs } from '@/components/ops/runs';
import { listEngineRuns, listEngineRunsInput } from '@/server/services/ops';
import { requireOperator } from '../operator';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.runs');
  return { title: t('title') };
}

/** What the functions did, the newest first. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<{ status?: string | string[] }> }) {
  await requireOperator('/ops/runs');
  const asked = listEngineRunsInput.pick({ status: true }).safeParse({ status: (await searchParams).status });
  if (!asked.success) notFound();
  const { status } = asked.data;
  const ctx = await pageContext();
  const initial = await listEngineRuns(ctx, { status });
  return <Runs key={status ?? 'all'} status={status} initial={initial} nowMs={ctx.nowMs()} />;
}
