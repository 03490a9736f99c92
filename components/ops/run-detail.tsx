'use client';

import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { JsonView } from './json-view';
import { RunStatusBadge } from './runs';
import { OPS_ZONE, type RunDetails } from './types';
import { useAge, useServerNow } from './use-age';

const REFRESH_MS = 3_000;

/** One run as it went: its event, its steps along its time, and what it waits for. Current while it runs. */
export function RunDetail({ initial, nowMs: serverNowMs }: { initial: RunDetails; nowMs: number }) {
  const t = useTranslations('ops.run');
  const age = useAge();
  const nowMs = useServerNow(serverNowMs);
  const { data: run } = api.ops.run.useQuery(
    { id: initial.id },
    {
      initialData: initial,
      refetchInterval: (query) => (query.state.data?.status === 'running' ? REFRESH_MS : false),
    },
  );
  const endMs = run.finishedAt?.getTime() ?? nowMs;
  return (
    <>
      <PageTitle
        dense
        above={
          <Link href="/ops/runs" className="underline underline-offset-4">
            {t('back')}
          </Link>
        }
        title={run.functionId}
        actions={<RunStatusBadge status={run.status} />}
      />
      {run.error ? (
        <Notice tone="trouble" title={t('endedBy')} className="mb-6">
          <span className="break-words font-mono text-xs">{run.error}</span>
        </Notice>
      ) : null}
      <div className="grid gap-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid content-start gap-8">
          <Waits run={run} nowMs={nowMs} />
          <Steps run={run} endMs={endMs} />
        </div>
        <div className="grid content-start gap-6">
          <Facts
            layout="rows"
            items={[
              { label: t('event'), value: run.eventName },
              { label: t('started'), value: <DateTime instant={run.startedAt.toISOString()} timeZone={OPS_ZONE} /> },
              { label: t('took'), value: age(endMs - run.startedAt.getTime()) },
              { label: t('calls'), value: run.calls },
              { label: t('id'), value: <span className="break-all text-xs">{run.id}</span> },
            ]}
          />
          <JsonView label={t('eventJson')} value={run.event} />
          {run.status === 'completed' ? <JsonView label={t('result')} value={run.result} /> : null}
        </div>
      </div>
    </>
  );
}

function Steps({ run, endMs }: { run: RunDetails; endMs: number }) {
  const t = useTranslations('ops.run');
  const startMs = run.startedAt.getTime();
  const whole = Math.max(1, endMs - startMs);
  return (
    <section>
      <h2 className="mb-3 font-medium">{t('steps')}</h2>
      {run.stepList.length === 0 ? <p className="text-soft">{t('noSteps')}</p> : null}
      <ol className="rounded-md border border-hairline bg-raised">
        {run.stepList.map((step) => (
          <Step
            key={`${step.name} ${step.createdAt.getTime()}`}
            step={step}
            startMs={startMs}
            endMs={endMs}
            whole={whole}
          />
        ))}
      </ol>
    </section>
  );
}

const STEP = {
  done: { icon: CircleCheck, text: 'text-pine', bar: 'bg-pine' },
  failed: { icon: CircleAlert, text: 'text-brick', bar: 'bg-brick' },
  planned: { icon: Clock, text: 'text-amber', bar: 'bg-amber' },
} as const;

function Step({
  step,
  startMs,
  endMs,
  whole,
}: {
  step: RunDetails['stepList'][number];
  startMs: number;
  endMs: number;
  whole: number;
}) {
  const t = useTranslations('ops.run');
  const age = useAge();
  const { icon: Icon, text, bar } = STEP[step.status];
  // A step that ran at once is written down when it is settled: when it began is not known, only when it was done.
  const from = Math.max(0, step.createdAt.getTime() - startMs);
  const took = Math.max(0, (step.settledAt?.getTime() ?? endMs) - step.createdAt.getTime());
  return (
    <li className="border-hairline border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon aria-hidden="true" className={cn('size-4 shrink-0', text)} />
        <span className="font-medium">{step.name}</span>
        <span className={cn('text-sm', text)}>{t(`step.${step.status}`)}</span>
        <span className="text-faint text-xs">{step.op}</span>
        {step.attempts > 1 ? (
          <span className="text-amber text-xs">{t('attempts', { count: step.attempts })}</span>
        ) : null}
        <span className="ml-auto text-sm text-soft tabular">
          {took > 0 ? age(took) : t('after', { age: age(from) })}
        </span>
      </div>
      <div aria-hidden="true" className="relative mt-2 h-1.5 overflow-hidden rounded-full bg-wash">
        <div
          className={cn('absolute inset-y-0 min-w-1 rounded-full', bar)}
          style={{ left: `${Math.min(99, (from / whole) * 100)}%`, width: `${(took / whole) * 100}%` }}
        />
      </div>
      {step.output === null || step.output === undefined ? null : (
        <details className="mt-2">
          <summary className="text-sm text-soft">{t(step.status === 'failed' ? 'error' : 'output')}</summary>
          <JsonView label={step.name} value={step.output} className="mt-2" />
        </details>
      )}
    </li>
  );
}

const KINDS = ['call', 'sleep', 'wait', 'finish'] as const;

function Waits({ run, nowMs }: { run: RunDetails; nowMs: number }) {
  const t = useTranslations('ops.run');
  const age = useAge();
  if (run.queued.length === 0) return null;
  return (
    <section>
      <h2 className="mb-3 font-medium">{t('waitsFor')}</h2>
      <ul className="rounded-md border border-hairline bg-raised">
        {run.queued.map((item) => {
          const kind = KINDS.find((candidate) => candidate === item.kind);
          const dueMs = item.dueAt ? item.dueAt.getTime() - nowMs : null;
          return (
            <li key={`${item.kind} ${item.step}`} className="border-hairline border-b px-4 py-3 last:border-b-0">
              <p className="flex flex-wrap items-center gap-x-3">
                <Clock aria-hidden="true" className="size-4 text-amber" />
                <span className="font-medium">{kind ? t(`waits.${kind}`) : item.kind}</span>
                <span className="text-soft">{item.step}</span>
                <span className="ml-auto text-sm text-soft tabular">
                  {dueMs === null ? t('forAPlace') : dueMs <= 0 ? t('due') : t('dueIn', { age: age(dueMs) })}
                </span>
              </p>
              {item.attempt > 0 ? (
                <p className="mt-1 text-amber text-sm">{t('attempts', { count: item.attempt + 1 })}</p>
              ) : null}
              {item.lastError ? <p className="mt-1 break-words text-brick text-sm">{item.lastError}</p> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
