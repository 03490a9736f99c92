'use client';

import { ChevronDown, TicketPercent } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { bookingHref } from '@/components/bookings/links';
import { api, refusalOf } from '@/components/providers/api';
import { HOME_ZONE } from '@/components/search/read-query';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import type { CouponView } from '@/server/services/coupon';
import { type Claimable, ClaimableList } from './claimable-list';
import { CodeField } from './code-field';
import { Conditions, Until } from './conditions';
import { CouponTicket } from './coupon-ticket';
import { useSay } from './use-say';
import { largestFirst } from './worth';

type Wallet = { nowMs: number; coupons: CouponView[] };

/** The reader's coupons: what can be used first, what a booking holds, what was; and what there is to claim. */
export function WalletPage({ initial, claimable }: { initial: Wallet; claimable: Claimable }) {
  const t = useTranslations('coupons');
  const { data, isError, error, refetch } = api.coupons.wallet.useQuery(undefined, { initialData: initial });
  const { coupons, nowMs } = data;
  const of = (...states: CouponView['state'][]) => coupons.filter((coupon) => states.includes(coupon.state));
  const usable = largestFirst(of('AVAILABLE'));
  const held = of('RESERVED');
  const over = of('USED', 'EXPIRED', 'ENDED');
  return (
    <div className="grid gap-12">
      {isError && refusalOf(error).retry ? (
        <Notice
          tone="waiting"
          title={t('stale')}
          announce
          action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
        />
      ) : null}
      <CodeField />
      {usable.length === 0 && held.length === 0 ? (
        <EmptyState title={t('empty.title')} art={<TicketPercent aria-hidden="true" />}>
          {t('empty.body')}
        </EmptyState>
      ) : null}
      {usable.length > 0 ? (
        <Section title={t('usable')} count={usable.length}>
          <Tickets coupons={usable} nowMs={nowMs} />
        </Section>
      ) : null}
      {held.length > 0 ? (
        <Section title={t('held')} count={held.length}>
          <Tickets coupons={held} nowMs={nowMs} />
        </Section>
      ) : null}
      <Section title={t('claimable.title')}>
        <p className="-mt-2 text-soft">{t('claimable.lead')}</p>
        <ClaimableList initial={claimable} signedIn />
      </Section>
      {over.length > 0 ? <Past coupons={over} nowMs={nowMs} /> : null}
    </div>
  );
}

function Section({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="flex items-baseline gap-2 font-medium text-lg">
        {title}
        {count === undefined ? null : <span className="font-normal text-base text-faint tabular">{count}</span>}
      </h2>
      {children}
    </section>
  );
}

function Tickets({ coupons, nowMs }: { coupons: CouponView[]; nowMs: number }) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {coupons.map((coupon) => (
        <li key={coupon.id} className="grid">
          <OwnTicket coupon={coupon} nowMs={nowMs} />
        </li>
      ))}
    </ul>
  );
}

function OwnTicket({ coupon, nowMs }: { coupon: CouponView; nowMs: number }) {
  const { nameOf, nameLang } = useSay();
  const { campaign, state } = coupon;
  return (
    <CouponTicket
      discount={campaign.discount}
      title={nameOf(campaign)}
      lang={nameLang(campaign)}
      quiet={state !== 'AVAILABLE' && state !== 'RESERVED'}
    >
      <Conditions campaign={campaign} />
      <When coupon={coupon} nowMs={nowMs} />
    </CouponTicket>
  );
}

/** Until when it can be used, or the booking it went with, or that it is over. */
function When({ coupon, nowMs }: { coupon: CouponView; nowMs: number }) {
  const t = useTranslations('coupons.when');
  const { nameOf } = useSay();
  const { state, booking } = coupon;
  if (booking && (state === 'RESERVED' || state === 'USED')) {
    const at = <DateTime instant={new Date(booking.startsAtMs).toISOString()} timeZone={booking.restaurant.timeZone} />;
    return (
      <p className="text-sm text-soft">
        <Link
          href={bookingHref(booking.reservationId)}
          className="text-ink underline decoration-edge underline-offset-4 hover:decoration-ink"
        >
          {t.rich(state, { place: nameOf(booking.restaurant), when: () => at })}
        </Link>{' '}
        <span className="text-pine">
          {t.rich('off', {
            amount: () => <Money value={{ amountMinor: booking.discountMinor, currency: coupon.campaign.currency }} />,
          })}
        </span>
      </p>
    );
  }
  if (state === 'EXPIRED' || state === 'ENDED' || state === 'USED')
    return <p className="text-sm text-soft">{t(state === 'USED' ? 'used' : state)}</p>;
  if (coupon.useFromMs > nowMs) {
    return (
      <p className="text-amber text-sm">
        {t.rich('from', {
          when: () => <DateTime instant={new Date(coupon.useFromMs).toISOString()} timeZone={HOME_ZONE} style="day" />,
        })}
      </p>
    );
  }
  return <Until untilMs={coupon.useUntilMs} nowMs={nowMs} />;
}

/** What was used or ran out, folded away. */
function Past({ coupons, nowMs }: { coupons: CouponView[]; nowMs: number }) {
  const t = useTranslations('coupons');
  return (
    <details className="group border-hairline border-t pt-2">
      <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-2 rounded-md text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronDown aria-hidden="true" className="size-4 transition-transform group-open:rotate-180" />
        {t('past', { count: coupons.length })}
      </summary>
      <div className="pt-4">
        <Tickets coupons={coupons} nowMs={nowMs} />
      </div>
    </details>
  );
}
