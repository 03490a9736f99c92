'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { OwnerRoom } from '@/server/services/room';
import { useDays } from './use-days';

const REASONS = ['past', 'sold-out', 'empty', 'owner'] as const;

/** The rooms that ended, and what came of each. */
export function PastRooms({ rooms, timeZone }: { rooms: OwnerRoom[]; timeZone: string }) {
  const t = useTranslations('owner.room.past');
  const kinds = useTranslations('owner.room.kinds');
  const locale = useLocale();
  const format = useFormatter();
  const days = useDays();
  if (rooms.length === 0) return null;
  const reason = ({ endedReason }: OwnerRoom) => REASONS.find((known) => known === endedReason);
  return (
    <section aria-labelledby="past-rooms" className="grid gap-3">
      <h2 id="past-rooms" className="font-medium text-lg">
        {t('title')}
      </h2>
      <DataTable
        caption={t('title')}
        captionHidden
        dense
        rows={rooms}
        rowKey={({ document }) => document.id}
        columns={[
          {
            key: 'opened',
            header: t('opened'),
            rowHeader: true,
            cell: ({ document }) => formatDateTime(new Date(document.opensAtMs), { timeZone, locale }),
          },
          { key: 'kind', header: t('kind'), wideOnly: true, cell: ({ kind }) => kinds(kind) },
          { key: 'days', header: t('days'), wideOnly: true, cell: ({ document }) => days(document) },
          { key: 'joined', header: t('joined'), numeric: true, cell: ({ document }) => format.number(document.joined) },
          { key: 'entered', header: t('entered'), numeric: true, cell: ({ entered }) => format.number(entered) },
          { key: 'sold', header: t('sold'), numeric: true, cell: ({ sold }) => format.number(sold) },
          {
            key: 'ended',
            header: t('ended'),
            wideOnly: true,
            cell: (room) => {
              const why = reason(room);
              return why ? t(`reasons.${why}`) : null;
            },
          },
        ]}
      />
    </section>
  );
}
