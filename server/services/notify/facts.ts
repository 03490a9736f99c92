import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { payments, refunds, reservationChanges, reservations, restaurants, users } from '@/db/schema';
import type { RefundCause } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { ChangeId, RefundId, ReservationId } from '@/server/domain/shared/ids';
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
  const said = await readCancelReason(ctx.db, row);
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
      byRestaurant: said && { reason: (english && said.reasonEn) || said.reason || said.reasonEn },
      tiers: row.policy.tiers,
      graceMinutes: row.policy.graceMinutes,
      bookedAtIso: (row.confirmedAt ?? row.createdAt).toISOString(),
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

/** Why money goes back that bought nothing. */
const IN_VAIN = ['late_payment', 'amount_differs'] as const satisfies readonly RefundCause[];

/** A refund of money that bought no booking; null where it is another, or was for a change. */
export async function refundInVain(ctx: ServiceContext, refundId: RefundId) {
  const [found] = await ctx.db
    .select({ amountMinor: refunds.amountMinor, cause: refunds.cause })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.id, refundId), inArray(refunds.cause, [...IN_VAIN]), eq(payments.part, 0)));
  return found ?? null;
}

/** A change of a booking, and what goes back of what was paid for it because it was not applied; 0 where nothing was paid. */
export async function droppedChange(ctx: ServiceContext, changeId: ChangeId) {
  const [found] = await ctx.db
    .select({
      change: reservationChanges,
      refundMinor: sql`coalesce(sum(${refunds.amountMinor}), 0)`.mapWith(Number),
    })
    .from(reservationChanges)
    .leftJoin(
      payments,
      and(eq(payments.reservationId, reservationChanges.reservationId), eq(payments.part, reservationChanges.part)),
    )
    .leftJoin(refunds, and(eq(refunds.paymentId, payments.id), inArray(refunds.cause, [...IN_VAIN])))
    .where(eq(reservationChanges.id, changeId))
    .groupBy(reservationChanges.id);
  return found ?? null;
}
