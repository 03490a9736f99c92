'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Notice } from '@/components/ui/notice';
import { Tick } from '@/components/ui/tick';
import type { OpsOverview } from '@/server/services/ops';
import { Seconds } from './seconds';
import { useAge } from './use-age';
import { sparkline, type Vital, vitalsOf } from './vitals';

const REFRESH_MS = 4_000;
const MOST_SAMPLES = 60;

/** The few things that matter, asked for every few seconds; what is not well leads to where it is mended. */
export function Overview({ initial }: { initial: OpsOverview }) {
  const t = useTranslations('ops.overview');
  const query = api.ops.overview.useQuery(undefined, { initialData: initial, refetchInterval: REFRESH_MS });
  const now = query.data;
  const history = useHistory(now);
  const vitals = vitalsOf(now);
  const troubled = vitals.filter(({ tone }) => tone === 'trouble');
  return (
    <>
      <PageTitle
        dense
        title={t('title')}
        lead={
          <span className="text-sm">{t.rich('asOf', { time: () => <Seconds instant={new Date(now.nowMs)} /> })}</span>
        }
      />
      {query.isError ? (
        <Notice tone="trouble" title={t('stale.title')} announce className="mb-5">
          {t('stale.body')}
        </Notice>
      ) : null}
      <Notice
        tone={troubled.length > 0 ? 'trouble' : 'good'}
        title={troubled.length > 0 ? t('needsYou', { count: troubled.length }) : t('allWell')}
        className="mb-5"
      >
        {troubled.length > 0 ? troubled.map(({ key }) => t(`vitals.${key}.name`)).join(' · ') : null}
      </Notice>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-hairline bg-hairline sm:grid-cols-3">
        {vitals.map((vital) => (
          <VitalTile key={vital.key} vital={vital} now={now} samples={history.get(vital.key) ?? [vital.value]} />
        ))}
      </ul>
      <p className="mt-3 text-faint text-xs">{t('linesSay')}</p>
    </>
  );
}

function VitalTile({ vital, now, samples }: { vital: Vital; now: OpsOverview; samples: number[] }) {
  const t = useTranslations('ops.overview');
  const age = useAge();
  const { key, value, tone, mend } = vital;
  const beside: Partial<Record<Vital['key'], string>> = {
    outbox: now.outbox.oldestAgeMs === null ? t('outboxEmpty') : t('oldest', { age: age(now.outbox.oldestAgeMs) }),
    holds: t('overdue', { count: now.holds.overdue }),
    refunds: t('inReview', { count: now.refunds.review }),
    reviews: value > 0 ? t('reviewsOpen') : undefined,
    deadLetters: value > 0 ? t('lettersOpen') : undefined,
  };
  return (
    <li className={cn('relative grid content-start gap-2 bg-raised p-4', tone === 'trouble' && 'bg-brick-wash')}>
      <h2 className="text-sm text-soft">{t(`vitals.${key}.name`)}</h2>
      <div className="flex items-end justify-between gap-3">
        <p className={cn('font-medium text-xl leading-none', tone === 'trouble' && 'text-brick')}>
          <Tick value={value} />
        </p>
        <svg viewBox="-1 -2 82 24" className="h-6 w-20" aria-hidden="true">
          <path
            d={sparkline(samples, 80, 20)}
            fill="none"
            strokeWidth="1.5"
            strokeLinejoin="round"
            className={tone === 'trouble' ? 'stroke-brick' : 'stroke-edge'}
          />
        </svg>
      </div>
      <p className="text-soft text-xs tabular">{beside[key] ?? t(`vitals.${key}.hint`)}</p>
      {tone === 'trouble' || tone === 'waiting' ? (
        <p className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={tone}>{t(tone)}</StatusBadge>
          {mend ? (
            <Link
              href={mend}
              className="inline-flex items-center gap-1 font-medium text-sm underline underline-offset-4 after:absolute after:inset-0"
            >
              {t(`vitals.${key}.mend`)}
              <ArrowRight aria-hidden="true" className="size-4" />
            </Link>
          ) : null}
        </p>
      ) : null}
    </li>
  );
}

/** What each number was since the page was opened. */
function useHistory(now: OpsOverview): Map<Vital['key'], number[]> {
  const [history, setHistory] = useState(() => new Map<Vital['key'], number[]>());
  useEffect(() => {
    setHistory(
      (before) =>
        new Map(vitalsOf(now).map(({ key, value }) => [key, [...(before.get(key) ?? []), value].slice(-MOST_SAMPLES)])),
    );
  }, [now]);
  return history;
}
