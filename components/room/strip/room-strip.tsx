'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { useServerClock } from '@/components/booking/availability/use-opening';
import { api } from '@/components/providers/api';
import { ProgressLine } from '@/components/ui/progress-line';
import { INSIDE_MS } from '@/server/domain/room/room';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { MyPlace, RoomNotice } from '@/server/services/room';
import { keepAdmission } from '../kept';
import { clockOf } from '../spans';
import { useNow } from '../use-now';
import { useLineWords } from '../use-words';
import { stripOf } from './strip';
import { useKeptAdmission } from './use-kept-admission';

const AGAIN_MS = 30_000;

/**
 * On a restaurant's page, while it has a line or will soon: what the line is for and the way there; for who is in it, where
 * they stand; for who was let in, how long they may choose.
 */
export function RoomStrip({
  restaurantId,
  timeZone,
  signedIn,
  initial,
}: {
  restaurantId: RestaurantId;
  timeZone: string;
  signedIn: boolean;
  initial: RoomNotice | null;
}) {
  const { data: room } = api.rooms.ofRestaurant.useQuery(
    { restaurantId },
    { initialData: initial, refetchInterval: (query) => (query.state.data ? AGAIN_MS : false) },
  );
  return room ? <LiveStrip room={room} {...{ restaurantId, timeZone, signedIn }} /> : null;
}

type LiveProps = { room: RoomNotice; restaurantId: RestaurantId; timeZone: string; signedIn: boolean };

function LiveStrip({ room, restaurantId, timeZone, signedIn }: LiveProps) {
  const { roomId } = room;
  const serverNow = useServerClock(room.nowMs);
  const nowMs = useNow(room.nowMs, serverNow);
  const kept = useKeptAdmission(restaurantId);
  const { data: mine } = api.rooms.mine.useQuery({ roomId }, { enabled: signedIn && room.phase !== 'scheduled' });
  useEffect(() => {
    // Let in on another device.
    if (mine?.state === 'inside' && mine.admission && mine.untilMs !== null)
      keepAdmission(restaurantId, {
        roomId,
        admission: mine.admission,
        untilMs: Date.now() + mine.untilMs - serverNow(),
      });
  }, [mine, roomId, restaurantId, serverNow]);
  // Until the server has answered, and never for another account than the one that was let in.
  const unknown = signedIn && mine === undefined && kept?.roomId === roomId;
  const keptUntilMs = unknown ? kept.untilMs - Date.now() + serverNow() : null;
  const strip = stripOf({ room, mine: mine ?? null, keptUntilMs, nowMs });
  if (strip.kind === 'none') return null;
  return strip.kind === 'inside' ? (
    <InsideBar leftMs={strip.untilMs - nowMs} />
  ) : (
    <LineNotice room={room} kind={strip.kind} mine={mine ?? null} timeZone={timeZone} />
  );
}

/** Slim, and always in sight: how long the reader may still choose. */
function InsideBar({ leftMs }: { leftMs: number }) {
  const t = useTranslations('room.strip');
  const inside = useTranslations('room.inside');
  const minutes = Math.floor(leftMs / 60_000);
  const words = inside('left', { minutes });
  return (
    <section aria-label={inside('label')} className="sticky top-0 z-20 border-hairline border-b bg-paper">
      <div className="page flex min-h-11 items-center justify-between gap-4 text-sm">
        <p className="font-medium">{t('inside')}</p>
        <p aria-hidden="true" className="text-soft">
          <span className="font-medium text-ink tabular">{clockOf(leftMs)}</span> {t('left')}
        </p>
      </div>
      <ProgressLine
        value={leftMs}
        max={INSIDE_MS}
        label={inside('label')}
        valueText={words}
        tone={minutes === 0 ? 'amber' : 'pine'}
        className="rounded-none"
      />
      <p role="timer" aria-live="polite" aria-atomic="true" className="sr-only">
        {words}
      </p>
    </section>
  );
}

function LineNotice({
  room,
  kind,
  mine,
  timeZone,
}: {
  room: RoomNotice;
  kind: 'soon' | 'lobby' | 'line' | 'sold-out' | 'mine';
  mine: MyPlace | null;
  timeZone: string;
}) {
  const t = useTranslations('room.strip');
  const words = useLineWords(timeZone);
  const days = words.days(room);
  const said: Record<typeof kind, () => [title: string, body: string, action: string]> = {
    soon: () => [
      t('soon.title', { days, when: words.when(room.opensAtMs) }),
      t('soon.body', { when: words.when(room.lobbyAtMs) }),
      t('see'),
    ],
    lobby: () => [t('soon.title', { days, when: words.when(room.opensAtMs) }), t('lobby.body'), t('join')],
    line: () => [t('line.title', { days }), t('line.body'), t('join')],
    'sold-out': () => [t('soldOut.title', { days }), t('soldOut.body'), t('see')],
    mine: () => [t('mine.title', { days }), t('mine.body', { number: mine?.number ?? 0 }), t('mine.action')],
  };
  const [title, body, action] = said[kind]();
  return (
    <Strip label={t('label')}>
      <div className="grid gap-0.5">
        <p className="font-medium tabular">{title}</p>
        <p className="text-sm text-soft tabular">{body}</p>
      </div>
      <Link
        href={`/line/${room.roomId}`}
        className="inline-flex min-h-11 shrink-0 items-center font-medium underline underline-offset-4"
      >
        {action}
      </Link>
    </Strip>
  );
}

const Strip = ({ label, children }: { label: string; children: ReactNode }) => (
  <section aria-label={label} className="border-hairline border-b bg-wash">
    <div className="page flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-3">{children}</div>
  </section>
);
