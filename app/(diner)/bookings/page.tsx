import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { pageContext, requireViewer } from '@/app/session';
import { BookingsList } from '@/components/bookings/list/bookings-list';
import { PageTitle } from '@/components/shell/page-title';
import { Skeleton, SkeletonGroup, SkeletonText } from '@/components/ui/skeleton';
import { getBooking, listBookings } from '@/server/services/booking';

/** Upcoming ones are read far ahead, so that a hold for a distant day stands at the top too. */
const UPCOMING = 50;
const PAST = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bookings.list'))('title') };
}

/** The reader's bookings: what waits to be paid, the next one in full, what follows and what was. */
export default async function BookingsPage() {
  await requireViewer('/bookings');
  const t = await getTranslations('bookings.list');
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        <PageTitle title={t('title')} />
        <Suspense fallback={<ListSkeleton label={t('loading')} />}>
          <List />
        </Suspense>
      </div>
    </div>
  );
}

async function List() {
  const ctx = await pageContext();
  const [upcoming, past] = await Promise.all([
    listBookings(ctx, { scope: 'upcoming', limit: UPCOMING }),
    listBookings(ctx, { scope: 'past', limit: PAST }),
  ]);
  const first = upcoming.items.find((item) => item.status !== 'HELD');
  const next = first ? await getBooking(ctx, { reservationId: first.id }) : null;
  return <BookingsList upcoming={upcoming} past={past} next={next} nowMs={next?.nowMs ?? ctx.nowMs()} />;
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-12">
      <div className="grid gap-4">
        <Skeleton shape="heading" className="w-24" />
        <Skeleton className="h-72 w-full rounded-lg" />
      </div>
      <div className="grid gap-4">
        <Skeleton shape="heading" className="w-32" />
        <SkeletonText lines={4} className="gap-8" />
      </div>
    </SkeletonGroup>
  );
}
