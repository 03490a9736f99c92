'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Notice } from '@/components/ui/notice';
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { BookingView } from '@/server/services/booking';
import { useWords } from './use-words';

/**
 * Cancelling, with exactly what comes back read the moment it is asked. When the terms give another amount by the time the
 * reader agrees, nothing is cancelled: the new amount is shown, to be agreed to again.
 */
export function CancelBooking({
  reservationId,
  onCancelled,
  block,
}: {
  reservationId: ReservationId;
  onCancelled?: () => void;
  block?: boolean;
}) {
  const t = useTranslations('bookings.cancel');
  const utils = api.useUtils();
  const cancel = api.bookings.cancel.useMutation();
  const [open, setOpen] = useState(false);
  const [booking, setBooking] = useState<BookingView | null>(null);
  const [changed, setChanged] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const tell = useProblem();

  const read = async () => {
    try {
      setBooking(await utils.bookings.get.fetch({ reservationId }, { staleTime: 0 }));
    } catch (error) {
      setProblem(tell(error));
    }
  };
  const toggle = (next: boolean) => {
    setOpen(next);
    setProblem(null);
    setChanged(false);
    if (next) {
      setBooking(null);
      void read();
    }
  };
  const confirm = async () => {
    if (!booking?.cancelQuote) return booking !== null;
    setProblem(null);
    try {
      await cancel.mutateAsync({ reservationId, expectedRefundMinor: booking.cancelQuote.refundMinor });
    } catch (error) {
      const terms = refusalOf(error).code === 'CANCEL_TERMS_CHANGED';
      setChanged(terms);
      if (terms) await read();
      else setProblem(tell(error));
      return false;
    }
    await Promise.all([utils.bookings.get.invalidate({ reservationId }), utils.bookings.list.invalidate()]);
    // After the dialog has given its focus back to a button that is gone.
    requestAnimationFrame(() => requestAnimationFrame(() => onCancelled?.()));
  };
  return (
    <Confirm
      trigger={
        <Button variant="quiet" block={block}>
          {t('action')}
        </Button>
      }
      open={open}
      onOpenChange={toggle}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={t('keep')}
      onConfirm={confirm}
      ready={booking !== null}
      error={problem}
      danger
    >
      <div className="grid gap-3">
        {changed ? <Notice tone="waiting" title={t('changed')} announce /> : null}
        {booking ? <Quote booking={booking} /> : problem ? null : <QuoteLoading />}
      </div>
    </Confirm>
  );
}

function QuoteLoading() {
  const t = useTranslations('bookings.cancel');
  return (
    <SkeletonGroup label={t('loading')} className="grid gap-2">
      <Skeleton shape="heading" className="w-40" />
      <Skeleton className="w-64" />
    </SkeletonGroup>
  );
}

/** What comes back and why. */
function Quote({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.cancel');
  const { money, at } = useWords(booking.restaurant, booking.currency);
  const quote = booking.cancelQuote;
  if (!quote) return t('notNow');
  if (booking.depositMinor === 0) return t('free');
  const coupons =
    booking.coupons.length > 0 ? (
      <p>{t(quote.couponsReturn ? 'couponsReturn' : 'couponsStay', { count: booking.coupons.length })}</p>
    ) : null;
  if (booking.amountMinor === 0) {
    return (
      <>
        <p className="font-medium text-ink text-lg">{t('freeCoupon')}</p>
        {coupons}
      </>
    );
  }
  const when = quote.validUntilMs === null ? null : at(quote.validUntilMs);
  const why =
    quote.because === 'tier' && quote.validUntilMs === booking.startsAtMs
      ? t('untilStart')
      : when === null || quote.because === 'too-late'
        ? t('tooLate')
        : t(quote.because, { when });
  return (
    <>
      <p className="font-medium text-ink text-lg tabular">
        {quote.refundMinor === 0
          ? t('nothing', { deposit: money(booking.amountMinor) })
          : quote.percent === 100
            ? t('all', { refund: money(quote.refundMinor) })
            : t('part', {
                refund: money(quote.refundMinor),
                deposit: money(booking.amountMinor),
                percent: quote.percent,
              })}
      </p>
      <p>{why}</p>
      {coupons}
      {quote.refundMinor > 0 ? <p className="text-sm">{t('arrives')}</p> : null}
    </>
  );
}

function useProblem() {
  const codes = useTranslations('errors.codes');
  return (error: unknown) => {
    const { code } = refusalOf(error);
    return `${codes(`${code}.title`)}. ${codes(`${code}.body`)}`;
  };
}
