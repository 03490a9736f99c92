import { and, eq, type SQL } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type ChangeRow, type ReservationRow, reservationChanges, restaurants } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import type { ServiceContext } from '../context';
import { amend, type Locked } from '../reservation';
import { applyChange, dropChange } from './swap';

type More = { facts: Fact[]; also: SQL[] };

/** The change that a payment's part pays for. */
async function changeOf(tx: Transaction, reservationId: ReservationId, part: number): Promise<ChangeRow> {
  const [change] = await tx
    .select()
    .from(reservationChanges)
    .where(and(eq(reservationChanges.reservationId, reservationId), eq(reservationChanges.part, part)));
  if (!change) throw new AppError('PAYMENT_UNKNOWN');
  return change;
}

/**
 * The diner is back from paying for a change: from now on it waits for the provider's answer. Throws HOLD_EXPIRED when its time is
 * over or its booking is not what it was; nothing is charged then, and the booking stays.
 */
export async function pinChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  more: More,
): Promise<ReservationRow> {
  const change = await changeOf(tx, locked.row.id, part);
  const open =
    change.status === 'PENDING' && locked.row.status === 'CONFIRMED' && change.expiresAt!.getTime() > locked.nowMs;
  if (!open) throw new AppError('HOLD_EXPIRED', { charged: false });
  const charge = tx
    .update(reservationChanges)
    .set({ status: 'CHARGING' })
    .where(eq(reservationChanges.id, change.id))
    .getSQL();
  return amend(ctx, tx, locked, { reason: 'change-charging', facts: more.facts, also: [charge, ...more.also] });
}

/**
 * The provider took the difference: the change is applied. Null, and nothing is written, when that is no longer possible: the change
 * had ended, or its booking did. The money goes back then.
 */
export async function applyPaidChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  more: More,
): Promise<ReservationRow | null> {
  const change = await changeOf(tx, locked.row.id, part);
  const live = change.status === 'PENDING' || change.status === 'CHARGING';
  if (!live || locked.row.status !== 'CONFIRMED') return null;
  const [restaurant] = await tx
    .select({ granule: restaurants.slotMinutes })
    .from(restaurants)
    .where(eq(restaurants.id, locked.row.restaurantId));
  return applyChange(ctx, tx, locked, change, restaurant!.granule, more);
}

/** The difference will not be paid: the change ends if it has not ended, and what `more` says is written either way. */
export async function dropPaidChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  reason: 'declined' | 'booking-ended' | 'amount-differs',
  more: More,
): Promise<ReservationRow> {
  const change = await changeOf(tx, locked.row.id, part);
  if (change.status === 'PENDING' || change.status === 'CHARGING')
    return dropChange(ctx, tx, locked, change, reason, more);
  return amend(ctx, tx, locked, { reason: `change-${reason}`, ...more });
}
