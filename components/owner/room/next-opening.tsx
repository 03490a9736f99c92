'use client';

import { useLocale, useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import type { OwnerRooms } from '@/server/services/room';
import { OpenDialog } from './open-dialog';
import type { RoomPlace } from './room-place';
import { useChange } from './use-change';
import { useDays } from './use-days';

/** No room is on: what opens next, and the two ways to have one. */
export function NextOpening({ rooms, place }: { rooms: OwnerRooms; place: RoomPlace }) {
  const t = useTranslations('owner.room.next');
  const locale = useLocale();
  const days = useDays();
  const { run, said } = useChange(place.restaurantId);
  const schedule = api.owner.scheduleRoom.useMutation();
  const { settings, nextOpening: next } = rooms;
  const { eachOpening, ...flow } = settings;
  return (
    <Card as="section" className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="font-medium text-lg">{t('none')}</h2>
        <p className="max-w-prose text-soft tabular">
          {next
            ? t('opens', {
                days: days(next),
                when: formatDateTime(new Date(next.opensAtMs), { timeZone: place.timeZone, locale }),
              })
            : t('allOpen')}{' '}
          {next ? t(eachOpening ? 'byItself' : 'without', { minutes: settings.lobbyMinutes }) : null}
        </p>
      </div>
      {said ? <Notice tone="trouble" announce title={said} /> : null}
      {place.owner ? (
        <div className="flex flex-wrap gap-3">
          {next ? (
            <Button
              loading={schedule.isPending}
              onClick={() => void run(() => schedule.mutateAsync({ restaurantId: place.restaurantId, ...flow }))}
            >
              {t('give')}
            </Button>
          ) : null}
          <OpenDialog place={place} settings={settings} />
        </div>
      ) : null}
      {place.owner && next ? <p className="text-faint text-sm tabular">{t('with', flow)}</p> : null}
    </Card>
  );
}
