'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { nameOf } from '@/components/restaurant/words';
import { Button } from '@/components/ui/button';
import type { RoomPage } from '@/server/services/room';
import { BigClock, Headline } from './big-number';
import { CalledStage, InsideStage, LateStage } from './called-stage';
import { JoinStage } from './join-stage';
import { NotifyChoice } from './notify-choice';
import { Refused } from './refused';
import { clockOf } from './spans';
import type { StageProps } from './stage-props';
import type { Line } from './use-line';
import { useLineWords } from './use-words';
import { WaitingStage } from './waiting-stage';

const wide = 'w-full sm:w-fit sm:min-w-48';

/** What a line is about just now: one number or one sentence, and at most one thing to press. */
export function LineStage(props: StageProps) {
  const { line, room } = props;
  const { view } = line;
  switch (view.kind) {
    case 'scheduled':
      return <ScheduledStage {...props} />;
    case 'guest':
    case 'outside':
      return <JoinStage {...props} />;
    case 'lobby':
      return <LobbyStage {...props} number={view.number} />;
    case 'drawing':
      return <DrawingStage number={view.number} />;
    case 'waiting':
      return <WaitingStage {...props} view={view} />;
    case 'called':
      return <CalledStage line={line} untilMs={view.untilMs} />;
    case 'late':
      return <LateStage line={line} untilMs={view.untilMs} timeZone={room.restaurant.timeZone} />;
    case 'inside':
      return <InsideStage line={line} untilMs={view.untilMs} slug={room.restaurant.slug} />;
    case 'spent':
      return <SpentStage reservationId={view.reservationId} />;
    case 'missed':
    case 'left':
      return <OverStage line={line} kind={view.kind} />;
    case 'ended':
      return <EndedStage room={room} />;
  }
}

function ScheduledStage({ line, room }: StageProps) {
  const t = useTranslations('room.scheduled');
  const words = useLineWords(room.restaurant.timeZone);
  const { lobbyAtMs, opensAtMs } = line.document;
  return (
    <Headline title={t('title', { when: words.when(lobbyAtMs) })}>
      {t('body', { opens: words.when(opensAtMs) })}
    </Headline>
  );
}

function LobbyStage({ line, notify, number }: StageProps & { number: number }) {
  const t = useTranslations('room.lobby');
  const { document, nowMs } = line;
  return (
    <>
      <BigClock clock={clockOf(document.opensAtMs - nowMs)} label={t('label')} />
      <div className="grid gap-2">
        <h2 tabIndex={-1} className="font-medium text-lg focus:outline-none tabular">
          {t('number', { number })}
        </h2>
        <p className="max-w-prose text-soft">{t('body')}</p>
        <p className="text-sm text-faint tabular">{t('joined', { count: Math.max(document.joined, number) })}</p>
      </div>
      <NotifyChoice notify={notify} />
    </>
  );
}

function DrawingStage({ number }: { number: number }) {
  const t = useTranslations('room.drawing');
  return <Headline title={t('title')}>{t('body', { number })}</Headline>;
}

function SpentStage({ reservationId }: { reservationId: string | null }) {
  const t = useTranslations('room.spent');
  return (
    <>
      <Headline title={t('title')}>{t('body')}</Headline>
      <Button asChild variant="primary" size="lg" className={wide}>
        {reservationId ? (
          <Link href={`/checkout/${reservationId}`}>{t('action')}</Link>
        ) : (
          <Link href="/bookings">{t('bookings')}</Link>
        )}
      </Button>
    </>
  );
}

function OverStage({ line, kind }: { line: Line; kind: 'missed' | 'left' }) {
  const t = useTranslations(`room.${kind}`);
  return (
    <>
      <Headline title={t('title')}>{t('body')}</Headline>
      <Refused refusal={line.join.refusal} />
      <Button variant="primary" size="lg" loading={line.join.busy} onClick={line.join.run} className={wide}>
        {t('action')}
      </Button>
    </>
  );
}

function EndedStage({ room: { restaurant } }: { room: RoomPage }) {
  const t = useTranslations('room.ended');
  const locale = useLocale();
  return (
    <>
      <Headline title={t('title')}>{t('body')}</Headline>
      <Button asChild variant="primary" size="lg" className={wide}>
        <Link href={`/r/${encodeURIComponent(restaurant.slug)}`}>
          {t('action')} <span className="sr-only">{nameOf(locale, restaurant)}</span>
        </Link>
      </Button>
    </>
  );
}
