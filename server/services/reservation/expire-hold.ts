import { and, eq, inArray } from 'drizzle-orm';
import { payments, reservations } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ReservationId } from '@/server/domain/shared/ids';
import { crashPoint } from '@/server/infra/crash-point';
import { type ServiceContext, withTransaction } from '../context';
import { applyCommand, lockReservation } from './apply';

export type ExpireResult = { expired: boolean; status: string };

/**
 * Ends a hold whose time is up by the database's clock, frees its table and closes its unpaid order. Harmless at any
 * other time: it answers what the reservation is instead.
 */
export async function expireHold(ctx: ServiceContext, input: { reservationId: ReservationId }): Promise<ExpireResult> {
  crashPoint('before-expire');
  const result = await withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, input.reservationId);
    const { row, nowMs } = locked;
    if (row.status !== 'HELD' || !row.expiresAt || row.expiresAt.getTime() > nowMs)
      return { expired: false, status: row.status };
    await tx
      .update(payments)
      .set({ status: 'ABANDONED' })
      .where(and(eq(payments.reservationId, row.id), eq(payments.status, 'PENDING')));
    const after = await applyCommand(ctx, tx, locked, {
      command: 'expire',
      reason: 'time-up',
      facts: [{ name: 'reservation/expired', data: { reservationId: row.id } }],
    });
    return { expired: true, status: after.status };
  });
  crashPoint('after-expire');
  return result;
}

/** Ends those of the holds whose time is up; the others are passed over. One that fails does not keep the rest. */
export async function expireHolds(
  ctx: ServiceContext,
  input: { reservationIds: readonly ReservationId[] },
): Promise<{ expired: number }> {
  const held = await ctx.db
    .select({ id: reservations.id })
    .from(reservations)
    .where(and(inArray(reservations.id, [...input.reservationIds]), eq(reservations.status, 'HELD')));
  let expired = 0;
  await each(held, async ({ id }) => {
    if ((await expireHold(ctx, { reservationId: id })).expired) expired++;
  });
  return { expired };
}
