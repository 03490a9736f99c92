'use client';

import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Notice } from '@/components/ui/notice';
import type { OwnerRooms } from '@/server/services/room';
import { LivePanel } from './live-panel';
import { NextOpening } from './next-opening';
import { PastRooms } from './past-rooms';
import type { RoomPlace } from './room-place';
import { SettingsForm } from './settings-form';

/** While a room is on it is asked for often; else a room may come by itself (an opening, a rush). */
const LIVE_MS = 2_000;
const QUIET_MS = 15_000;

/** The restaurant's waiting room: the one that is on, the next opening, how rooms are to be, and those that were. */
export function OwnerRoomPage({ place, initial }: { place: RoomPlace; initial: OwnerRooms }) {
  const t = useTranslations('owner.room');
  const { restaurantId } = place;
  const query = api.owner.rooms.useQuery(
    { restaurantId },
    { initialData: initial, refetchInterval: ({ state }) => (state.data?.live ? LIVE_MS : QUIET_MS) },
  );
  const rooms = query.data;
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      {query.isError ? (
        <Notice tone="trouble" announce title={t('stale.title')} className="mb-6">
          {t('stale.body')}
        </Notice>
      ) : null}
      <div className="grid gap-10">
        {rooms.live ? (
          <LivePanel key={rooms.live.document.id} room={rooms.live} place={place} />
        ) : (
          <NextOpening rooms={rooms} place={place} />
        )}
        {place.owner ? <SettingsForm place={place} initial={initial.settings} /> : null}
        <PastRooms rooms={rooms.past} timeZone={place.timeZone} />
      </div>
    </>
  );
}
