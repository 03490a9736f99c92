'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ProgressLine } from '@/components/ui/progress-line';
import { CALL_MS, INSIDE_MS } from '@/server/domain/room/room';
import { BigClock, Headline } from './big-number';
import { Refused } from './refused';
import { clockOf } from './spans';
import type { Line } from './use-line';
import { useLineWords } from './use-words';

const wide = 'w-full sm:w-fit sm:min-w-48';
const secondsUntil = (untilMs: number, nowMs: number) => Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
/** Words change at these seconds only: the line beside them shortens by itself. */
const SAID = [60, 45, 30, 15, 10, 5];

/** The reader's turn: one button, and the minute as a line that shortens. */
export function CalledStage({ line, untilMs }: { line: Line; untilMs: number | null }) {
  const t = useTranslations('room.called');
  const { enter, nowMs } = line;
  const seconds = untilMs === null ? CALL_MS / 1_000 : secondsUntil(untilMs, nowMs);
  const said = t('left', { seconds: SAID.findLast((step) => seconds <= step) ?? seconds });
  return (
    <>
      <Headline title={t('title')}>{t('body')}</Headline>
      <div className="grid gap-2">
        <ProgressLine
          value={seconds}
          max={CALL_MS / 1_000}
          label={t('label')}
          valueText={said}
          tone={seconds <= 15 ? 'amber' : 'accent'}
        />
        {untilMs === null ? null : (
          <p aria-hidden="true" className="text-sm text-soft tabular">
            {t('left', { seconds })}
          </p>
        )}
      </div>
      <EnterRefused line={line} />
      <Button variant="primary" size="lg" loading={enter.trying} onClick={enter.run} className={wide}>
        {t('action')}
      </Button>
    </>
  );
}

/** A turn that was earlier: the next place that comes free. */
export function LateStage({ line, untilMs, timeZone }: { line: Line; untilMs: number; timeZone: string }) {
  const t = useTranslations('room.late');
  const words = useLineWords(timeZone);
  const { enter } = line;
  const full = enter.trying && enter.refusal?.code === 'ROOM_FULL';
  return (
    <>
      <Headline title={t('title')}>{t('body', { time: words.time(untilMs) })}</Headline>
      {full ? (
        <Notice tone="waiting" announce title={t('trying')}>
          {t('tryingBody')}
        </Notice>
      ) : (
        <EnterRefused line={line} />
      )}
      <Button variant="primary" size="lg" loading={enter.trying} onClick={enter.run} className={wide}>
        {t('action')}
      </Button>
    </>
  );
}

/** That the door is shut stands above already, for everybody. */
const EnterRefused = ({ line: { enter, document } }: { line: Line }) => (
  <Refused refusal={document.phase === 'closed' && enter.refusal?.code === 'ROOM_CLOSED' ? null : enter.refusal} />
);

/** Inside: how long, and the way to the tables. */
export function InsideStage({ line, untilMs, slug }: { line: Line; untilMs: number; slug: string }) {
  const t = useTranslations('room.inside');
  const leftMs = Math.max(0, untilMs - line.nowMs);
  const minutes = Math.floor(leftMs / 60_000);
  return (
    <>
      <div className="grid gap-4">
        <h2 tabIndex={-1} className="font-medium text-lg focus:outline-none">
          {t('title')}
        </h2>
        <BigClock clock={clockOf(leftMs)} label={t('clock')} />
        <ProgressLine
          value={leftMs}
          max={INSIDE_MS}
          label={t('label')}
          valueText={t('left', { minutes })}
          tone={minutes === 0 ? 'amber' : 'pine'}
        />
        <Spoken text={t('left', { minutes })} />
      </div>
      <p className="max-w-prose text-soft">{t('body')}</p>
      <Button asChild variant="primary" size="lg" className={wide}>
        <Link href={`/r/${encodeURIComponent(slug)}?date=${line.document.fromDate}`}>{t('action')}</Link>
      </Button>
    </>
  );
}

/** Read out when it changes, not when it appears: the page has just said what is to be known. */
function Spoken({ text }: { text: string }) {
  const [first] = useState(text);
  const [changed, setChanged] = useState(false);
  useEffect(() => setChanged((before) => before || text !== first), [text, first]);
  return (
    <p role="timer" aria-live="polite" aria-atomic="true" className="sr-only">
      {changed ? text : ''}
    </p>
  );
}
