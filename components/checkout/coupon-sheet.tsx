'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWords } from '@/components/bookings/use-words';
import { CodeField } from '@/components/coupons/code-field';
import { useSay } from '@/components/coupons/use-say';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LiveRegion } from '@/components/ui/live-region';
import { Sheet, SheetClose } from '@/components/ui/sheet';
import { Spinner } from '@/components/ui/spinner';
import type { CouponId } from '@/server/domain/shared/ids';
import type { BookingView } from '@/server/services/booking';
import type { CouponOffer, PriceQuote } from '@/server/services/checkout';
import { PriceNotice } from './price-notice';
import type { Price } from './use-price';

/** All of the diner's coupons beside this booking: what each would give, or why it cannot be used. A press changes it at once. */
export function CouponSheet({ quote, price, booking }: { quote: PriceQuote; price: Price; booking: BookingView }) {
  const t = useTranslations('checkout.coupons');
  const common = useTranslations('common');
  const { money } = useWords(booking.restaurant, booking.currency);
  const [pressed, setPressed] = useState<CouponId | 'best' | 'none' | null>(null);
  const busy = price.choosing ? pressed : null;
  const press = async (what: CouponId | 'best' | 'none', couponIds: CouponId[], amountMinor: number) => {
    setPressed(what);
    await price.choose(couponIds, amountMinor);
  };
  const usable = quote.coupons.filter((coupon) => coupon.choice !== null);
  const unusable = quote.coupons.filter((coupon) => coupon.choice === null);
  const { best, none } = quote;
  return (
    <Sheet
      title={t('title')}
      description={t('lead')}
      trigger={
        <Button variant="quiet" className="-mr-4 shrink-0" aria-label={t('changeLabel')}>
          {common('change')}
        </Button>
      }
      footer={
        <div className="flex items-center justify-between gap-4 pb-4">
          <p className="grid">
            <span className="text-sm text-soft">{t('toPay')}</span>
            <span className="font-medium text-lg tabular">{money(quote.amountMinor)}</span>
          </p>
          <SheetClose asChild>
            <Button variant="primary" disabled={price.choosing}>
              {t('done')}
            </Button>
          </SheetClose>
        </div>
      }
    >
      <PriceNotice price={price} booking={booking} className="mb-4" />
      <LiveRegion>{t('announce', { off: money(quote.discountMinor), amount: money(quote.amountMinor) })}</LiveRegion>
      <ul className="grid gap-2">
        {usable.map((coupon) => (
          <li key={coupon.couponId}>
            <Offer
              coupon={coupon}
              money={money}
              busy={busy === coupon.couponId}
              disabled={price.choosing}
              onPress={() => press(coupon.couponId, coupon.choice!.couponIds, coupon.choice!.amountMinor)}
            />
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {quote.isBest ? null : (
          <Button
            loading={busy === 'best'}
            disabled={price.choosing}
            onClick={() => press('best', best.couponIds, best.amountMinor)}
          >
            {t('best', { amount: money(best.discountMinor) })}
          </Button>
        )}
        {quote.discountMinor > 0 ? (
          <Button
            variant="quiet"
            loading={busy === 'none'}
            disabled={price.choosing}
            onClick={() => press('none', none.couponIds, none.amountMinor)}
          >
            {t('none')}
          </Button>
        ) : null}
      </div>
      {unusable.length > 0 ? <Unusable coupons={unusable} /> : null}
      <div className="mt-6 border-hairline border-t pt-5">
        <CodeField compact onClaimed={() => void price.refetch()} />
      </div>
    </Sheet>
  );
}

function Offer({
  coupon,
  money,
  busy,
  disabled,
  onPress,
}: {
  coupon: CouponOffer;
  money: (amountMinor: number) => string;
  busy: boolean;
  disabled: boolean;
  onPress: () => void;
}) {
  const t = useTranslations('checkout.coupons');
  const { say, nameOf, nameLang } = useSay();
  return (
    <button
      type="button"
      aria-pressed={coupon.applied}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onPress}
      className={cn(
        'flex min-h-14 w-full items-start gap-3 rounded-md border px-4 py-3 text-left transition-colors',
        coupon.applied
          ? 'border-pine bg-pine-wash shadow-[inset_0_0_0_1px_var(--color-pine)]'
          : 'border-edge bg-raised hover:border-ink',
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          'mt-0.5 grid size-5 shrink-0 place-items-center rounded-sm border',
          coupon.applied ? 'border-pine bg-pine text-paper' : 'border-edge bg-raised',
        )}
      >
        {busy ? <Spinner /> : coupon.applied ? <Check className="size-4 stroke-[3]" /> : null}
      </span>
      <span className="grid min-w-0 grow gap-0.5">
        <span className="font-medium" lang={nameLang(coupon)}>
          {nameOf(coupon)}
        </span>
        <span className="text-sm text-soft">{[coupon.discount, ...coupon.conditions].map(say).join(' · ')}</span>
        {coupon.stackable ? <span className="text-faint text-xs">{t('stackable')}</span> : null}
      </span>
      <span className="shrink-0 text-right tabular">
        {coupon.applied ? (
          <span className="font-medium text-pine">{t('applied', { amount: money(coupon.discountMinor) })}</span>
        ) : (
          <span className="text-soft">{t('would', { amount: money(coupon.aloneMinor) })}</span>
        )}
      </span>
    </button>
  );
}

/** Those that do not work here, each with its reason. */
function Unusable({ coupons }: { coupons: CouponOffer[] }) {
  const t = useTranslations('checkout.coupons');
  const { say, nameOf, nameLang } = useSay();
  return (
    <section className="mt-6 grid gap-3">
      <h3 className="font-medium text-sm text-soft">{t('unusable')}</h3>
      <ul className="grid gap-3">
        {coupons.map((coupon) => (
          <li key={coupon.couponId} className="grid gap-0.5 border-hairline border-l-2 pl-3">
            <span className="text-soft" lang={nameLang(coupon)}>
              {nameOf(coupon)} · {say(coupon.discount)}
            </span>
            {coupon.whyNot ? <span className="text-sm text-soft">{say(coupon.whyNot)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
