'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { bookingHref, slotHref } from '@/components/bookings/links';
import { RefundTerms } from '@/components/bookings/refund-terms';
import { TicketFace } from '@/components/bookings/ticket-face';
import { TicketShell } from '@/components/bookings/ticket-shell';
import { useLiveBooking } from '@/components/bookings/use-live-booking';
import { useSecondsUntil } from '@/components/bookings/use-seconds-until';
import { useWords } from '@/components/bookings/use-words';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import type { BookingView } from '@/server/services/booking';
import type { PriceQuote } from '@/server/services/checkout';
import { Countdown } from './countdown';
import type { FailReason } from './fail-reason';
import { GiveUp } from './give-up';
import { HoldEnded } from './hold-ended';
import { PriceLines } from './price-lines';
import { PriceNotice } from './price-notice';
import { ReturnNotice } from './return-notice';
import { type PaymentSetup, usePayment } from './use-payment';
import { usePrice } from './use-price';

const ORDER_NAME_MAX = 100;

/** A held table and how to make it one's own. `back` is why the reader has come back from the provider, if so. */
export function Checkout({
  initial,
  quote,
  setup,
  back,
}: {
  initial: BookingView;
  quote: PriceQuote | null;
  setup: PaymentSetup | null;
  back: FailReason | null;
}) {
  const { booking } = useLiveBooking(initial);
  const router = useRouter();
  const leaving = useRef(false);
  const seconds = useSecondsUntil(booking.expiresAtMs, booking.nowMs);
  const ended = booking.status === 'EXPIRED' || (booking.status === 'HELD' && seconds === 0);
  const elsewhere = booking.status !== 'HELD' && booking.status !== 'EXPIRED';
  useEffect(() => {
    // Paid or given up in another window: the booking's own page tells the rest.
    if (elsewhere && !leaving.current) router.replace(bookingHref(booking.id));
  }, [elsewhere, booking.id, router]);
  if (ended) return <HoldEnded booking={booking} />;
  return (
    <HeldTicket
      booking={booking}
      quote={quote}
      setup={setup}
      back={back}
      seconds={seconds ?? 0}
      onLeaving={(now) => {
        leaving.current = now;
      }}
    />
  );
}

function HeldTicket({
  booking,
  quote,
  setup,
  back,
  seconds,
  onLeaving,
}: {
  booking: BookingView;
  quote: PriceQuote | null;
  setup: PaymentSetup | null;
  back: FailReason | null;
  seconds: number;
  onLeaving: (leaving: boolean) => void;
}) {
  const t = useTranslations('checkout');
  const price = usePrice(booking, quote);
  const orderName = useOrderName(booking);
  const prepare = async () => {
    const order = await price.prepare();
    return order && { ...order, reservationId: booking.id, orderName };
  };
  const { pay, opening, problem } = usePayment(setup, prepare, t('sdkLanguage') === 'KO' ? 'KO' : 'EN');
  const [cameBack] = useState(back);
  useEffect(() => {
    // The notice is for this arrival only; the address would bring it back at every reload.
    if (cameBack) window.history.replaceState(null, '', window.location.pathname);
  }, [cameBack]);
  const shown = problem ?? (opening || price.change || price.refusal ? null : cameBack);
  const free = price.amountMinor === 0;
  const { money } = useWords(booking.restaurant, booking.currency);
  const ofSeconds = Math.round(((booking.expiresAtMs ?? 0) - booking.createdAtMs) / 1000);
  return (
    <>
      <PageTitle title={t('title')} lead={t(free ? 'leadFree' : 'lead')} className="mb-6 sm:mb-8" />
      <PriceNotice price={price} booking={booking} />
      {shown ? (
        <div className="mb-6">
          <ReturnNotice problem={shown} onRetry={pay} />
        </div>
      ) : null}
      <TicketShell
        label={t('ticket')}
        face={<TicketFace booking={booking} />}
        terms={<RefundTerms booking={booking} />}
        stub={<PriceLines booking={booking} price={price} />}
        sticky
        action={
          <div className="grid gap-4 px-5 pt-3 pad-safe-bottom sm:px-8 lg:px-7 lg:pb-7">
            <Countdown seconds={seconds} ofSeconds={ofSeconds} />
            {free ? (
              <Button variant="primary" size="lg" block loading={price.confirming} onClick={price.confirmFree}>
                {t('confirmFree')}
              </Button>
            ) : (
              <Button variant="primary" size="lg" block loading={opening} onClick={pay} disabled={price.choosing}>
                {t('pay', { amount: money(price.amountMinor) })}
              </Button>
            )}
          </div>
        }
      />
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-sm text-soft">{t(free ? 'howFree' : 'how')}</p>
        <div className="-mx-4 flex flex-wrap gap-1">
          <Button asChild variant="quiet">
            <Link href={slotHref(booking, booking.id)}>{t('otherTime')}</Link>
          </Button>
          <GiveUp booking={booking} onLeaving={onLeaving} />
        </div>
      </div>
    </>
  );
}

/** The order as the provider's page names it: restaurant, party, time. */
function useOrderName(booking: BookingView): string {
  const common = useTranslations('common');
  const { name, at } = useWords(booking.restaurant, booking.currency);
  const what = `${common('guests', { count: booking.partySize })} · ${at(booking.startsAtMs)}`;
  const room = ORDER_NAME_MAX - what.length - 3;
  return `${name.slice(0, room)} · ${what}`;
}
