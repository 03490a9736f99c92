'use client';

import { CalendarDays } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { BookingListItem, BookingView } from '@/server/services/booking';
import { BookingRow } from './booking-row';
import { HeldRow } from './held-row';
import { NextBooking } from './next-booking';
import { type ListPage, useMore } from './use-more';

/** What waits to be paid first, then the next booking in full, what follows it, and what was. */
export function BookingsList({
  upcoming,
  past,
  next,
  nowMs,
}: {
  upcoming: ListPage;
  past: ListPage;
  next: BookingView | null;
  nowMs: number;
}) {
  const t = useTranslations('bookings.list');
  const ahead = useMore('upcoming', upcoming);
  const before = useMore('past', past);
  const held = ahead.items
    .filter((item) => item.status === 'HELD')
    .sort((a, b) => (a.expiresAtMs ?? 0) - (b.expiresAtMs ?? 0));
  const after = ahead.items.filter((item) => item.status !== 'HELD' && item.id !== next?.id);
  const nothing = ahead.items.length === 0;
  return (
    <div className="grid gap-12">
      {held.length > 0 ? (
        <Section title={t('holds')}>
          <ul className="grid gap-3">
            {held.map((item, index) => (
              <HeldRow key={item.id} item={item} nowMs={nowMs} first={index === 0} />
            ))}
          </ul>
        </Section>
      ) : null}
      {next ? (
        <Section title={t('next')}>
          <NextBooking booking={next} />
        </Section>
      ) : null}
      {nothing ? <Nothing ever={before.items.length > 0} /> : null}
      {after.length > 0 ? (
        <Section title={t('upcoming')}>
          <Rows items={after} nowMs={nowMs} />
          <More list={ahead} />
        </Section>
      ) : null}
      {before.items.length > 0 ? (
        <Section title={t('past')}>
          <Rows items={before.items} nowMs={nowMs} />
          <More list={before} />
        </Section>
      ) : null}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="font-medium text-lg">{title}</h2>
      {children}
    </section>
  );
}

function Rows({ items, nowMs }: { items: BookingListItem[]; nowMs: number }) {
  return (
    <ul className="border-hairline border-t">
      {items.map((item) => (
        <BookingRow key={item.id} item={item} nowMs={nowMs} />
      ))}
    </ul>
  );
}

function More({ list }: { list: ReturnType<typeof useMore> }) {
  const t = useTranslations('bookings.list');
  if (!list.more) return null;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Button onClick={list.more} loading={list.loading}>
        {t('more')}
      </Button>
      <p role="status" className="text-brick text-sm">
        {list.failed ? t('failed') : null}
      </p>
    </div>
  );
}

function Nothing({ ever }: { ever: boolean }) {
  const t = useTranslations('bookings.list');
  return (
    <EmptyState
      title={ever ? t('noUpcoming') : t('empty')}
      art={<CalendarDays aria-hidden="true" />}
      action={
        <Button asChild variant="primary">
          <Link href="/">{t('emptyAction')}</Link>
        </Button>
      }
    >
      {ever ? t('noUpcomingBody') : t('emptyBody')}
    </EmptyState>
  );
}
