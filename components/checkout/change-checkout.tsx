'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FromTo } from '@/components/bookings/change/change-offer';
import { GiveUpChange } from '@/components/bookings/change/give-up-change';
import { bookingHref } from '@/components/bookings/links';
import { RefundTerms } from '@/components/bookings/refund-terms';
import { TicketFace } from '@/components/bookings/ticket-face';
import { TicketShell } from '@/components/bookings/ticket-shell';
import { useLiveBooking } from '@/components/bookings/use-live-booking';
import { useSecondsUntil } from '@/components/bookings/use-seconds-until';
import { useWords } from '@/components/bookings/use-words';
import { api, type Refusal, refusalOf } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import type { BookingView } from '@/server/services/booking';
import { Countdown } from './countdown';
import type { FailReason } from './fail-reason';
import { ReturnNotice } from './return-notice';
import { type PaymentSetup, usePayment } from './use-payment';

type Waiting = NonNullable<BookingView['change']>;
type Props = { setup: PaymentSetup | null; back: FailReason | null };

/** The difference that a change costs, paid like a hold. Whatever becomes of it, the booking stands. */
export function ChangeCheckout({ initial, ...rest }: Props & { initial: BookingView }) {
  const { booking } = useLiveBooking(initial);
  const router = useRouter();
  const { change } = booking;
  const seconds = useSecondsUntil(change?.expiresAtMs ?? null, booking.nowMs);
  const open = change?.status === 'PENDING' && seconds !== 0;
  useEffect(() => {
    // Paid, given up or out of time: the booking's own page tells the rest.
    if (!open) router.replace(bookingHref(booking.id));
  }, [open, booking.id, router]);
  if (!change) return null;
  return <Difference {...rest} booking={booking} change={change} seconds={seconds ?? 0} />;
}

/** The booking as it is once the difference is paid: whoever pays wants to know what of that comes back. */
const becoming = (booking: BookingView, { chargeMinor, startsAtMs, startMinute, partySize }: Waiting): BookingView => ({
  ...booking,
  amountMinor: booking.amountMinor + chargeMinor,
  startsAtMs,
  startMinute,
  partySize,
});

function Difference({
  booking,
  change,
  setup,
  back,
  seconds,
}: Props & { booking: BookingView; change: Waiting; seconds: number }) {
  const t = useTranslations('bookings.change.checkout');
  const words = useTranslations('bookings.change');
  const checkout = useTranslations('checkout');
  const codes = useTranslations('errors.codes');
  const { money } = useWords(booking.restaurant, booking.currency);
  const { prepare, refusal } = usePreparedChange(booking, change);
  const { pay, opening, problem } = usePayment(setup, prepare, checkout('sdkLanguage') === 'KO' ? 'KO' : 'EN');
  const [cameBack] = useState(back);
  useEffect(() => {
    if (cameBack) window.history.replaceState(null, '', window.location.pathname);
  }, [cameBack]);
  const shown = problem ?? (opening || refusal ? null : cameBack);
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} className="mb-6 sm:mb-8" />
      {refusal ? (
        <Notice tone="trouble" announce title={codes(`${refusal.code}.title`)} className="mb-6">
          {codes(`${refusal.code}.body`)}
        </Notice>
      ) : null}
      {shown ? (
        <div className="mb-6 grid gap-3">
          <ReturnNotice problem={shown} onRetry={pay} />
          <p className="font-medium">{t('stands')}</p>
        </div>
      ) : null}
      <TicketShell
        label={t('title')}
        face={<TicketFace booking={booking} />}
        terms={<RefundTerms booking={becoming(booking, change)} />}
        stub={<ChangePrice booking={booking} change={change} />}
        sticky
        action={
          <div className="grid gap-4 px-5 pt-3 pad-safe-bottom sm:px-8 lg:px-7 lg:pb-7">
            <Countdown seconds={seconds} ofSeconds={Math.round((change.expiresAtMs - change.createdAtMs) / 1000)} />
            <Button variant="primary" size="lg" block loading={opening} onClick={pay}>
              {words('pay', { amount: money(change.chargeMinor) })}
            </Button>
          </div>
        }
      />
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-sm text-soft">{t('how')}</p>
        <div className="-mx-4">
          <GiveUpChange booking={booking} />
        </div>
      </div>
    </>
  );
}

/** The old booking and the new one, what is to pay now, and what the deposit is in all. */
function ChangePrice({ booking, change }: { booking: BookingView; change: Waiting }) {
  const t = useTranslations('bookings.change.checkout');
  const { money } = useWords(booking.restaurant, booking.currency);
  return (
    <div className="grid gap-5">
      <FromTo booking={booking} party={change.partySize} minute={change.startMinute} />
      <p className="grid gap-0.5">
        <span className="text-sm text-soft">{t('price')}</span>
        <span className="font-medium text-2xl tabular">{money(change.chargeMinor)}</span>
      </p>
      <Facts
        layout="rows"
        className="text-sm"
        items={[
          { label: t('paidBefore'), value: money(booking.amountMinor) },
          { label: t('total'), value: money(booking.amountMinor + change.chargeMinor), strong: true },
        ]}
      />
    </div>
  );
}

/** The order of the difference, asked for just before the provider is opened. */
function usePreparedChange(booking: BookingView, change: Waiting) {
  const common = useTranslations('common');
  const words = useTranslations('bookings.change.checkout');
  const { name } = useWords(booking.restaurant, booking.currency);
  const order = api.bookings.preparePayment.useMutation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const prepare = async () => {
    setRefusal(null);
    try {
      const { orderId, amountMinor, open } = await order.mutateAsync({
        reservationId: booking.id,
        expectedMinor: change.chargeMinor,
      });
      const what = `${words('title')} · ${common('guests', { count: change.partySize })}`;
      return {
        reservationId: booking.id,
        orderId,
        amountMinor,
        open,
        orderName: `${name.slice(0, 97 - what.length)} · ${what}`,
      };
    } catch (error) {
      setRefusal(refusalOf(error));
      return null;
    }
  };
  return { prepare, refusal };
}
