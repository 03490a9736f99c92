import { and, eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { ReservationId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { applyCommand, lockReservation } from './apply';

export type ExpireResult = { expired: boolean; status: string };

/**
 * Ends a hold whose time is up by the database's clock, frees its table and closes its unpaid order. Harmless at any
 * other time: it answers what the reservation is instead.
 */
export async function expireHold(ctx: ServiceContext, input: { reservationId: ReservationId }): Promise<ExpireResult> {
  return withTransaction(ctx, async (tx) => {
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
}
