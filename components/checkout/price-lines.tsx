'use client';

import { TicketPercent } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useSay } from '@/components/coupons/use-say';
import { Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format-money';
import { LiveRegion } from '@/components/ui/live-region';
import { Money } from '@/components/ui/money';
import { Tick } from '@/components/ui/tick';
import type { BookingView } from '@/server/services/booking';
import type { PriceQuote } from '@/server/services/checkout';
import { CouponSheet } from './coupon-sheet';
import type { Price } from './use-price';

/** How much now, with what coupons take off line by line, and how much at the table. */
export function PriceLines({ booking, price }: { booking: BookingView; price: Price }) {
  const t = useTranslations('checkout.price');
  const locale = useLocale();
  const { quote, amountMinor } = price;
  const { currency } = booking;
  const now = formatMoney({ amountMinor, currency }, locale);
  const discounted = quote !== null && quote.discountMinor > 0;
  return (
    <div className="grid gap-4">
      {quote && quote.coupons.length > 0 ? <Lines quote={quote} price={price} booking={booking} /> : null}
      <p className="grid gap-0.5">
        <span className="text-sm text-soft">{t(discounted ? 'nowDiscounted' : 'now')}</span>
        <Tick value={now} className="justify-self-start whitespace-nowrap font-medium text-2xl" />
      </p>
      <LiveRegion>{discounted ? t('announce', { amount: now }) : null}</LiveRegion>
      <Facts layout="rows" className="text-sm" items={[{ label: t('atTable'), value: t('atTableValue') }]} />
    </div>
  );
}

/** The deposit, each coupon that is applied and why, and the way to other ones. */
function Lines({ quote, price, booking }: { quote: PriceQuote; price: Price; booking: BookingView }) {
  const t = useTranslations('checkout.price');
  const { say, nameOf, nameLang } = useSay();
  const { currency } = quote;
  const applied = quote.coupons.filter((coupon) => coupon.applied);
  return (
    <div className="grid gap-3 border-hairline border-b pb-4">
      <dl className="grid gap-2.5">
        <div className="flex items-baseline justify-between gap-6">
          <dt className="text-soft">{t('deposit')}</dt>
          <dd className="tabular">
            <Money value={{ amountMinor: quote.depositMinor, currency }} />
          </dd>
        </div>
        {applied.map((coupon) => (
          <div key={coupon.couponId} className="flex animate-rise items-baseline justify-between gap-6">
            <dt className="grid min-w-0">
              <span className="text-pine" lang={nameLang(coupon)}>
                {nameOf(coupon)}
              </span>
              <span className="text-sm text-soft">{say(coupon.discount)}</span>
            </dt>
            <dd className="text-pine tabular">
              <Minus amountMinor={coupon.discountMinor} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex items-center justify-between gap-4">
        <p className="flex items-start gap-2 text-sm text-soft">
          <TicketPercent aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {say(quote.why)}
        </p>
        <CouponSheet quote={quote} price={price} booking={booking} />
      </div>
    </div>
  );
}

/** What is taken off, with a minus that is read out. */
export function Minus({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  const t = useTranslations('checkout.price');
  const amount = formatMoney({ amountMinor, currency }, useLocale());
  return <span className="whitespace-nowrap tabular">{t('off', { amount })}</span>;
}
