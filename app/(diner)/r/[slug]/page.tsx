import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache, Suspense } from 'react';
import { pageContext, pageViewer } from '@/app/session';
import { BookingSkeleton } from '@/components/booking/availability/booking-panel';
import { RestaurantCoupons } from '@/components/coupons/restaurant-row';
import { FloorPlan } from '@/components/restaurant/floor-plan';
import { Menu } from '@/components/restaurant/menu';
import { OpeningHours } from '@/components/restaurant/opening-hours';
import { Policy } from '@/components/restaurant/policy';
import { RestaurantHead } from '@/components/restaurant/restaurant-head';
import { Story } from '@/components/restaurant/story';
import { Whereabouts } from '@/components/restaurant/whereabouts';
import { cuisineName, nameOf, placeOf, wording } from '@/components/restaurant/words';
import { RoomStrip } from '@/components/room/strip/room-strip';
import type { Params } from '@/components/search/read-query';
import { asAppError } from '@/server/domain/shared/errors';
import { weekdayOf } from '@/server/domain/shared/time';
import { listClaimable } from '@/server/services/coupon';
import { getRestaurant, getRestaurantInput, type RestaurantPage } from '@/server/services/restaurant';
import { getRoomOf } from '@/server/services/room';
import { Booking } from './booking';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Params> };

/** Read once for the head and the body. A draft, or an address that never was one, is no page. */
const restaurantOf = cache(async (slug: string): Promise<RestaurantPage> => {
  const input = getRestaurantInput.safeParse({ slug: readSlug(slug) });
  if (!input.success) notFound();
  try {
    return await getRestaurant(await pageContext(), input.data);
  } catch (error) {
    if (asAppError(error)?.code === 'RESTAURANT_UNKNOWN') notFound();
    throw error;
  }
});

/** A path as it was typed; one with broken escapes is nobody's. */
function readSlug(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ slug }, locale] = await Promise.all([params, getLocale()]);
  const page = await restaurantOf(slug);
  const title = nameOf(locale, page);
  const about = wording(locale, page.tagline, page.taglineEn)?.text;
  const where = `${cuisineName(page.cuisine, locale)}, ${placeOf(page, locale)}`;
  const description = about ? `${about} · ${where}` : where;
  return {
    title,
    description,
    openGraph: {
      title,
      description,
      type: 'website',
      siteName: 'TablePick',
      locale: locale === 'ko' ? 'ko_KR' : 'en_GB',
    },
  };
}

/** What can be claimed for it; the page is complete without. */
async function Coupons({ restaurantId }: { restaurantId: RestaurantPage['id'] }) {
  const { campaigns } = await listClaimable(await pageContext(), { restaurantId });
  return <RestaurantCoupons campaigns={campaigns} />;
}

/** A restaurant: what it is at once, what is free as soon as it is known. */
export default async function Restaurant({ params, searchParams }: Props) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const page = await restaurantOf(slug);
  return (
    <>
      <Suspense>
        <Line page={page} />
      </Suspense>
      <div className="page flex flex-col gap-10 sm:pt-10 lg:grid lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <article className="grid content-start gap-10 pb-10 lg:pb-0">
          <RestaurantHead page={page} />
          <Suspense>
            <Coupons restaurantId={page.id} />
          </Suspense>
          <Story page={page} />
          <Menu page={page} />
          <OpeningHours page={page} weekday={weekdayOf(page.today)} />
          <FloorPlan page={page} />
          <Policy page={page} />
          <Whereabouts page={page} />
        </article>
        <div className="contents lg:sticky lg:top-0 lg:-mr-4 lg:-mt-10 lg:block lg:max-h-dvh lg:self-start lg:overflow-y-auto lg:overscroll-contain lg:py-10 lg:pr-4">
          <Suspense fallback={<BookingSkeleton />}>
            <Booking page={page} params={query} />
          </Suspense>
        </div>
      </div>
    </>
  );
}

/** Its waiting line, where it has one. */
async function Line({ page }: { page: RestaurantPage }) {
  const [ctx, viewer] = await Promise.all([pageContext(), pageViewer()]);
  const room = getRoomOf(ctx, { restaurantId: page.id });
  return <RoomStrip restaurantId={page.id} timeZone={page.limits.timeZone} signedIn={viewer !== null} initial={room} />;
}
