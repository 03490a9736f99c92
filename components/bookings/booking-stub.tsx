'use client';

import { CalendarPlus, MapPin } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useSay } from '@/components/coupons/use-say';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { Spinner } from '@/components/ui/spinner';
import type { BookingView } from '@/server/services/booking';
import { type BookingStateKey, mayTryAgain } from './booking-state';
import { BookingStatus } from './booking-status';
import { CancelBooking } from './cancel-booking';
import { ChangeBooking } from './change/change-booking';
import { ChangeRefunds } from './change/change-refunds';
import { calendarHref, checkoutHref, mapHref, slotHref } from './links';
import { useWords } from './use-words';

/** Not while the difference of a change is to be paid, nor after the start. */
const mayChange = ({ change, startsAtMs, nowMs }: BookingView) => !change && startsAtMs > nowMs;

const isPass = (state: BookingStateKey) => state === 'confirmed' || state === 'seated';

/** The stub: on a pass the code to show at the door, before and after that how the booking stands. */
export function BookingStub({
  booking,
  state,
  onDone,
}: {
  booking: BookingView;
  state: BookingStateKey;
  /** Cancelled or changed: the button that did it may be gone. */
  onDone: () => void;
}) {
  const waiting = state === 'confirming' || state === 'confirmingLong';
  return (
    <div className="grid h-full content-start gap-5">
      <div className="flex items-center justify-between gap-4">
        <BookingStatus status={booking.status} />
        {waiting ? <Spinner className="text-amber" /> : null}
      </div>
      <Code code={booking.code} pass={isPass(state)} />
      <Deposit booking={booking} />
      <ChangeRefunds booking={booking} />
      {isPass(state) ? <PassLinks booking={booking} /> : null}
      {state === 'confirmed' ? (
        <div className="grid gap-2">
          {mayChange(booking) ? <ChangeBooking booking={booking} onChanged={onDone} /> : null}
          <CancelBooking block reservationId={booking.id} onCancelled={onDone} />
        </div>
      ) : null}
    </div>
  );
}

/** The code: on a pass large, to be read out at the door. */
function Code({ code, pass }: { code: string; pass: boolean }) {
  const t = useTranslations('bookings.stub');
  return (
    <p className={cn('grid gap-0.5', pass && 'rounded-md bg-pine-wash px-4 py-3')}>
      <span className="text-sm text-soft">{t('code')}</span>
      <span className={cn('font-medium tracking-[0.06em] tabular', pass ? 'text-2xl' : 'text-lg text-soft')}>
        {code}
      </span>
      {pass ? <span className="text-sm text-soft">{t('codeHint')}</span> : null}
    </p>
  );
}

/** Where the deposit is, and what coupons took off it. */
function Deposit({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.stub');
  const { depositMinor, amountMinor, currency, guestName, payment } = booking;
  const amount = <Money value={{ amountMinor, currency }} />;
  // A booking that was free and became dearer was paid for by its change alone.
  const paid = payment ? payment.status === 'CAPTURED' : amountMinor > 0;
  const open = payment?.status === 'PENDING' || payment?.status === 'AUTHORIZED';
  const label = paid ? t('paid') : open && booking.status !== 'EXPIRED' ? t('toPay') : t('notCharged');
  const couponLines = useCouponLines(booking);
  return (
    <Facts
      layout="rows"
      className="text-sm"
      items={[
        { label: t('guest'), value: guestName },
        ...couponLines,
        depositMinor === 0
          ? { label: t('deposit'), value: t('noDeposit') }
          : { label: amountMinor === 0 ? t('freePaid') : label, value: amount },
      ]}
    />
  );
}

/** The deposit before coupons and a line for each of them; none where there are none. */
function useCouponLines({ depositMinor, currency, coupons }: BookingView) {
  const t = useTranslations('bookings');
  const off = useTranslations('checkout.price');
  const locale = useLocale();
  const { nameOf, nameLang } = useSay();
  if (coupons.length === 0) return [];
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  return [
    { label: t('stub.fullDeposit'), value: money(depositMinor) },
    ...coupons.map((coupon) => ({
      label: (
        <span lang={nameLang(coupon)}>
          {nameOf(coupon)}
          {coupon.state === 'RETURNED' ? <span className="block text-faint text-xs">{t('couponReturned')}</span> : null}
        </span>
      ),
      value: off('off', { amount: money(coupon.discountMinor) }),
    })),
  ];
}

function PassLinks({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.stub');
  const { address } = useWords(booking.restaurant, booking.currency);
  return (
    <div className="grid gap-2">
      <Button asChild block>
        <a href={calendarHref(booking.id)} download>
          <CalendarPlus aria-hidden="true" />
          {t('calendar')}
        </a>
      </Button>
      {address ? (
        <Button asChild block>
          <a
            href={mapHref(booking.restaurant.address ?? address, booking.restaurant.timeZone)}
            target="_blank"
            rel="noreferrer"
          >
            <MapPin aria-hidden="true" />
            {t('directions')}
            <span className="sr-only">{t('newTab')}</span>
          </a>
        </Button>
      ) : null}
    </div>
  );
}

/** The next thing to do with a booking that is no pass, if there is one; null otherwise. */
export function stubAction(booking: BookingView, state: BookingStateKey) {
  if (state === 'held') return <StubLink href={checkoutHref(booking.id)} name="toCheckout" />;
  if (!mayTryAgain(state)) return null;
  const gone = booking.status === 'CANCELLED' || booking.refund !== null;
  return <StubLink href={slotHref(booking)} name={gone ? 'bookAgain' : 'seeFree'} />;
}

function StubLink({ href, name }: { href: string; name: 'toCheckout' | 'seeFree' | 'bookAgain' }) {
  const t = useTranslations('bookings.stub');
  return (
    <div className="px-5 py-4 pad-safe-bottom sm:px-8 lg:px-7 lg:pt-0 lg:pb-7">
      <Button asChild variant={name === 'bookAgain' ? 'secondary' : 'primary'} size="lg" block>
        <Link href={href}>{t(name)}</Link>
      </Button>
    </div>
  );
}
