'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { type Column, DataTable } from '@/components/ui/data-table';
import type { ContentionNow, ProcessNow, WorkNow } from '@/server/services/ops';
import { type MeasureKey, mainPool, measuresOf } from './measures';
import { useFigure } from './use-figure';

const MEGABYTE = 1024 * 1024;

/** Each process by itself, and all of them together. */
export function ProcessesTable({ now }: { now: ContentionNow }) {
  const t = useTranslations('ops.contention.processes');
  const format = useFormatter();
  const figure = useFigure();
  const spread = (value: WorkNow['wait']) =>
    value ? `${figure(value.p50Ms, 'ms')} / ${figure(value.p95Ms, 'ms')}` : '–';
  const cells: { key: string; measure?: MeasureKey; cell: (work: WorkNow) => string }[] = [
    { key: 'holds', measure: 'holds', cell: (work) => figure(work.accepted + work.refused, 'perSecond') },
    { key: 'queued', cell: (work) => format.number(work.queued) },
    { key: 'batch', cell: (work) => figure(work.batchSize, 'count') },
    { key: 'wait', measure: 'wait', cell: (work) => spread(work.wait) },
    { key: 'lock', measure: 'locks', cell: (work) => spread(work.lock) },
    { key: 'commit', measure: 'commit', cell: (work) => spread(work.commit) },
    { key: 'loop', measure: 'loop', cell: (work) => figure(work.loopLagMs, 'ms') },
    { key: 'pool', measure: 'pool', cell: (work) => `${mainPool(work).used} / ${mainPool(work).limit}` },
    {
      key: 'memory',
      cell: (work) => t('megabytes', { n: format.number(Math.round(work.memoryBytes / MEGABYTE)) }),
    },
  ];
  const columns: Column<ProcessNow>[] = cells.map(({ key, measure, cell }) => ({
    key,
    header: t(`columns.${key as 'holds'}`),
    numeric: true,
    className: 'whitespace-nowrap',
    cell: (one) => {
      const tone = measuresOf(one).find((each) => each.key === measure)?.tone;
      return <span className={cn(tone === 'trouble' && 'font-medium text-brick')}>{cell(one)}</span>;
    },
  }));
  return (
    <DataTable
      caption={t('title')}
      dense
      rows={now.processes}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'process',
          header: t('columns.process'),
          rowHeader: true,
          className: 'whitespace-nowrap',
          cell: ({ kind, host, pid }) => (
            <>
              {t(`kinds.${kind}`)} <span className="font-normal text-soft tabular">{`${host} · ${pid}`}</span>
            </>
          ),
        },
        ...columns,
      ]}
      foot={
        now.processes.length > 1 ? (
          <tr>
            <th scope="row" className="whitespace-nowrap px-3 py-2 pl-4 text-left">
              {t('all', { count: now.processes.length })}
            </th>
            {cells.map(({ key, cell }) => (
              <td key={key} className="whitespace-nowrap px-3 py-2 text-right tabular last:pr-4">
                {cell(now.all)}
              </td>
            ))}
          </tr>
        ) : null
      }
    />
  );
}
