import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { closingBookings, closings, refunds, reservations } from '@/db/schema';
import type { RefundStatus } from '@/server/domain/payment/states';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { ClosingId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { isServiceDate, type ServiceDate } from '@/server/domain/shared/time';
import { readDb, type ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { requireMember } from './member';

export const getClosingInput = z.object({
  closingId: z.custom<ClosingId>((value) => typeof value === 'string' && value.startsWith('cls_'), 'not a closing id'),
});

export type ClosingView = {
  id: ClosingId;
  restaurantId: RestaurantId;
  serviceDate: ServiceDate;
  fromMinute: number;
  toMinute: number;
  reason: string | null;
  reasonEn: string | null;
  currency: Currency | null;
  bookings: ClosingBooking[];
  /** Of the bookings. */
  counts: { waiting: number; cancelled: number; kept: number };
  /** Bookings by where their money is, and what has gone back, minor units. */
  refunds: { requested: number; done: number; review: number; doneMinor: number };
};

export type ClosingBooking = {
  id: ReservationId;
  code: string;
  guestName: string;
  partySize: number;
  startMinute: number;
  status: 'waiting' | 'cancelled' | 'kept';
  reservation: ReservationStatus;
  refund: { amountMinor: number; status: RefundStatus } | null;
};

/** How far a closing is: each of its bookings and where its money stands. Owner only; else NOT_FOUND. */
export async function getClosing(ctx: ServiceContext, raw: z.infer<typeof getClosingInput>): Promise<ClosingView> {
  const { closingId } = getClosingInput.parse(raw);
  const db = readDb(ctx);
  const [closing] = await db.select().from(closings).where(eq(closings.id, closingId));
  if (!closing) throw new AppError('NOT_FOUND');
  await requireMember(ctx, db, closing.restaurantId, ['owner']);
  const rows = await db
    .select({
      id: reservations.id,
      code: reservations.code,
      guestName: reservations.guestName,
      partySize: reservations.partySize,
      startMinute: reservations.startMinute,
      currency: reservations.currency,
      reservation: reservations.status,
      status: closingBookings.status,
      amountMinor: sql`sum(${refunds.amountMinor})`.mapWith(Number),
      doneMinor: sql`sum(if(${refunds.status} = 'DONE', ${refunds.amountMinor}, 0))`.mapWith(Number),
      open: sql`sum(${refunds.status} = 'REQUESTED')`.mapWith(Number),
      review: sql`sum(${refunds.status} = 'REVIEW')`.mapWith(Number),
    })
    .from(closingBookings)
    .innerJoin(reservations, eq(reservations.id, closingBookings.reservationId))
    .leftJoin(refunds, and(eq(refunds.reservationId, reservations.id), eq(refunds.cause, 'restaurant_cancelled')))
    .where(eq(closingBookings.closingId, closingId))
    .groupBy(reservations.id, closingBookings.status)
    .orderBy(asc(reservations.startMinute), asc(reservations.id));
  const bookings: ClosingBooking[] = rows.map(
    ({ amountMinor, doneMinor: _done, open, review, currency: _, ...row }) => ({
      ...row,
      refund: amountMinor ? { amountMinor, status: review ? 'REVIEW' : open ? 'REQUESTED' : 'DONE' } : null,
    }),
  );
  const count = (status: ClosingBooking['status']) => bookings.filter((booking) => booking.status === status).length;
  const refunded = (status: RefundStatus) => bookings.filter((booking) => booking.refund?.status === status).length;
  return {
    id: closing.id,
    restaurantId: closing.restaurantId,
    serviceDate: closing.serviceDate,
    fromMinute: closing.fromMinute,
    toMinute: closing.toMinute,
    reason: closing.reason,
    reasonEn: closing.reasonEn,
    currency: rows[0]?.currency ?? null,
    bookings,
    counts: { waiting: count('waiting'), cancelled: count('cancelled'), kept: count('kept') },
    refunds: {
      requested: refunded('REQUESTED'),
      done: refunded('DONE'),
      review: refunded('REVIEW'),
      doneMinor: rows.reduce((sum, row) => sum + (row.doneMinor ?? 0), 0),
    },
  };
}

export const listClosingsInput = z.object({ restaurantId: restaurantIdSchema, date: z.string() });

/** A closing that cancelled bookings of its day, in counts; `getClosing` has the guests. */
export type DayClosing = Pick<ClosingView, 'id' | 'fromMinute' | 'toMinute' | 'reason' | 'counts'> & {
  refunds: Pick<ClosingView['refunds'], 'requested' | 'done' | 'review'>;
};

/** What closings did to the bookings of a day, also of a day that is open again, the first first. Owner only; else NOT_FOUND. */
export async function listClosings(ctx: ServiceContext, raw: z.infer<typeof listClosingsInput>): Promise<DayClosing[]> {
  const { restaurantId, date } = listClosingsInput.parse(raw);
  const db = readDb(ctx);
  await requireMember(ctx, db, restaurantId, ['owner']);
  if (!isServiceDate(date)) throw new AppError('INVALID_INPUT', { field: 'date', problem: 'not-a-date' });
  const booked = (status: ClosingBooking['status']) =>
    sql`count(distinct case when ${closingBookings.status} = ${status} then ${closingBookings.reservationId} end)`.mapWith(
      Number,
    );
  const refunded = (status: RefundStatus) =>
    sql`count(distinct case when ${refunds.status} = ${status} then ${refunds.reservationId} end)`.mapWith(Number);
  return db
    .select({
      id: closings.id,
      fromMinute: closings.fromMinute,
      toMinute: closings.toMinute,
      reason: closings.reason,
      counts: { waiting: booked('waiting'), cancelled: booked('cancelled'), kept: booked('kept') },
      refunds: { requested: refunded('REQUESTED'), done: refunded('DONE'), review: refunded('REVIEW') },
    })
    .from(closings)
    .innerJoin(closingBookings, eq(closingBookings.closingId, closings.id))
    .leftJoin(
      refunds,
      and(eq(refunds.reservationId, closingBookings.reservationId), eq(refunds.cause, 'restaurant_cancelled')),
    )
    .where(and(eq(closings.restaurantId, restaurantId), eq(closings.serviceDate, date)))
    .groupBy(closings.id)
    .orderBy(asc(closings.createdAt), asc(closings.id));
}
