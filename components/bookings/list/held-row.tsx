'use client';

import { Clock } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import type { BookingListItem } from '@/server/services/booking';
import { checkoutHref } from '../links';
import { useSecondsUntil } from '../use-seconds-until';
import { useWords } from '../use-words';

const MINUTE = 60;
/** The server ends a hold a moment after its time: the list is read again until it has. */
const SETTLE_MS = 3_000;

/** A hold and how long it still lasts; the first one has the page's one filled button. */
export function HeldRow({ item, nowMs, first }: { item: BookingListItem; nowMs: number; first: boolean }) {
  const t = useTranslations('bookings.list');
  const common = useTranslations('common');
  const router = useRouter();
  const { name, nameLang } = useWords(item.restaurant, item.currency);
  const seconds = useSecondsUntil(item.expiresAtMs, nowMs) ?? 0;
  const over = seconds === 0;
  useEffect(() => {
    if (!over) return;
    const timer = setInterval(() => router.refresh(), SETTLE_MS);
    return () => clearInterval(timer);
  }, [over, router]);
  const minutes = Math.floor(seconds / MINUTE);
  const clock = `${minutes}:${String(seconds % MINUTE).padStart(2, '0')}`;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-4 rounded-md bg-amber-wash px-5 py-4">
      <div className="grid min-w-56 grow gap-0.5">
        <span className="font-medium" lang={nameLang}>
          {name}
        </span>
        <span className="text-sm text-soft">
          <DateTime instant={new Date(item.startsAtMs).toISOString()} timeZone={item.restaurant.timeZone} />
          {' · '}
          {common('guests', { count: item.partySize })}
        </span>
      </div>
      <p className="flex items-center gap-2 text-amber">
        <Clock aria-hidden="true" className="size-4.5" />
        {over ? (
          t('expiredHold')
        ) : (
          <>
            <span aria-hidden="true" className="font-medium tabular">
              {t('left', { clock })}
            </span>
            <span className="sr-only">{t('leftWords', { minutes })}</span>
          </>
        )}
      </p>
      {over ? null : (
        <Button asChild variant={first ? 'primary' : 'secondary'}>
          <Link href={checkoutHref(item.id)}>
            {t('pay')}
            <span className="sr-only">: {name}</span>
          </Link>
        </Button>
      )}
    </li>
  );
}
