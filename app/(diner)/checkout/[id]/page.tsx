import { createHmac } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { pageContext, requireViewer } from '@/app/session';
import { ChangeCheckout } from '@/components/checkout/change-checkout';
import { Checkout } from '@/components/checkout/checkout';
import { isFailReason } from '@/components/checkout/fail-reason';
import { env } from '@/env';
import { asAppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import { getQuote, type PriceQuote } from '@/server/services/checkout';
import { ownBooking } from '../../bookings/own-booking';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('checkout'))('title') };
}

/** A held table, or the difference that a change costs, to be paid for. Anything else is told by the booking's own page. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/checkout/${id}`;
  const [booking, viewer, { back }] = await Promise.all([ownBooking(id, path), requireViewer(path), searchParams]);
  const change = booking.status === 'CONFIRMED' && booking.change?.status === 'PENDING' ? booking.change : null;
  if (booking.status !== 'HELD' && !change) redirect(`/bookings/${id}`);
  // Only this provider is opened by a script; the others have a page of their own.
  const provider = (change ?? booking.payment)?.provider ?? 'toss';
  const setup =
    provider !== 'toss'
      ? null
      : { clientKey: env.TOSS_CLIENT_KEY, scriptUrl: env.TOSS_SCRIPT_URL ?? null, customerKey: customerKey(viewer.id) };
  const from = isFailReason(back) ? back : null;
  const quote = change ? null : await quoteOf(booking.id);
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        {change ? (
          <ChangeCheckout initial={booking} setup={setup} back={from} />
        ) : (
          <Checkout initial={booking} quote={quote} setup={setup} back={from} />
        )}
      </div>
    </div>
  );
}

/** The price in lines; null when the hold has ended by the time it is asked, which the page itself then tells. */
async function quoteOf(reservationId: ReservationId): Promise<PriceQuote | null> {
  try {
    return await getQuote(await pageContext(), { reservationId });
  } catch (error) {
    if (asAppError(error)) return null;
    throw error;
  }
}

/** The same for a person each time, and nothing anybody could guess or lead back to them (2 to 50 characters). */
const customerKey = (userId: string) =>
  `tp_${createHmac('sha256', env.NEXTAUTH_SECRET).update(`customer:${userId}`).digest('base64url').slice(0, 40)}`;
