import { and, desc, eq, isNull } from 'drizzle-orm';
import { payments, reservationChanges, reservations, restaurants, users } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import { readCancelReason, readMoney } from '../booking';
import type { ServiceContext } from '../context';

/** All that a mail about a booking says, in one read. */
export async function loadMailFacts(ctx: ServiceContext, reservationId: ReservationId) {
  const [found] = await ctx.db
    .select({ row: reservations, restaurant: restaurants, diner: users, payment: payments })
    .from(reservations)
    .innerJoin(restaurants, eq(restaurants.id, reservations.restaurantId))
    .innerJoin(users, eq(users.id, reservations.userId))
    .leftJoin(
      payments,
      and(eq(payments.reservationId, reservations.id), eq(payments.part, 0), isNull(payments.replacedAt)),
    )
    .where(eq(reservations.id, reservationId));
  if (!found) throw new AppError('RESERVATION_UNKNOWN');
  const { row, restaurant, diner, payment } = found;
  const { refund, refunds } = await readMoney(ctx.db, row);
  const english = row.locale === 'en';
  return {
    row,
    diner,
    payment,
    refund,
    refunds,
    booking: {
      restaurantName: (english && restaurant.nameEn) || restaurant.name,
      startsAtIso: row.startsAt.toISOString(),
      timeZone: restaurant.timeZone,
      partySize: row.partySize,
      code: row.code,
      guestName: row.guestName,
      address: (english && restaurant.addressEn) || restaurant.address,
      phone: restaurant.phone,
      depositMinor: row.depositMinor - row.discountMinor,
      currency: row.currency,
      refundMinor: refund?.amountMinor ?? 0,
      byRestaurant: await readCancelReason(ctx.db, row),
      tiers: row.policy.tiers,
      graceMinutes: row.policy.graceMinutes,
      bookingUrl: `${ctx.appUrl}/bookings/${row.id}`,
    },
  };
}

export type MailFacts = Awaited<ReturnType<typeof loadMailFacts>>;

/** The change of a booking that was applied last. */
export async function lastChange(ctx: ServiceContext, reservationId: ReservationId) {
  const [change] = await ctx.db
    .select()
    .from(reservationChanges)
    .where(and(eq(reservationChanges.reservationId, reservationId), eq(reservationChanges.status, 'APPLIED')))
    .orderBy(desc(reservationChanges.part), desc(reservationChanges.createdAt))
    .limit(1);
  return change ?? null;
}
