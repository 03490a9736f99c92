'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { slotHref } from '@/components/bookings/links';
import { TicketFace } from '@/components/bookings/ticket-face';
import { Button } from '@/components/ui/button';
import { LiveRegion } from '@/components/ui/live-region';
import type { BookingView } from '@/server/services/booking';

/** The time to pay ran out while the reader was here: what that means for the money, and the way back to the times. */
export function HoldEnded({ booking }: { booking: BookingView }) {
  const t = useTranslations('checkout.ended');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto grid max-w-prose gap-8">
      <div className="grid gap-2">
        <h1 ref={heading} tabIndex={-1} className="font-quiet text-xl outline-none sm:text-2xl">
          {t('title')}
        </h1>
        <p className="text-soft">{t('body')}</p>
      </div>
      <LiveRegion assertive>{t('title')}</LiveRegion>
      <div className="overflow-hidden rounded-lg border border-hairline bg-raised pb-3">
        <TicketFace booking={booking} faded />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button asChild variant="primary" size="lg">
          <Link href={slotHref(booking)}>{t('action')}</Link>
        </Button>
        <Button asChild variant="secondary" size="lg">
          <Link href="/bookings">{t('bookings')}</Link>
        </Button>
      </div>
    </div>
  );
}
