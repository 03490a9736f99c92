import { pageContext, pageViewer } from '@/app/session';
import { BookingPanel } from '@/components/booking/availability/booking-panel';
import { bookingPlaceOf } from '@/components/booking/availability/booking-place';
import { RUN_DAYS } from '@/components/booking/availability/runs';
import { defaultWish, type Params, readDate, readParty, readTime } from '@/components/search/read-query';
import type { DaySummary } from '@/server/domain/availability/day-view';
import { getAvailability, getWeek, type RestaurantPage } from '@/server/services/restaurant';

/** Reads the times for the wish in the address and hands them to the panel. */
export async function Booking({ page, params }: { page: RestaurantPage; params: Params }) {
  const [ctx, viewer] = await Promise.all([pageContext(), pageViewer()]);
  const restaurantId = page.id;
  const asked = readDate(params.date, page.today);
  const party = readParty(params.party) ?? Math.min(2, page.limits.maxParty);
  const daysRead = getWeek(ctx, { restaurantId, from: page.today, days: RUN_DAYS, party });
  const [date, days] = asked ? [asked, await daysRead] : [firstOpen(await daysRead, page.today), await daysRead];
  const availability = await getAvailability(ctx, { restaurantId, date, party });
  const replaces = typeof params.replaces === 'string' ? params.replaces : undefined;
  return (
    <BookingPanel
      place={bookingPlaceOf(page)}
      signedIn={viewer !== null}
      start={{
        party,
        date,
        wanted: readTime(params.time),
        pick: readTime(params.pick),
        replaces,
        availability,
        days,
      }}
    />
  );
}

/** Without a wish the panel opens on the day that search would take, if it has a table, else on the next that has one. */
function firstOpen(days: DaySummary[], today: string): string {
  const { date } = defaultWish(Date.now());
  return days.find((day) => day.date >= date && day.state === 'open')?.date ?? today;
}
