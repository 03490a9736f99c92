'use client';

import { ArrowRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { Tick } from '@/components/ui/tick';
import type { WorkNow } from '@/server/services/ops';
import { type Measure, type MeasureKey, mainPool, type Sample } from './measures';
import { useFigure } from './use-figure';

/** Charts are heavy and only drawn here: they come after the numbers. */
const LineChart = dynamic(() => import('./line-chart'), {
  ssr: false,
  loading: () => <Skeleton shape="block" className="h-full" />,
});

export const mendId = (key: MeasureKey) => `mend-${key}`;

/** A measure's number, what stands beside it, and its last five minutes. */
export function MeasureTile({
  measure,
  work,
  samples,
}: {
  measure: Measure;
  work: WorkNow;
  samples: readonly Sample[];
}) {
  const t = useTranslations('ops.contention');
  const figure = useFigure();
  const { key, unit, tone, lines } = measure;
  const [first, second] = lines;
  const suffix = unit === 'perSecond' && first?.value !== null ? t('perSecond') : null;
  return (
    <li className={cn('grid content-start gap-2 bg-raised p-4', tone === 'trouble' && 'bg-brick-wash')}>
      <h3 className="text-sm text-soft">{t(`measures.${key}.name`)}</h3>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={cn('font-medium text-xl leading-none', tone === 'trouble' && 'text-brick')}>
          <Tick value={figure(first?.value ?? null, unit)} />
        </span>
        {suffix ? <span className="text-sm text-soft">{suffix}</span> : null}
      </p>
      <p className="min-h-[1.5em] text-soft text-xs tabular">
        <Beside measureKey={key} work={work} />
      </p>
      <div className="h-24" aria-hidden="true">
        <LineChart
          samples={samples}
          lines={lines.map((line) => ({ key: line.key, name: t(`lines.${line.key}`) }))}
          figure={(value) => figure(value, unit)}
        />
      </div>
      {second ? <Legend names={lines.map((line) => t(`lines.${line.key}`))} /> : null}
      <p className="sr-only">
        {lines.map((line) => (
          <InWords
            key={line.key}
            name={t(`lines.${line.key}`)}
            values={samples.map((sample) => sample[line.key] ?? null)}
            figure={(value) => figure(value, unit)}
          />
        ))}
      </p>
      {tone === 'neutral' ? null : (
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={tone}>{t(`tones.${tone}`)}</StatusBadge>
          <a
            href={`#${mendId(key)}`}
            className="inline-flex min-h-6 items-center gap-1 font-medium text-sm underline underline-offset-4 pointer-coarse:min-h-11"
          >
            {t('whatHelps')}
            <span className="sr-only">: {t(`measures.${key}.name`)}</span>
            <ArrowRight aria-hidden="true" className="size-4" />
          </a>
        </p>
      )}
    </li>
  );
}

/** What the number alone does not say. */
function Beside({ measureKey, work }: { measureKey: MeasureKey; work: WorkNow }) {
  const t = useTranslations('ops.contention.beside');
  const figure = useFigure();
  const perSecond = (value: number) => figure(value, 'perSecond');
  const half = (spread: WorkNow['wait']) => (spread ? t('half', { time: figure(spread.p50Ms, 'ms') }) : t('none'));
  switch (measureKey) {
    case 'holds':
      return t('holds', { refused: perSecond(work.refused), queued: work.queued });
    case 'batch':
      return work.largestBatch === null ? t('none') : t('batch', { most: Math.ceil(work.largestBatch) });
    case 'wait':
      return half(work.wait);
    case 'commit':
      return half(work.commit);
    case 'locks':
      return t('locks', { taken: perSecond(work.lease.taken), missed: perSecond(work.lease.missed) });
    case 'gate':
      return t('gate', { closed: perSecond(work.gate.closed), opened: perSecond(work.gate.opened) });
    case 'retries':
      return work.retryReasons.length > 0 ? work.retryReasons.join(' · ') : t('noRetries');
    case 'loop':
      return t('loop');
    case 'pool':
      return t('pool', {
        limit: mainPool(work).limit,
        waiting: work.pools.reduce((sum, { waiting }) => sum + waiting, 0),
      });
  }
}

function Legend({ names }: { names: string[] }) {
  return (
    <p aria-hidden="true" className="flex flex-wrap gap-x-4 text-soft text-xs">
      {names.map((name, index) => (
        <span key={name} className="inline-flex items-center gap-1.5">
          <span className={cn('w-4 border-t-2', index === 0 ? 'border-accent' : 'border-pine border-dashed')} />
          {name}
        </span>
      ))}
    </p>
  );
}

/** A line of a chart for who does not see it. */
function InWords({
  name,
  values,
  figure,
}: {
  name: string;
  values: (number | null)[];
  figure: (value: number) => string;
}) {
  const t = useTranslations('ops.contention.chart');
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return <span>{t('nothing', { name })} </span>;
  const [least, most] = [Math.min(...known), Math.max(...known)].map(figure);
  return <span>{t('between', { name, least: least!, most: most! })} </span>;
}
