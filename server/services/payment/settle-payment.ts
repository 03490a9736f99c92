import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payments, refunds } from '@/db/schema';
import type { ConfirmOutcome } from '@/server/domain/payment/states';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import { crashPoint } from '@/server/infra/crash-point';
import { type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { applyCommand, type Locked, lockPayment, retakeTable } from '../reservation';
import { openReview } from './open-review';

type PaymentRow = typeof payments.$inferSelect;
export type SettleResult = { status: ReservationStatus; refunding: boolean };

/**
 * Applies a final answer of the provider: captured confirms the booking, declined releases its table. Money that was
 * captured for a booking that is gone takes the table again if it can and is refunded otherwise. Applied once: a
 * second time answers what is.
 */
export async function settlePayment(
  ctx: ServiceContext,
  input: { paymentId: PaymentId; outcome: Extract<ConfirmOutcome, { kind: 'captured' | 'declined' | 'no-session' }> },
): Promise<SettleResult> {
  const { outcome } = input;
  crashPoint('before-T4');
  const result = await withTransaction(ctx, async (tx) => {
    const locked = await lockPayment(tx, input.paymentId);
    if (!locked) throw new AppError('PAYMENT_UNKNOWN');
    return outcome.kind === 'captured'
      ? settleCaptured(ctx, tx, locked, locked.payment, outcome)
      : settleDeclined(ctx, tx, locked, locked.payment, outcome.code);
  });
  crashPoint('after-T4');
  return result;
}

async function settleCaptured(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  payment: PaymentRow,
  outcome: { paymentKey: string; amountMinor: number },
): Promise<SettleResult> {
  if (payment.status === 'CAPTURED') return { status: locked.row.status, refunding: false };
  const now = new Date(locked.nowMs);
  const differs = outcome.amountMinor !== payment.amountMinor;
  const capture = tx
    .update(payments)
    .set({
      status: 'CAPTURED',
      paymentKey: outcome.paymentKey,
      capturedAt: now,
      nextCheckAt: null,
      version: payment.version + 1,
    })
    .where(eq(payments.id, payment.id));
  const captured: Fact = {
    name: 'payment/captured',
    data: { reservationId: locked.row.id, paymentId: payment.id },
  };
  if (differs) {
    await openReview(ctx, tx, {
      subjectId: payment.id,
      reason: 'amount_differs',
      reservationId: locked.row.id,
      paymentId: payment.id,
      detail: { expectedMinor: payment.amountMinor, capturedMinor: outcome.amountMinor },
      nowMs: locked.nowMs,
    });
  }
  const ready = payment.replacedAt ? null : await bringToConfirming(ctx, tx, locked);
  if (!ready) {
    await capture;
    await tell(ctx, tx, [captured], locked.nowMs);
    await refundLate(ctx, tx, locked, payment);
    return { status: locked.row.status, refunding: true };
  }
  const after = await applyCommand(ctx, tx, ready, {
    command: 'capture',
    set: { confirmedAt: now },
    facts: [captured, { name: 'reservation/confirmed', data: { reservationId: locked.row.id } }],
    also: [capture.getSQL()],
  });
  return { status: after.status, refunding: false };
}

/** The booking as CONFIRMING with its table, or null when it is gone for good. */
async function bringToConfirming(ctx: ServiceContext, tx: Transaction, locked: Locked): Promise<Locked | null> {
  const { row, nowMs } = locked;
  if (row.status === 'CONFIRMING') return locked;
  if (row.status === 'HELD')
    return { row: await applyCommand(ctx, tx, locked, { command: 'authorize', facts: [] }), nowMs };
  if (row.status === 'EXPIRED' && (await retakeTable(ctx, tx, row, nowMs))) {
    return { row: await applyCommand(ctx, tx, locked, { command: 'retake', reason: 'paid-late', facts: [] }), nowMs };
  }
  return null;
}

async function refundLate(ctx: ServiceContext, tx: Transaction, locked: Locked, payment: PaymentRow): Promise<void> {
  const refundId = ctx.newId('refund');
  await tx.insert(refunds).values({
    id: refundId,
    paymentId: payment.id,
    reservationId: locked.row.id,
    cause: 'late_payment',
    amountMinor: payment.amountMinor,
    status: 'REQUESTED',
    createdAt: new Date(locked.nowMs),
    nextCheckAt: new Date(locked.nowMs + 60_000),
  });
  await tell(ctx, tx, [{ name: 'refund/requested', data: { reservationId: locked.row.id, refundId } }], locked.nowMs);
}

async function settleDeclined(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  payment: PaymentRow,
  code: string,
): Promise<SettleResult> {
  if (payment.status !== 'AUTHORIZED') return { status: locked.row.status, refunding: false };
  const decline = tx
    .update(payments)
    .set({ status: 'DECLINED', declineCode: code, nextCheckAt: null, version: payment.version + 1 })
    .where(eq(payments.id, payment.id));
  const after = await applyCommand(ctx, tx, locked, {
    command: 'decline',
    reason: 'declined',
    facts: [{ name: 'reservation/released', data: { reservationId: locked.row.id, reason: code } }],
    also: [decline.getSQL()],
  });
  return { status: after.status, refunding: false };
}
