import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Returned } from '@/components/checkout/returned';
import { ownBooking } from '../../../bookings/own-booking';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const returned = z.object({
  paymentKey: z.string().min(1).max(200),
  orderId: z.string().min(6).max(64),
  amount: z.string().regex(/^\d{1,12}$/),
});

export async function generateMetadata(): Promise<Metadata> {
  // The address holds a payment key: what this page asks for must not carry it along.
  return { title: (await getTranslations('checkout.returned'))('title'), referrer: 'strict-origin' };
}

/** Where the provider sends an authorised payment. Nothing is confirmed by opening it: the page posts what it was given. */
export default async function PaidPage({ params, searchParams }: Props) {
  const { id } = await params;
  const booking = await ownBooking(id, `/checkout/${id}`);
  const given = returned.safeParse(await searchParams);
  if (!given.success) redirect(`/bookings/${id}`);
  const { paymentKey, orderId, amount } = given.data;
  return (
    <div className="page grid min-h-[60dvh] content-center py-16">
      <div className="grid max-w-prose gap-4">
        <Returned reservationId={booking.id} orderId={orderId} paymentKey={paymentKey} amountMinor={Number(amount)} />
      </div>
    </div>
  );
}
