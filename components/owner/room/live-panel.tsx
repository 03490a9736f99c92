'use client';

import { Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '@/components/providers/api';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import { Tick } from '@/components/ui/tick';
import type { RoomPhase } from '@/server/domain/room/room';
import type { OwnerRoom } from '@/server/services/room';
import { FlowChart } from './flow-chart';
import { FlowForm } from './flow-form';
import type { RoomPlace } from './room-place';
import { type RoomSample, withRoom } from './samples';
import { useChange } from './use-change';
import { useDays } from './use-days';

const TONES: Record<RoomPhase, 'good' | 'waiting' | 'trouble' | 'neutral'> = {
  scheduled: 'neutral',
  lobby: 'waiting',
  open: 'good',
  paused: 'waiting',
  closed: 'trouble',
  'sold-out': 'neutral',
  ended: 'neutral',
};

/** The room that is on, or will be: what goes on in it, and what can be changed while it does. */
export function LivePanel({ room, place }: { room: OwnerRoom; place: RoomPlace }) {
  const t = useTranslations('owner.room');
  const { document } = room;
  const samples = useSamples(room);
  const before = document.phase === 'scheduled' || document.phase === 'lobby';
  return (
    <Card as="section" className="grid gap-6">
      <Head room={room} timeZone={place.timeZone} />
      {document.phase === 'closed' ? (
        <Notice tone="trouble" announce title={t('closed.title')}>
          {t('closed.body')}
        </Notice>
      ) : null}
      <Figures room={room} />
      {before ? null : <FlowChart samples={samples} ratePerMinute={document.ratePerMinute} />}
      <FlowForm room={room} restaurantId={place.restaurantId} />
      <Actions room={room} place={place} before={before} />
    </Card>
  );
}

function Head({ room: { document, kind }, timeZone }: { room: OwnerRoom; timeZone: string }) {
  const t = useTranslations('owner.room');
  const locale = useLocale();
  const days = useDays();
  const when = (ms: number) => formatDateTime(new Date(ms), { timeZone, locale });
  const { phase, lobbyAtMs, opensAtMs } = document;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-medium text-lg tabular">{t('for', { days: days(document) })}</h2>
        <StatusBadge tone={TONES[phase]}>{t(`phases.${phase}`)}</StatusBadge>
      </div>
      <p className="text-soft tabular">
        {t(`kindsSay.${kind}`)}{' '}
        {phase === 'scheduled'
          ? t('lobbyOpens', { lobby: when(lobbyAtMs), opens: when(opensAtMs) })
          : t(phase === 'lobby' ? 'opens' : 'opened', { opens: when(opensAtMs) })}
      </p>
      <Link
        href={`/line/${document.id}`}
        className="inline-flex min-h-11 w-fit items-center text-sm underline underline-offset-4"
      >
        {t('asGuests')}
      </Link>
    </div>
  );
}

/** What goes on, in numbers. */
function Figures({ room }: { room: OwnerRoom }) {
  const t = useTranslations('owner.room.figures');
  const format = useFormatter();
  const { document, waiting, entered, abandoned, sold } = room;
  const figures = {
    waiting,
    called: document.called,
    inside: document.inside,
    pace: document.pace,
    entered,
    abandoned,
    sold,
  };
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-hairline bg-hairline sm:grid-cols-4">
      {Object.entries(figures).map(([key, value]) => (
        <div key={key} className="grid content-start gap-1 bg-raised p-4 last:col-span-2 sm:last:col-span-2">
          <dt className="text-sm text-soft">{t(`${key as keyof typeof figures}.name`)}</dt>
          <dd className="font-medium text-xl leading-none">
            <Tick value={format.number(value)} />
          </dd>
          <dd className="text-faint text-xs tabular">
            {t(`${key as keyof typeof figures}.hint`, { places: document.places, rate: document.ratePerMinute })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ room, place, before }: { room: OwnerRoom; place: RoomPlace; before: boolean }) {
  const t = useTranslations('owner.room');
  const { run, said } = useChange(place.restaurantId);
  const change = api.owner.changeRoom.useMutation();
  const end = api.owner.endRoom.useMutation();
  const roomId = room.document.id;
  const words = before ? 'cancel' : 'end';
  return (
    <div className="grid gap-3 border-hairline border-t pt-6">
      {said ? <Notice tone="trouble" announce title={said} /> : null}
      <div className="flex flex-wrap gap-3">
        {before ? null : (
          <Button
            loading={change.isPending}
            onClick={() => void run(() => change.mutateAsync({ roomId, paused: !room.paused }))}
          >
            {room.paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            {t(room.paused ? 'resume' : 'pause')}
          </Button>
        )}
        <Confirm
          trigger={<Button variant="dangerQuiet">{t(`${words}.action`)}</Button>}
          title={t(`${words}.title`)}
          confirmLabel={t(`${words}.confirm`)}
          cancelLabel={t(`${words}.keep`)}
          danger
          onConfirm={() => run(() => end.mutateAsync({ roomId }))}
          error={said}
        >
          {t(`${words}.body`, { count: room.waiting })}
        </Confirm>
      </div>
      {before ? null : <p className="text-sm text-soft">{t(room.paused ? 'pausedSays' : 'pauseSays')}</p>}
    </div>
  );
}

function useSamples(room: OwnerRoom): readonly RoomSample[] {
  const [samples, setSamples] = useState<readonly RoomSample[]>([]);
  useEffect(() => setSamples((known) => withRoom(known, room)), [room]);
  return samples;
}
