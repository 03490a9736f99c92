'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { PageTitle } from '@/components/shell/page-title';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import type { BookingView } from '@/server/services/booking';
import { type BookingStateKey, bookingState, standsFirm } from './booking-state';
import { BookingStub, stubAction } from './booking-stub';
import { ChangeNotice } from './change/change-notice';
import { History } from './history';
import { Reason } from './reason';
import { RefundProgress } from './refund-progress';
import { RefundTerms } from './refund-terms';
import { TicketFace } from './ticket-face';
import { TicketShell } from './ticket-shell';
import { useLiveBooking } from './use-live-booking';
import { useSecondsUntil } from './use-seconds-until';
import { useTurn } from './use-turn';
import { useWords } from './use-words';

const LONG_WAIT_MS = 20_000;

/** One booking as it stands now: the ticket while it is being paid for, the pass once it is booked, and what came of it. */
export function BookingPage({ initial, mailed }: { initial: BookingView; mailed: boolean }) {
  const t = useTranslations('bookings');
  const { booking, stale } = useLiveBooking(initial);
  const key = useStateKey(booking);
  const heading = useRef<HTMLHeadingElement>(null);
  const stub = useTurn(key === 'confirmed');
  const title = useStateWords(booking)(key, 'title');
  const firm = standsFirm(key);
  return (
    <>
      <div ref={heading} tabIndex={-1} className="outline-none">
        <PageTitle
          title={title}
          lead={<Lead booking={booking} state={key} mailed={mailed} />}
          className="mb-6 sm:mb-8"
        />
      </div>
      <LiveRegion>{title}</LiveRegion>
      {stale ? (
        <Notice tone="waiting" title={t('stale.title')} className="mb-6" announce>
          {t('stale.body')}
        </Notice>
      ) : null}
      <Reason booking={booking} state={key} />
      <ChangeNotice booking={booking} />
      <RefundProgress booking={booking} />
      <TicketShell
        label={t('ticket.label')}
        stubRef={stub}
        face={<TicketFace booking={booking} faded={!firm && key !== 'completed'} />}
        terms={firm ? <RefundTerms booking={booking} /> : <History booking={booking} />}
        stub={<BookingStub booking={booking} state={key} onDone={() => heading.current?.focus()} />}
        action={stubAction(booking, key)}
      />
      {firm ? (
        <div className="mt-10">
          <History booking={booking} />
        </div>
      ) : null}
    </>
  );
}

/** The state to tell, which changes by itself when the card company takes long. */
function useStateKey(booking: BookingView): BookingStateKey {
  const since = booking.status === 'CONFIRMING' ? (booking.history.at(-1)?.atMs ?? null) : null;
  const left = useSecondsUntil(since === null ? null : since + LONG_WAIT_MS, booking.nowMs);
  return bookingState(booking, left === 0);
}

/** The words of a state, with the amounts that belong to it. */
function useStateWords(booking: BookingView) {
  const t = useTranslations('bookings.state');
  const { money } = useWords(booking.restaurant, booking.currency);
  const amounts = { deposit: money(booking.amountMinor), refund: money(booking.refund?.amountMinor ?? 0) };
  return (key: BookingStateKey, part: 'title' | 'body') => t(`${key}.${part}`, amounts);
}

function Lead({ booking, state, mailed }: { booking: BookingView; state: BookingStateKey; mailed: boolean }) {
  const t = useTranslations('bookings');
  const words = useStateWords(booking)(state, 'body');
  const mail = mailed && (state === 'confirmed' || state === 'confirmingLong');
  return mail ? `${words} ${t(`mail.${state}`)}` : words;
}
