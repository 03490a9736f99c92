import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { pageContext } from '@/app/session';
import { DayBoard } from '@/components/owner/day/day-board';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt, daysBetween, isServiceDate, minuteAt } from '@/server/domain/shared/time';
import { getServiceDay, listClosings, listMyRestaurants, listUpcoming } from '@/server/services/owner';
import { requireMembership } from '../membership';

const STRIP_DAYS = 14;

/** A restaurant's day: today's, or that of `?date=`. */
export default async function DayPage({
  params,
  searchParams,
}: {
  params: Promise<{ restaurantId: string }>;
  searchParams: Promise<{ date?: string | string[] }>;
}) {
  const [{ restaurantId }, { date: asked }] = await Promise.all([params, searchParams]);
  const wanted = typeof asked === 'string' ? asked : undefined;
  const { restaurant } = await requireMembership(restaurantId, wanted ? `?date=${encodeURIComponent(wanted)}` : '');
  if (asked !== undefined && !(wanted && isServiceDate(wanted) && wanted < '2200')) notFound();
  const [ctx, head] = await Promise.all([pageContext(), headers()]);
  const mine = await listMyRestaurants(ctx);
  const nowMs = ctx.nowMs();
  const today = dateAt(nowMs, mine.find(({ id }) => id === restaurant.id)?.timeZone ?? 'UTC');
  const serviceToday = await runningDate(restaurant.id, today, nowMs);
  const date = wanted ?? serviceToday;
  const stripFrom = stripStart(date, serviceToday);
  const owns = restaurant.role === 'owner';
  const [day, strip, closings] = await Promise.all([
    getServiceDay(ctx, { restaurantId: restaurant.id, date }),
    listUpcoming(ctx, { restaurantId: restaurant.id, from: stripFrom, days: STRIP_DAYS }),
    owns ? listClosings(ctx, { restaurantId: restaurant.id, date }) : [],
  ]);
  return (
    <DayBoard
      key={`${restaurant.id} ${date}`}
      restaurantId={restaurant.id}
      initialDay={day}
      initialStrip={strip}
      initialClosings={closings}
      stripFrom={stripFrom}
      serviceToday={serviceToday}
      nowMs={nowMs}
      owns={owns}
      phone={head.get('sec-ch-ua-mobile') === '?1' || /Mobi/.test(head.get('user-agent') ?? '')}
    />
  );
}

/** Until this hour last night may still be going on. */
const NIGHT_ENDS_MINUTE = 6 * 60;

/** The service day that is being worked: after midnight, yesterday's while its guests are there or still to come. */
async function runningDate(restaurantId: RestaurantId, today: string, nowMs: number): Promise<string> {
  const ctx = await pageContext();
  const yesterday = await getServiceDay(ctx, { restaurantId, date: addDays(today, -1) });
  const minute = minuteAt(nowMs, yesterday.date, yesterday.timeZone);
  const goesOn =
    minute < 1440 + NIGHT_ENDS_MINUTE &&
    (yesterday.periods.some((period) => period.lastSeatingMinute >= minute) ||
      yesterday.bookings.some(({ status }) => status === 'SEATED'));
  return goesOn ? yesterday.date : today;
}

/** Yesterday and what comes; around the chosen day when that is elsewhere. */
function stripStart(date: string, today: string): string {
  const ahead = daysBetween(today, date);
  return ahead >= -1 && ahead < STRIP_DAYS - 1 ? addDays(today, -1) : addDays(date, -6);
}
