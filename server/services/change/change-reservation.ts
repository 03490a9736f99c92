import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type ChangeRow, payments, type ReservationRow, reservationChanges, reservations } from '@/db/schema';
import type { SlotView } from '@/server/domain/availability/day-view';
import type { RefundQuote } from '@/server/domain/payment/policy';
import type { ChangeStatus } from '@/server/domain/reservation/change';
import { takingsBeyond } from '@/server/domain/reservation/change-takings';
import { AppError } from '@/server/domain/shared/errors';
import type { ChangeId, PaymentId } from '@/server/domain/shared/ids';
import { type Currency, type Money, money } from '@/server/domain/shared/money';
import { readDb, requireUser, type ServiceContext, withTransaction } from '../context';
import { amend, databaseNowMs, type Locked, lockReservation, reservationIdSchema } from '../reservation';
import { type DecidedChange, decideChange, viewChanges } from './decide';
import { applyChange, dropChange, takeTables } from './swap';

const wish = {
  reservationId: reservationIdSchema,
  /** Counted from midnight of the booking's service date, which stays. */
  minute: z.number().int(),
  party: z.number().int(),
};

export const quoteChangeInput = z.object(wish);
export const changeOptionsInput = z.object({ reservationId: reservationIdSchema, party: z.number().int().min(1) });
export const changeReservationInput = z.object({
  ...wish,
  /** What the diner was shown. When the terms say otherwise by now, nothing is done. Minor units. */
  expectedChargeMinor: z.number().int().min(0),
  expectedRefundMinor: z.number().int().min(0),
  /** The same key again is the same command. */
  commandKey: z.string().regex(/^[\w-]{8,80}$/),
});
export const giveUpChangeInput = z.object({ reservationId: reservationIdSchema });

export type ChangeOffer = {
  minute: number;
  party: number;
  startsAtMs: number;
  endsAtMs: number;
  deposit: Money;
  chargeMinor: number;
  refundMinor: number;
  forfeitMinor: number;
  currency: Currency;
} & Pick<RefundQuote, 'percent' | 'because' | 'validUntilMs'>;

export type ChangeResult = {
  changeId: ChangeId;
  /** APPLIED at once where nothing is to be paid. */
  status: ChangeStatus;
  chargeMinor: number;
  refundMinor: number;
  /** Until when its payment is waited for, epoch ms. */
  expiresAtMs: number | null;
  /** The order to pay at the provider. */
  orderId: PaymentId | null;
};

/** What a change would cost, without holding anything. Throws as `changeReservation`. */
export async function quoteChange(ctx: ServiceContext, raw: z.infer<typeof quoteChangeInput>): Promise<ChangeOffer> {
  const input = quoteChangeInput.parse(raw);
  const { row, nowMs, live } = await readOwn(ctx, input.reservationId);
  const decided = await decideChange(ctx, readDb(ctx), row, input, live, nowMs);
  return {
    minute: input.minute,
    party: input.party,
    startsAtMs: decided.startsAtMs,
    endsAtMs: decided.endsAtMs,
    deposit: money(decided.depositMinor, row.currency),
    chargeMinor: decided.chargeMinor,
    refundMinor: decided.refundMinor,
    forfeitMinor: decided.forfeitMinor,
    currency: row.currency,
    percent: decided.terms.percent,
    because: decided.terms.because,
    validUntilMs: decided.terms.validUntilMs,
  };
}

/** The starts of the booking's day for a party, as they are with the booking's own table given back. */
export async function getChangeOptions(
  ctx: ServiceContext,
  raw: z.infer<typeof changeOptionsInput>,
): Promise<{ party: number; grid: SlotView[]; maxParty: number; nowMs: number }> {
  const input = changeOptionsInput.parse(raw);
  const { row, nowMs, live } = await readOwn(ctx, input.reservationId);
  const view = await viewChanges(ctx, readDb(ctx), row, live, input.party, nowMs);
  return { party: input.party, ...view, nowMs };
}

async function readOwn(ctx: ServiceContext, id: z.infer<typeof reservationIdSchema>) {
  const userId = requireUser(ctx);
  const rows = await readDb(ctx)
    .select({ row: reservations, nowMs: databaseNowMs, change: reservationChanges.id })
    .from(reservations)
    .leftJoin(
      reservationChanges,
      and(eq(reservationChanges.reservationId, reservations.id), eq(reservationChanges.live, 1)),
    )
    .where(and(eq(reservations.id, id), eq(reservations.userId, userId)));
  const [found] = rows;
  if (!found) throw new AppError('RESERVATION_UNKNOWN');
  return { row: found.row, nowMs: Number(found.nowMs), live: found.change ? [found.change] : [] };
}

/**
 * Moves the diner's confirmed booking to another time of its day or another party size, in one transaction. Where the price falls or
 * stays it is done at once and the difference goes back by the booking's terms; where it rises the new table is held beside the old
 * one until the difference is paid, and nothing of the booking changes before. Asking again gives up a change that waits.
 * Throws SLOT_TAKEN and the other refusals of a hold, CHANGE_TERMS_CHANGED (with what counts now), CHANGE_UNDER_WAY while the
 * difference of another change is being charged, CHANGE_SAME, RESERVATION_STATE.
 */
export async function changeReservation(
  ctx: ServiceContext,
  raw: z.infer<typeof changeReservationInput>,
): Promise<ChangeResult> {
  const userId = requireUser(ctx);
  const input = changeReservationInput.parse(raw);
  const commandHash = hashOf(input);
  return withTransaction(ctx, async (tx) => {
    const first = await lockReservation(tx, input.reservationId);
    if (first.row.userId !== userId) throw new AppError('RESERVATION_UNKNOWN');
    // Days before diners: two bookings of one diner must not move onto each other.
    await tx.execute(sql`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`);
    const earlier = await earlierChanges(tx, first.row, input.commandKey);
    if (earlier.repeated) {
      if (earlier.repeated.commandHash !== commandHash) throw new AppError('COMMAND_KEY_REUSED');
      return resultOf(tx, earlier.repeated);
    }
    if (earlier.live?.status === 'CHARGING') throw new AppError('CHANGE_UNDER_WAY');
    const locked = earlier.live ? { ...first, row: await dropChange(ctx, tx, first, earlier.live, 'given-up') } : first;
    const decided = await decideChange(ctx, tx, locked.row, input, [], locked.nowMs);
    if (decided.chargeMinor !== input.expectedChargeMinor || decided.refundMinor !== input.expectedRefundMinor) {
      const { chargeMinor, refundMinor } = decided;
      throw new AppError('CHANGE_TERMS_CHANGED', { chargeMinor, refundMinor, currency: locked.row.currency });
    }
    const change = await writeChange(ctx, tx, locked, decided, { ...input, commandHash });
    const granule = decided.setup.calendar.slotMinutes;
    if (decided.chargeMinor === 0) {
      await applyChange(ctx, tx, locked, change, granule);
      return { ...(await resultOf(tx, change)), status: 'APPLIED' };
    }
    const orderId = await waitForPayment(ctx, tx, locked, change, decided, granule);
    return { ...(await resultOf(tx, change)), orderId };
  });
}

/** Gives up a change that waits for its payment; the booking stays as it is. Nothing waiting is nothing to do. */
export async function giveUpChange(ctx: ServiceContext, raw: z.infer<typeof giveUpChangeInput>): Promise<void> {
  const userId = requireUser(ctx);
  const { reservationId } = giveUpChangeInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, reservationId);
    if (locked.row.userId !== userId) throw new AppError('RESERVATION_UNKNOWN');
    const live = await liveChange(tx, locked.row);
    if (live?.status === 'CHARGING') throw new AppError('CHANGE_UNDER_WAY');
    if (live) await dropChange(ctx, tx, locked, live, 'given-up');
  });
}

/** The change of a booking that is under way, if there is one. Its day is locked. */
export async function liveChange(tx: Transaction, row: Pick<ReservationRow, 'id'>): Promise<ChangeRow | null> {
  const [change] = await tx
    .select()
    .from(reservationChanges)
    .where(
      and(eq(reservationChanges.reservationId, row.id), inArray(reservationChanges.status, ['PENDING', 'CHARGING'])),
    );
  return change ?? null;
}

async function earlierChanges(tx: Transaction, row: ReservationRow, commandKey: string) {
  const rows = await tx.select().from(reservationChanges).where(eq(reservationChanges.reservationId, row.id));
  return {
    repeated: rows.find((change) => change.commandKey === commandKey) ?? null,
    live: rows.find((change) => change.live === 1) ?? null,
  };
}

async function resultOf(tx: Transaction, change: ChangeRow): Promise<ChangeResult> {
  const [order] =
    change.chargeMinor > 0
      ? await tx
          .select({ id: payments.id })
          .from(payments)
          .where(and(eq(payments.reservationId, change.reservationId), eq(payments.part, change.part)))
      : [];
  return {
    changeId: change.id,
    status: change.status,
    chargeMinor: change.chargeMinor,
    refundMinor: change.refundMinor,
    expiresAtMs: change.expiresAt?.getTime() ?? null,
    orderId: order?.id ?? null,
  };
}

async function writeChange(
  ctx: ServiceContext,
  tx: Transaction,
  { row, nowMs }: Locked,
  decided: DecidedChange,
  input: z.infer<typeof changeReservationInput> & { commandHash: string },
): Promise<ChangeRow> {
  const change: ChangeRow = {
    id: ctx.newId('change'),
    reservationId: row.id,
    restaurantId: row.restaurantId,
    userId: row.userId,
    serviceDate: row.serviceDate,
    part: row.changes + 1,
    status: 'PENDING',
    partySize: input.party,
    startMinute: decided.startMinute,
    endMinute: decided.endMinute,
    startsAt: new Date(decided.startsAtMs),
    endsAt: new Date(decided.endsAtMs),
    takings: decided.takings,
    depositMinor: decided.depositMinor,
    discountMinor: decided.discountMinor,
    chargeMinor: decided.chargeMinor,
    refundMinor: decided.refundMinor,
    forfeitMinor: decided.forfeitMinor,
    commandKey: input.commandKey,
    commandHash: input.commandHash,
    createdAt: new Date(nowMs),
    expiresAt: decided.chargeMinor > 0 ? new Date(nowMs + decided.setup.holdTtlMs) : null,
    endedAt: null,
    endedReason: null,
    live: 1,
  };
  const { live: _, ...columns } = change;
  await tx.insert(reservationChanges).values(columns);
  return change;
}

/** Holds what the change needs beyond the booking's table, and makes the order for the difference. */
async function waitForPayment(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  change: ChangeRow,
  decided: DecidedChange,
  granule: number,
): Promise<PaymentId> {
  const { row, nowMs } = locked;
  const orderId = ctx.newId('payment');
  const order = tx.insert(payments).values({
    id: orderId,
    reservationId: row.id,
    restaurantId: row.restaurantId,
    userId: row.userId,
    provider: decided.setup.provider,
    part: change.part,
    amountMinor: change.chargeMinor,
    currency: row.currency,
    status: 'PENDING',
    createdAt: new Date(nowMs),
  });
  const data = { reservationId: row.id, changeId: change.id, expiresAt: change.expiresAt!.toISOString() };
  await amend(ctx, tx, locked, {
    reason: 'change-requested',
    set: { changes: change.part },
    facts: [{ name: 'change/requested', data }],
    also: [
      ...takeTables(tx, row, change.id, takingsBeyond(decided.now, decided.takings, granule), granule),
      order.getSQL(),
    ],
  });
  return orderId;
}

const hashOf = (input: z.infer<typeof changeReservationInput>): string =>
  createHash('sha256')
    .update(JSON.stringify([input.reservationId, input.minute, input.party]))
    .digest('base64url')
    .slice(0, 22);
