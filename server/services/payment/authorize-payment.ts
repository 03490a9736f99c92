import { eq, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { payments, type ReservationRow } from '@/db/schema';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import { crashPoint } from '@/server/infra/crash-point';
import { pinChange } from '../change';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import {
  applyCommand,
  type Locked,
  lockPayment,
  lockReservation,
  reservationIdSchema,
  retakeTable,
} from '../reservation';
import { requireProvider } from './provider-health';

export const authorizePaymentInput = z.object({
  reservationId: reservationIdSchema,
  orderId: z.string().min(6).max(64),
  paymentKey: z.string().min(1).max(200),
  /** As the provider's return address names it, minor units. Must be the amount on record. */
  amountMinor: z.number().int(),
});

export type AuthorizeResult = { status: ReservationStatus; paymentId: PaymentId };

/** Reconciliation leaves a fresh payment to its saga for so long. */
const FIRST_CHECK_MS = 30_000;

/**
 * The diner is back from the provider. Checks owner, order and amount against the record, pins the booking
 * (HELD → CONFIRMING) and the provider's key, and only then tells the saga. No money has moved yet. A hold that expired
 * meanwhile takes its table again if one is free; otherwise HOLD_EXPIRED, and nothing is charged. The same for a change of a
 * booking, whose table is not taken again.
 * Throws PROVIDER_DOWN, with nothing charged, while the provider answers nobody. The same call again answers the same.
 */
export async function authorizePayment(
  ctx: ServiceContext,
  raw: z.infer<typeof authorizePaymentInput>,
): Promise<AuthorizeResult> {
  const userId = requireUser(ctx);
  const input = authorizePaymentInput.parse(raw);
  crashPoint('before-T2');
  try {
    const result = await withTransaction(ctx, async (tx) => {
      const locked = await lockPayment(tx, input.orderId as PaymentId);
      const known = locked?.row.id === input.reservationId ? locked : null;
      const { row } = known ?? (await lockReservation(tx, input.reservationId));
      if (row.userId !== userId) throw new AppError('RESERVATION_UNKNOWN');
      if (!known) throw new AppError('PAYMENT_UNKNOWN');
      const { payment } = known;
      if (payment.amountMinor !== input.amountMinor)
        throw new AppError('PAYMENT_AMOUNT_MISMATCH', { amountMinor: payment.amountMinor });
      const result = { paymentId: payment.id };
      const repeated =
        payment.paymentKey === input.paymentKey && (payment.status === 'AUTHORIZED' || payment.status === 'CAPTURED');
      if (repeated) return { ...result, status: row.status };
      // An order that another took the place of has a price that no longer holds.
      if (payment.replacedAt || (payment.status !== 'PENDING' && payment.status !== 'ABANDONED')) {
        throw new AppError('PAYMENT_NOT_OPEN', { status: row.status });
      }
      // Where the key is on record before the provider's page is opened, no other one can pay the order.
      if (payment.paymentKey !== null && payment.paymentKey !== input.paymentKey) {
        throw new AppError('PAYMENT_NOT_OPEN', { status: row.status });
      }
      await requireProvider(ctx, payment.provider);
      const authorize = tx
        .update(payments)
        .set({
          status: 'AUTHORIZED',
          paymentKey: input.paymentKey,
          authorizedAt: new Date(known.nowMs),
          nextCheckAt: new Date(known.nowMs + FIRST_CHECK_MS),
          version: payment.version + 1,
        })
        .where(eq(payments.id, payment.id))
        .getSQL();
      const facts = [{ name: 'payment/authorized' as const, data: { reservationId: row.id, paymentId: payment.id } }];
      const after =
        payment.part > 0
          ? await pinChange(ctx, tx, known, payment.part, { facts, also: [authorize] })
          : await pin(ctx, tx, known, facts, authorize);
      return { ...result, status: after.status };
    });
    crashPoint('after-T2');
    return result;
  } catch (error) {
    // The key already belongs to another order: it cannot pay twice.
    if (databaseFault(error) === 'duplicate') throw new AppError('PAYMENT_NOT_OPEN', {}, { cause: error });
    throw error;
  }
}

/** HELD → CONFIRMING. A hold whose time is up is ended first and, like one that ended before, must take its table again. */
async function pin(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  facts: Fact[],
  authorize: SQL,
): Promise<ReservationRow> {
  const { row, nowMs } = locked;
  if (row.status === 'HELD') {
    if (row.expiresAt && row.expiresAt.getTime() > nowMs) {
      return applyCommand(ctx, tx, locked, { command: 'authorize', facts, also: [authorize] });
    }
    const expired = await applyCommand(ctx, tx, locked, { command: 'expire', reason: 'time-up', facts: [] });
    return pin(ctx, tx, { row: expired, nowMs }, facts, authorize);
  }
  if (row.status === 'EXPIRED') {
    if (!(await retakeTable(ctx, tx, row, nowMs))) throw new AppError('HOLD_EXPIRED', { charged: false });
    return applyCommand(ctx, tx, locked, { command: 'retake', reason: 'paid-late', facts, also: [authorize] });
  }
  throw new AppError('PAYMENT_NOT_OPEN', { status: row.status });
}
