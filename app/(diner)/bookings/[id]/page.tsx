import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageViewer } from '@/app/session';
import { BookingPage } from '@/components/bookings/booking-page';
import { ownBooking } from '../own-booking';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bookings'))('one') };
}

/** One booking: how it stands, what came of it, and its pass. */
export default async function Page({ params }: Props) {
  const { id } = await params;
  const booking = await ownBooking(id, `/bookings/${id}`);
  const viewer = await pageViewer();
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        <BookingPage initial={booking} mailed={Boolean(viewer?.email)} />
      </div>
    </div>
  );
}
