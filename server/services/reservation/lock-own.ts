import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { memberships, reservations } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import { type Locked, lockReservation } from './apply';

/** A booking of a restaurant where the person works in one of `roles`, with its day locked. Any other is RESERVATION_UNKNOWN. */
export async function lockOwn(
  tx: Transaction,
  userId: UserId,
  reservationId: ReservationId,
  roles: readonly ('owner' | 'staff')[] = ['owner', 'staff'],
): Promise<Locked> {
  const [own] = await tx
    .select({ id: reservations.id })
    .from(reservations)
    .innerJoin(
      memberships,
      and(
        eq(memberships.restaurantId, reservations.restaurantId),
        eq(memberships.userId, userId),
        inArray(memberships.role, [...roles]),
      ),
    )
    .where(eq(reservations.id, reservationId));
  if (!own) throw new AppError('RESERVATION_UNKNOWN');
  return lockReservation(tx, reservationId);
}
