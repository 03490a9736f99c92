import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type ChangeRow, type ReservationRow, reservationChanges, restaurants } from '@/db/schema';
import { type DropReason, isUnderWay } from '@/server/domain/reservation/change';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import type { ServiceContext } from '../context';
import { amend, type Locked } from '../reservation';
import { applyChange, dropChange } from './swap';

type More = { facts: Fact[]; also: SQL[] };

/** Whether the restaurant has closed the time a change goes to since it was asked for. Its day is locked. */
const isClosed = sql`exists (select 1 from closures k where k.restaurant_id = reservation_changes.restaurant_id
  and k.service_date = reservation_changes.service_date
  and k.from_minute <= reservation_changes.start_minute and reservation_changes.start_minute < k.to_minute)`.mapWith(
  Boolean,
);

/** The change that a payment's part pays for. */
async function changeOf(
  tx: Transaction,
  reservationId: ReservationId,
  part: number,
): Promise<{ change: ChangeRow; closed: boolean }> {
  const [found] = await tx
    .select({ change: reservationChanges, closed: isClosed })
    .from(reservationChanges)
    .where(and(eq(reservationChanges.reservationId, reservationId), eq(reservationChanges.part, part)));
  if (!found) throw new AppError('PAYMENT_UNKNOWN');
  return found;
}

/**
 * The diner is back from paying for a change: from now on it waits for the provider's answer. Throws HOLD_EXPIRED when its time is
 * over or its booking is not what it was, DAY_CLOSED when its new time was closed meanwhile; nothing is charged then, and the
 * booking stays.
 */
export async function pinChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  more: More,
): Promise<ReservationRow> {
  const { change, closed } = await changeOf(tx, locked.row.id, part);
  const open =
    change.status === 'PENDING' && locked.row.status === 'CONFIRMED' && change.expiresAt!.getTime() > locked.nowMs;
  if (!open) throw new AppError('HOLD_EXPIRED', { charged: false });
  if (closed) throw new AppError('DAY_CLOSED', { charged: false, date: change.serviceDate });
  const charge = tx
    .update(reservationChanges)
    .set({ status: 'CHARGING' })
    .where(eq(reservationChanges.id, change.id))
    .getSQL();
  return amend(ctx, tx, locked, { reason: 'change-charging', facts: more.facts, also: [charge, ...more.also] });
}

/**
 * The provider took the difference: the change is applied. Null, and nothing is written, when that is no longer possible: the change
 * had ended, its booking did, or its new time was closed. The money goes back then.
 */
export async function applyPaidChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  more: More,
): Promise<ReservationRow | null> {
  const { change, closed } = await changeOf(tx, locked.row.id, part);
  if (!isUnderWay(change) || closed || locked.row.status !== 'CONFIRMED') return null;
  const [restaurant] = await tx
    .select({ granule: restaurants.slotMinutes })
    .from(restaurants)
    .where(eq(restaurants.id, locked.row.restaurantId));
  return applyChange(ctx, tx, locked, change, restaurant!.granule, more);
}

/**
 * The difference was not paid, or what was paid changes nothing (`not-applied`): the change ends if it has not ended, its diner is to
 * be told why, and what `more` says is written either way.
 */
export async function dropPaidChange(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  part: number,
  why: 'declined' | 'amount-differs' | 'not-applied',
  more: More,
): Promise<ReservationRow> {
  const { change, closed } = await changeOf(tx, locked.row.id, part);
  const reason = why === 'not-applied' ? whyNotApplied(locked.row, change, closed) : why;
  const data = { reservationId: locked.row.id, changeId: change.id, reason };
  const told: More = { ...more, facts: [...more.facts, { name: 'change/dropped', data }] };
  if (isUnderWay(change)) return dropChange(ctx, tx, locked, change, reason, told);
  return amend(ctx, tx, locked, { reason: `change-${reason}`, ...told });
}

function whyNotApplied(row: ReservationRow, change: ChangeRow, closed: boolean): DropReason {
  if (row.status !== 'CONFIRMED') return 'booking-ended';
  return closed && isUnderWay(change) ? 'closed' : 'too-late';
}
