'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { ProgressLine } from '@/components/ui/progress-line';
import { BigNumber } from './big-number';
import type { LineView } from './line-view';
import { NotifyChoice } from './notify-choice';
import type { StageProps } from './stage-props';
import { useLineWords } from './use-words';

type Waiting = Extract<LineView, { kind: 'waiting' }>;
const MINUTE_MS = 60_000;

/** How many are ahead, how long that takes, and how fast it goes. */
export function WaitingStage({ line, room, notify, view }: StageProps & { view: Waiting }) {
  const t = useTranslations('room.waiting');
  const format = useFormatter();
  const { place, number, ahead, etaMs, near } = view;
  return (
    <>
      <BigNumber
        value={ahead === 0 ? t('next') : format.number(ahead)}
        label={ahead === 0 ? t('nextLabel') : t('label', { ahead })}
      />
      <div className="grid gap-3">
        <ProgressLine
          value={ahead}
          max={Math.max(1, place - 1)}
          label={t('progress')}
          valueText={t('place', { place, number })}
        />
        <Movement line={line} etaMs={etaMs} timeZone={room.restaurant.timeZone} />
      </div>
      {near ? (
        <Notice tone="waiting" title={t('near')}>
          {t('nearBody')}
        </Notice>
      ) : null}
      <div className="grid gap-2 text-sm">
        {near ? null : <p className="max-w-prose text-soft">{t('keep')}</p>}
        <p className="text-faint tabular">{t('place', { place, number })}</p>
      </div>
      <NotifyChoice notify={notify} />
    </>
  );
}

/** One line about movement: when, and how fast. While nobody is called the notice above says why. */
function Movement({ line, etaMs, timeZone }: { line: StageProps['line']; etaMs: number | null; timeZone: string }) {
  const t = useTranslations('room.waiting');
  const words = useLineWords(timeZone);
  const { nowMs, opensAtMs, pace, ratePerMinute } = line.document;
  if (etaMs === null) return null;
  const first = nowMs - opensAtMs < MINUTE_MS;
  return (
    <p className="text-soft tabular">
      <span className="font-medium text-ink">{words.comesIn(etaMs)}</span>{' '}
      {first ? t('rate', { count: ratePerMinute }) : t('pace', { count: pace })}
    </p>
  );
}
