import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { reservations, restaurants } from '@/db/schema';
import { requireUser, type ServiceContext } from '../context';
import { reservationIdSchema } from '../reservation';

export const listBookingsInput = z.object({
  scope: z.enum(['upcoming', 'past']),
  cursor: z.object({ startsAtMs: z.number().int().min(0).max(8.64e15), id: reservationIdSchema }).nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});

const UPCOMING = ['HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED'] as const;

/**
 * The diner's bookings: upcoming are alive and not over yet, the next one first; past is all else, the latest first.
 * `nextCursor` is null on the last page.
 */
export async function listBookings(ctx: ServiceContext, raw: z.input<typeof listBookingsInput>) {
  const userId = requireUser(ctx);
  const { scope, cursor, limit } = listBookingsInput.parse(raw);
  const upcoming = and(inArray(reservations.status, [...UPCOMING]), gt(reservations.endsAt, sql`now(6)`));
  // No stay lasts a day: the walk through the diner's bookings begins at yesterday and not years ago.
  const recent = gt(reservations.startsAt, sql`now(6) - interval 1 day`);
  const upward = scope === 'upcoming';
  const beyond = upward ? gt : lt;
  const at = cursor && new Date(cursor.startsAtMs);
  const rows = await ctx.db
    .select({
      id: reservations.id,
      code: reservations.code,
      status: reservations.status,
      serviceDate: reservations.serviceDate,
      startMinute: reservations.startMinute,
      startsAt: reservations.startsAt,
      expiresAt: reservations.expiresAt,
      partySize: reservations.partySize,
      depositMinor: reservations.depositMinor,
      discountMinor: reservations.discountMinor,
      currency: reservations.currency,
      endedReason: reservations.endedReason,
      restaurant: {
        slug: restaurants.slug,
        name: restaurants.name,
        nameEn: restaurants.nameEn,
        cuisine: restaurants.cuisine,
        coverTone: restaurants.coverTone,
        timeZone: restaurants.timeZone,
        address: restaurants.address,
        addressEn: restaurants.addressEn,
      },
    })
    .from(reservations)
    .innerJoin(restaurants, eq(restaurants.id, reservations.restaurantId))
    .where(
      and(
        eq(reservations.userId, userId),
        // A hold that was moved to another time lives on as the one that replaced it.
        or(isNull(reservations.endedReason), ne(reservations.endedReason, 'swapped')),
        upward ? and(recent, upcoming) : sql`not (${upcoming})`,
        at && cursor
          ? or(
              beyond(reservations.startsAt, at),
              and(eq(reservations.startsAt, at), beyond(reservations.id, cursor.id)),
            )
          : undefined,
      ),
    )
    .orderBy(
      upward ? asc(reservations.startsAt) : desc(reservations.startsAt),
      upward ? asc(reservations.id) : desc(reservations.id),
    )
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ startsAt, expiresAt, ...row }) => ({
    ...row,
    startsAtMs: startsAt.getTime(),
    expiresAtMs: row.status === 'HELD' ? (expiresAt?.getTime() ?? null) : null,
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? { startsAtMs: last.startsAtMs, id: last.id } : null };
}

export type BookingListItem = Awaited<ReturnType<typeof listBookings>>['items'][number];
