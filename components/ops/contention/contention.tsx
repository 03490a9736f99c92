'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Notice } from '@/components/ui/notice';
import type { ContentionNow } from '@/server/services/ops';
import { Seconds } from '../seconds';
import { DaysTable } from './days-table';
import { MeasureTile, mendId } from './measure-tile';
import { type Measure, measuresOf, type Sample, withSample } from './measures';
import { ProcessesTable } from './processes-table';

const REFRESH_MS = 2_000;

/** Where guests stand in each other's way: the days they all want, and what that costs. Asked for every two seconds. */
export function Contention({ initial }: { initial: ContentionNow }) {
  const t = useTranslations('ops.contention');
  const stale = useTranslations('ops.overview.stale');
  const query = api.ops.contention.useQuery(undefined, { initialData: initial, refetchInterval: REFRESH_MS });
  const now = query.data;
  const samples = useSamples(now);
  const measures = measuresOf(now.all);
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
        <Notice tone="trouble" title={stale('title')} announce className="mb-5">
          {stale('body')}
        </Notice>
      ) : null}
      {now.shared ? null : (
        <Notice tone="trouble" title={t('alone.title')} announce className="mb-5">
          {t('alone.body')}
        </Notice>
      )}
      <Standing now={now} measures={measures} />
      <div className="grid gap-8">
        <DaysTable days={now.days} />
        <section aria-labelledby="measures">
          <h2 id="measures" className="mb-3 font-medium">
            {t('measuresTitle')}
          </h2>
          <ul className="grid gap-px overflow-hidden rounded-md border border-hairline bg-hairline sm:grid-cols-2 xl:grid-cols-3">
            {measures.map((measure) => (
              <MeasureTile key={measure.key} measure={measure} work={now.all} samples={samples} />
            ))}
          </ul>
          <p className="mt-3 text-faint text-xs">{t('measuresSay')}</p>
        </section>
        <ProcessesTable now={now} />
        <WhatHelps measures={measures} />
      </div>
    </>
  );
}

/** The whole in a sentence. */
function Standing({ now, measures }: { now: ContentionNow; measures: Measure[] }) {
  const t = useTranslations('ops.contention');
  const of = (tone: Measure['tone']) => measures.filter((measure) => measure.tone === tone);
  const [troubled, late] = [of('trouble'), of('waiting')];
  const hot = now.days.filter((day) => day.hot).length;
  const tone = troubled.length > 0 ? 'trouble' : late.length > 0 ? 'waiting' : 'good';
  return (
    <Notice tone={tone} title={t(`standing.${tone}`)} className="mb-5">
      {[...troubled, ...late].map(({ key }) => t(`measures.${key}.name`)).join(' · ')}
      {tone === 'good' ? t('standing.hot', { count: hot }) : null}
    </Notice>
  );
}

/** What to do about each measure, in the order in which they stand above; the red ones lead here. */
function WhatHelps({ measures }: { measures: Measure[] }) {
  const t = useTranslations('ops.contention');
  return (
    <section aria-labelledby="helps">
      <h2 id="helps" className="mb-3 font-medium">
        {t('whatHelps')}
      </h2>
      <dl className="grid gap-x-8 gap-y-4 text-sm lg:grid-cols-2">
        {measures.map(({ key }) => (
          <div key={key} id={mendId(key)} className="rounded-sm target:bg-wash target:outline-8 target:outline-wash">
            <dt className="font-medium">{t(`measures.${key}.name`)}</dt>
            <dd className="text-soft">{t(`measures.${key}.mend`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How it stood since the page was opened, five minutes at most. */
function useSamples(now: ContentionNow): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>(() => withSample([], now));
  useEffect(() => setSamples((before) => withSample(before, now)), [now]);
  return samples;
}
