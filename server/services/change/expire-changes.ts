import { and, eq, lte, sql } from 'drizzle-orm';
import { reservationChanges } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ReservationId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { lockReservation } from '../reservation';
import { liveChange } from './change-reservation';
import { dropChange } from './swap';

/** Ends a change whose time to be paid is over by the database's clock. Harmless at any other time. */
export async function expireChange(
  ctx: ServiceContext,
  { reservationId }: { reservationId: ReservationId },
): Promise<{ expired: boolean }> {
  return withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, reservationId);
    const change = await liveChange(tx, locked.row);
    const over = change?.status === 'PENDING' && change.expiresAt && change.expiresAt.getTime() <= locked.nowMs;
    if (!change || !over) return { expired: false };
    await dropChange(ctx, tx, locked, change, 'expired');
    return { expired: true };
  });
}

/** Ends changes that are overdue by more than a few seconds: what a lost event left behind. Returns how many. */
export async function sweepChanges(ctx: ServiceContext, { limit }: { limit: number }): Promise<number> {
  const overdue = await ctx.db
    .select({ reservationId: reservationChanges.reservationId })
    .from(reservationChanges)
    .where(
      and(eq(reservationChanges.status, 'PENDING'), lte(reservationChanges.expiresAt, sql`now(6) - interval 5 second`)),
    )
    .orderBy(reservationChanges.expiresAt)
    .limit(limit);
  let expired = 0;
  await each(overdue, async ({ reservationId }) => {
    if ((await expireChange(ctx, { reservationId })).expired) expired++;
  });
  return expired;
}
