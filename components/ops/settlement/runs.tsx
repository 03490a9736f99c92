'use client';

import { CalendarCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { StatusBadge } from '@/components/ui/badge';
import type { Column } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/date-time';
import { formatDay } from '@/components/ui/format-date-time';
import { ProgressLine } from '@/components/ui/progress-line';
import type { SettlementRun } from '@/server/services/settlement';
import { OPS_ZONE } from '../types';
import { ListSection } from './list-section';
import { StartRun } from './start-run';

/** A run that is under way is watched; otherwise a new one is looked for now and then. */
const WATCH_MS = 1_500;
const REFRESH_MS = 20_000;

/** Periods that were closed, and how far a run is. */
export function Runs({ initial, nowMs }: { initial: SettlementRun[]; nowMs: number }) {
  const t = useTranslations('money.settlement.runs');
  const { data } = api.ops.settlementRuns.useQuery(undefined, {
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? WATCH_MS : REFRESH_MS),
  });
  return (
    <ListSection
      id="runs"
      title={t('title')}
      actions={<StartRun nowMs={nowMs} />}
      columns={useColumns()}
      rows={data}
      empty={{ title: t('none'), body: t('noneBody'), art: <CalendarCheck aria-hidden="true" /> }}
    />
  );
}

function useColumns(): Column<SettlementRun>[] {
  const t = useTranslations('money.settlement.runs');
  const periods = useTranslations('money.periods');
  const locale = useLocale();
  return [
    {
      key: 'period',
      header: t('period'),
      rowHeader: true,
      cell: (run) => (
        <span className="grid gap-0.5 whitespace-nowrap">
          {t('until', { date: formatDay(run.lastDate, locale) })}
          <span className="font-normal text-soft text-xs">{periods(run.period)}</span>
        </span>
      ),
    },
    { key: 'progress', header: t('progress'), cell: (run) => <Progress run={run} /> },
    {
      key: 'state',
      header: t('state'),
      cell: (run) => <StatusBadge tone={run.status === 'done' ? 'good' : 'waiting'}>{t(run.status)}</StatusBadge>,
    },
    {
      key: 'started',
      header: t('started'),
      wideOnly: true,
      cell: (run) => (
        <DateTime instant={run.startedAt.toISOString()} timeZone={OPS_ZONE} className="whitespace-nowrap" />
      ),
    },
  ];
}

function Progress({ run }: { run: SettlementRun }) {
  const t = useTranslations('money.settlement.runs');
  const text = t('progressText', { done: run.done, total: run.restaurants });
  const finished = run.status === 'done';
  return (
    <span className="grid min-w-28 gap-1.5">
      <span className="text-xs tabular">{text}</span>
      <ProgressLine
        label={t('progress')}
        valueText={text}
        value={finished ? 1 : run.done}
        max={finished ? 1 : run.restaurants}
        tone={finished ? 'pine' : 'accent'}
      />
    </span>
  );
}
