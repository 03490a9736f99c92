'use client';

import { Flame, Waves } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { usePlaceName } from '@/components/owner/use-place-name';
import { StatusBadge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDay } from '@/components/ui/format-date-time';
import type { HotDay } from '@/server/services/ops';

/** Restaurants' days as they were wanted in the last minute, the most wanted first. */
export function DaysTable({ days }: { days: HotDay[] }) {
  const t = useTranslations('ops.contention.days');
  const format = useFormatter();
  const locale = useLocale();
  const nameOf = usePlaceName();
  return (
    <DataTable
      caption={t('title')}
      dense
      rows={days}
      rowKey={(day) => `${day.restaurant.id}/${day.serviceDate}`}
      empty={
        <EmptyState title={t('none.title')} art={<Waves aria-hidden="true" />}>
          {t('none.body')}
        </EmptyState>
      }
      columns={[
        {
          key: 'restaurant',
          header: t('restaurant'),
          rowHeader: true,
          cell: ({ restaurant, serviceDate }) => (
            <Link
              href={`/r/${restaurant.slug}?date=${serviceDate}`}
              className="inline-flex items-center underline decoration-hairline underline-offset-4 hover:decoration-ink pointer-coarse:min-h-11"
            >
              {nameOf(restaurant)}
            </Link>
          ),
        },
        {
          key: 'date',
          header: t('date'),
          className: 'whitespace-nowrap',
          cell: ({ serviceDate }) => <time dateTime={serviceDate}>{formatDay(serviceDate, locale)}</time>,
        },
        { key: 'wanted', header: t('wanted'), numeric: true, cell: ({ wanted }) => format.number(wanted) },
        { key: 'refused', header: t('refused'), numeric: true, cell: ({ refused }) => format.number(refused) },
        {
          key: 'state',
          header: t('state'),
          cell: ({ hot }) =>
            hot ? (
              <StatusBadge tone="waiting" icon={Flame}>
                {t('hot')}
              </StatusBadge>
            ) : (
              <span className="whitespace-nowrap text-soft">{t('ordinary')}</span>
            ),
        },
      ]}
    />
  );
}
