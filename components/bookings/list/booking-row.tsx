'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/components/ui/date-time';
import type { BookingListItem } from '@/server/services/booking';
import { BookingStatus } from '../booking-status';
import { bookingHref } from '../links';
import { useWords } from '../use-words';

/** One booking in a list: when, where, for how many, how it stands. */
export function BookingRow({ item, nowMs }: { item: BookingListItem; nowMs: number }) {
  const common = useTranslations('common');
  const { name, nameLang } = useWords(item.restaurant, item.currency);
  return (
    <li className="border-hairline border-b">
      <Link
        href={bookingHref(item.id)}
        className="group -mx-2 flex min-h-16 items-center gap-4 rounded-sm px-2 py-3 transition-colors hover:bg-wash"
      >
        <span className="grid min-w-0 grow gap-0.5 sm:grid-cols-[13rem_1fr] sm:items-baseline sm:gap-6">
          <DateTime
            instant={new Date(item.startsAtMs).toISOString()}
            timeZone={item.restaurant.timeZone}
            now={new Date(nowMs).toISOString()}
            className="text-sm text-soft sm:text-base"
          />
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <span className="font-medium" lang={nameLang}>
              {name}
            </span>
            <span className="text-sm text-soft tabular">{common('guests', { count: item.partySize })}</span>
          </span>
        </span>
        <BookingStatus status={item.status} />
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-faint transition-transform group-hover:translate-x-0.5"
        />
      </Link>
    </li>
  );
}
