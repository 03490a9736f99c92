import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { closingBookings, closings, reservations } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ClosingId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { type Locked, lockReservation } from '../reservation';
import { cancelInFull, type Said } from './cancel-booking';

/** What a closing cancels; who is seated stays. */
const CANCELLABLE = ['HELD', 'CONFIRMING', 'CONFIRMED'] as const;

type Part = { restaurantId: RestaurantId; serviceDate: ServiceDate; fromMinute: number; toMinute: number };

/**
 * Writes down which bookings a closing takes along, in the transaction that closes the day: no booking is made after it. One that has
 * begun stays, whatever nobody said of it. Answers which closing cancels how many; null where there is none.
 */
export async function beginClosing(
  ctx: ServiceContext,
  tx: Transaction,
  part: Part & Said,
  nowMs: number,
): Promise<{ id: ClosingId; bookings: number } | null> {
  const found = await tx
    .select({ reservationId: reservations.id })
    .from(reservations)
    .where(
      and(
        eq(reservations.restaurantId, part.restaurantId),
        eq(reservations.serviceDate, part.serviceDate),
        inArray(reservations.status, [...CANCELLABLE]),
        gte(reservations.startMinute, part.fromMinute),
        lt(reservations.startMinute, part.toMinute),
        gt(reservations.startsAt, sql`now(6)`),
      ),
    );
  if (found.length === 0) return null;
  const id = ctx.newId('closing');
  const by = { createdAt: new Date(nowMs), createdBy: requireUser(ctx) };
  await tx.insert(closings).values({ id, ...part, bookings: found.length, ...by });
  await tx
    .insert(closingBookings)
    .values(found.map(({ reservationId }) => ({ closingId: id, reservationId, status: 'waiting' as const })));
  await tell(ctx, tx, [{ name: 'day/closed', data: { closingId: id } }], nowMs);
  return { id, bookings: found.length };
}

/**
 * Cancels up to `limit` bookings of a closing, each in a transaction of its own. One whose payment is just being confirmed waits; one
 * that has begun, is over, or was moved out of the closed part is kept. One that cannot be written waits too, and is thrown only
 * when nothing else moved. Returns how many still wait, and how many moved. Harmless to repeat.
 */
export async function cancelClosed(
  ctx: ServiceContext,
  input: { closingId: ClosingId; limit: number },
): Promise<{ waiting: number; moved: number }> {
  const [closing] = await ctx.db.select().from(closings).where(eq(closings.id, input.closingId));
  if (!closing) return { waiting: 0, moved: 0 };
  const waiting = await ctx.db
    .select({ id: closingBookings.reservationId, status: reservations.status })
    .from(closingBookings)
    .innerJoin(reservations, eq(reservations.id, closingBookings.reservationId))
    .where(and(eq(closingBookings.closingId, closing.id), eq(closingBookings.status, 'waiting')))
    // What can be cancelled now comes before what has to wait.
    .orderBy(sql`${reservations.status} = 'CONFIRMING'`, asc(closingBookings.reservationId));
  let moved = 0;
  try {
    await each(waiting.slice(0, input.limit), async ({ id }) => {
      if (await cancelOne(ctx, closing, id)) moved++;
    });
  } catch (error) {
    if (moved === 0) throw error;
  }
  return { waiting: waiting.length - moved, moved };
}

type Closing = typeof closings.$inferSelect;

async function cancelOne(ctx: ServiceContext, closing: Closing, reservationId: ReservationId): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, reservationId);
    if (locked.row.status === 'CONFIRMING') return false;
    const cancels = isStillClosed(closing, locked);
    const [claimed] = await tx
      .update(closingBookings)
      .set({ status: cancels ? 'cancelled' : 'kept' })
      .where(
        and(
          eq(closingBookings.closingId, closing.id),
          eq(closingBookings.reservationId, reservationId),
          eq(closingBookings.status, 'waiting'),
        ),
      );
    if (claimed.affectedRows === 1 && cancels) await cancelInFull(ctx, tx, locked, closing, closing.id);
    return true;
  });
}

/** Still to come, and still in the part: the diner may have moved it since. */
const isStillClosed = (closing: Closing, { row, nowMs }: Locked): boolean =>
  (row.status === 'HELD' || row.status === 'CONFIRMED') &&
  row.startsAt.getTime() > nowMs &&
  closing.fromMinute <= row.startMinute &&
  row.startMinute < closing.toMinute;
