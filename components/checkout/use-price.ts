'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { bookingHref } from '@/components/bookings/links';
import { api, type Refusal, refusalOf } from '@/components/providers/api';
import type { CouponId } from '@/server/domain/shared/ids';
import type { BookingView } from '@/server/services/booking';
import type { PriceQuote } from '@/server/services/checkout';

/** What was shown when the price turned out to be another one, and what it is now. */
export type PriceChange = { wasMinor: number; nowMinor: number };

const quoteIn = ({ code, details }: Refusal): PriceQuote | null =>
  code === 'PRICE_CHANGED' && details.quote ? (details.quote as PriceQuote) : null;

/**
 * What a hold costs with its coupons, and everything that can be done about that. The amount that is shown is the amount
 * that is agreed to: whenever it is not what holds any more nothing happens, `change` says so and the new lines are
 * there, to be agreed to again.
 */
export function usePrice(booking: BookingView, initial: PriceQuote | null) {
  const reservationId = booking.id;
  const router = useRouter();
  const utils = api.useUtils();
  const [change, setChange] = useState<PriceChange | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const query = api.bookings.couponQuote.useQuery({ reservationId }, { initialData: initial ?? undefined });
  const quote = query.data ?? null;
  const { refetch } = query;
  const known = useRef(booking.version);
  useEffect(() => {
    // Changed in another window. What is no hold any more has no quote.
    if (known.current !== booking.version && booking.status === 'HELD') void refetch();
    known.current = booking.version;
  }, [booking.version, booking.status, refetch]);
  const set = api.bookings.setCoupons.useMutation();
  const prepare = api.bookings.preparePayment.useMutation();
  const free = api.bookings.confirmFree.useMutation();
  const amountMinor = quote?.amountMinor ?? booking.amountMinor;

  const show = async (next: PriceQuote) => {
    utils.bookings.couponQuote.setData({ reservationId }, next);
    await utils.bookings.get.invalidate({ reservationId });
  };
  /** Whether it worked; what did not is said. */
  const attempt = async <T>(run: () => Promise<T>): Promise<T | null> => {
    setChange(null);
    setRefusal(null);
    try {
      return await run();
    } catch (error) {
      const why = refusalOf(error);
      const next = quoteIn(why);
      if (next) {
        setChange({ wasMinor: amountMinor, nowMinor: next.amountMinor });
        await show(next);
      } else {
        setRefusal(why);
        void refetch();
      }
      return null;
    }
  };
  const choose = (couponIds: CouponId[] | 'best', expectedMinor: number) =>
    attempt(async () => {
      const next = await set.mutateAsync({ reservationId, couponIds, expectedMinor });
      await show(next);
      return next;
    });
  /** What is shown is what is ordered, also when that takes coupons which the order did not count with. */
  const agree = async () => {
    if (!quote || quote.amountMinor === booking.amountMinor) return;
    const couponIds = quote.coupons.filter((coupon) => coupon.applied).map((coupon) => coupon.couponId);
    await show(await set.mutateAsync({ reservationId, couponIds, expectedMinor: quote.amountMinor }));
  };
  return {
    quote,
    amountMinor,
    change,
    refusal,
    choosing: set.isPending,
    choose,
    refetch,
    /** The order to pay, or null when there is none at this price. */
    prepare: () =>
      attempt(async () => {
        await agree();
        return prepare.mutateAsync({ reservationId, expectedMinor: amountMinor });
      }),
    confirming: free.isPending || free.isSuccess,
    confirmFree: () =>
      attempt(async () => {
        await agree();
        await free.mutateAsync({ reservationId });
        router.replace(bookingHref(reservationId));
      }),
  };
}

export type Price = ReturnType<typeof usePrice>;
