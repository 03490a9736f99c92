'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef } from 'react';
import { bookingHref } from '@/components/bookings/links';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { Spinner } from '@/components/ui/spinner';
import type { ReservationId } from '@/server/domain/shared/ids';

const TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 8_000;

type Return = { reservationId: ReservationId; orderId: string; paymentKey: string; amountMinor: number };

/**
 * Hands what the provider returned to the server, once, and goes on to the booking. The same call again is harmless, so
 * an answer that does not come is asked for again; the address keeps what is needed until there is an answer.
 */
export function Returned(given: Return) {
  const t = useTranslations('checkout.returned');
  const router = useRouter();
  const sent = useRef(false);
  const { mutate, error, failureCount, isError, isPending } = api.bookings.authorize.useMutation({
    networkMode: 'always',
    retry: (failures, reason) => refusalOf(reason).retry && failures < TRIES,
    retryDelay: (failures) => Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS),
    onSuccess: () => router.replace(bookingHref(given.reservationId)),
    onError: (reason) => {
      if (!refusalOf(reason).retry) window.history.replaceState(null, '', window.location.pathname);
    },
  });
  const { reservationId, orderId, paymentKey, amountMinor } = given;
  const send = useCallback(
    () => mutate({ reservationId, orderId, paymentKey, amountMinor }),
    [mutate, reservationId, orderId, paymentKey, amountMinor],
  );
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    send();
  }, [send]);
  if (isError) return <Refused reservationId={reservationId} error={error} onRetry={send} />;
  return (
    <>
      <h1 className="font-quiet text-xl sm:text-2xl">{t('title')}</h1>
      <p className="flex items-center gap-3 text-soft">
        <Spinner />
        {failureCount > 0 && isPending ? t('again') : t('body')}
      </p>
      <LiveRegion>{failureCount > 0 ? t('again') : null}</LiveRegion>
    </>
  );
}

function Refused({ reservationId, error, onRetry }: { reservationId: string; error: unknown; onRetry: () => void }) {
  const t = useTranslations('checkout.returned');
  const codes = useTranslations('errors.codes');
  const common = useTranslations('common');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { code, retry } = refusalOf(error);
  // The booking may well be paid, by another payment: only this one was not.
  const words = retry ? 'unreachable' : code === 'PAYMENT_NOT_OPEN' ? 'notTaken' : 'notCharged';
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-quiet text-xl outline-none sm:text-2xl">
        {t(words)}
      </h1>
      <p className="text-soft">{t(`${words}Body`)}</p>
      <Notice tone={retry ? 'waiting' : 'trouble'} title={codes(`${code}.title`)}>
        {codes(`${code}.body`)}
      </Notice>
      <div className="flex flex-wrap gap-3">
        {retry ? (
          <Button variant="primary" onClick={onRetry}>
            {common('retry')}
          </Button>
        ) : null}
        <Button asChild variant={retry ? 'secondary' : 'primary'}>
          <Link href={bookingHref(reservationId)}>{t('toBooking')}</Link>
        </Button>
      </div>
    </>
  );
}
