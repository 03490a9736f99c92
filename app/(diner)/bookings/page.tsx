import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext, requireViewer } from '@/app/session';
import { BookingsList } from '@/components/bookings/list/bookings-list';
import { PageTitle } from '@/components/shell/page-title';
import { getBooking, listBookings } from '@/server/services/booking';

const PAGE = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bookings.list'))('title') };
}

/** The reader's bookings: what waits to be paid, the next one in full, what follows and what was. */
export default async function BookingsPage() {
  await requireViewer('/bookings');
  const [t, ctx] = await Promise.all([getTranslations('bookings.list'), pageContext()]);
  const [upcoming, past] = await Promise.all([
    listBookings(ctx, { scope: 'upcoming', limit: PAGE }),
    listBookings(ctx, { scope: 'past', limit: PAGE }),
  ]);
  const first = upcoming.items.find((item) => item.status !== 'HELD');
  const next = first ? await getBooking(ctx, { reservationId: first.id }) : null;
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        <PageTitle title={t('title')} />
        <BookingsList upcoming={upcoming} past={past} next={next} nowMs={next?.nowMs ?? ctx.nowMs()} />
      </div>
    </div>
  );
}
