'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { restaurantHref } from '@/components/restaurant/address';
import { Chip, ChipFace, type ChipState } from '@/components/ui/chip';
import { formatMinute } from '@/components/ui/format-date-time';
import type { SearchItem } from '@/server/services/restaurant';
import type { SearchQuery } from './query';

const DAY_MINUTES = 1440;
const LAST_ONE = 1;

/**
 * Up to five starts: the wanted one first and in emphasis, then the others in order of time. Each is a link to that start on the restaurant's page;
 * with scripts it opens the sheet here instead.
 */
export function ResultTimes({
  item,
  query,
  name,
  onChoose,
}: {
  item: SearchItem;
  query: SearchQuery;
  name: string;
  onChoose: (minute: number) => void;
}) {
  const t = useTranslations('home.card');
  const common = useTranslations('common');
  const slots = [...item.slots.filter((slot) => slot.wanted), ...item.slots.filter((slot) => !slot.wanted)];
  return (
    <ul aria-label={t('times', { name })} className="grid grid-cols-5 gap-1.5 sm:max-w-md sm:gap-2">
      {slots.map((slot) => {
        const time = formatMinute(slot.minute);
        const last = slot.left === LAST_ONE;
        const state: ChipState = slot.wanted ? 'wanted' : last ? 'nearlyGone' : 'available';
        const note = last ? t('last') : slot.minute >= DAY_MINUTES ? common('nextDay') : undefined;
        return (
          <li key={slot.minute} className="grid">
            <Chip asChild state={state} className="min-w-0 px-1">
              <Link
                href={restaurantHref(item.slug, query, { pick: slot.minute })}
                prefetch={false}
                aria-haspopup="dialog"
                aria-label={last ? t('lastSpoken', { time }) : slot.wanted ? t('wantedSpoken', { time }) : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onChoose(slot.minute);
                }}
              >
                <ChipFace note={note} state={state}>
                  {time}
                </ChipFace>
              </Link>
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}
