import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payments, type ReservationRow, refunds } from '@/db/schema';
import { captureEntry } from '@/server/domain/ledger/entry';
import type { ConfirmOutcome } from '@/server/domain/payment/states';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Fact } from '@/server/events/catalogue';
import { crashPoint } from '@/server/infra/crash-point';
import { applyPaidChange, dropPaidChange } from '../change';
import { type ServiceContext, withTransaction } from '../context';
import { posting } from '../ledger';
import { tell } from '../messages';
import { applyCommand, FIRST_CHECK_MS, type Locked, lockPayment, retakeTable } from '../reservation';
import { openReview } from './open-review';

type PaymentRow = typeof payments.$inferSelect;
export type SettleResult = { status: ReservationStatus; refunding: boolean };

/**
 * Applies a final answer of the provider: captured confirms the booking or applies the change that was paid for, declined releases
 * what was held. Money that was captured for a booking that is gone takes the table again if it can and is refunded otherwise;
 * another amount than was asked for buys nothing and goes back, with an alarm. Applied once: a second time answers what is.
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

type Captured = { paymentKey: string; amountMinor: number };

async function settleCaptured(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  payment: PaymentRow,
  outcome: Captured,
): Promise<SettleResult> {
  if (payment.status === 'CAPTURED') return { status: locked.row.status, refunding: false };
  const differs = outcome.amountMinor !== payment.amountMinor;
  const more = captureOf(ctx, tx, locked, payment, outcome);
  const after = differs || payment.replacedAt ? null : await bookCaptured(ctx, tx, locked, payment, more);
  if (after) return { status: after.status, refunding: false };
  // Nothing was bought with it. A booking whose payment differs keeps its table until the money is back.
  if (payment.part > 0)
    await dropPaidChange(ctx, tx, locked, payment.part, differs ? 'amount-differs' : 'not-applied', more);
  else {
    await tell(ctx, tx, more.facts, locked.nowMs);
    for (const statement of more.also) await tx.execute(statement);
  }
  if (differs) {
    await openReview(ctx, tx, {
      subjectId: payment.id,
      reason: 'amount_differs',
      reservationId: locked.row.id,
      paymentId: payment.id,
      detail: {
        ours: { amountMinor: payment.amountMinor },
        theirs: { amountMinor: outcome.amountMinor },
        refunding: outcome.amountMinor,
      },
      nowMs: locked.nowMs,
    });
  }
  await refundWhole(ctx, tx, locked, payment, outcome.amountMinor, differs ? 'amount_differs' : 'late_payment');
  return { status: locked.row.status, refunding: true };
}

/** What is written with a capture, whatever becomes of the booking: the payment, its entry in the journal, the fact. */
function captureOf(
  ctx: ServiceContext,
  tx: Transaction,
  { row, nowMs }: Locked,
  payment: PaymentRow,
  outcome: Captured,
) {
  const capture = tx
    .update(payments)
    .set({
      status: 'CAPTURED',
      paymentKey: outcome.paymentKey,
      capturedMinor: outcome.amountMinor === payment.amountMinor ? null : outcome.amountMinor,
      capturedAt: new Date(nowMs),
      nextCheckAt: null,
      version: payment.version + 1,
    })
    .where(eq(payments.id, payment.id))
    .getSQL();
  const entry = captureEntry({ source: 'payment', sourceId: payment.id, ...bookOf(row) }, outcome.amountMinor);
  const facts: Fact[] = [{ name: 'payment/captured', data: { reservationId: row.id, paymentId: payment.id } }];
  return { facts, also: [capture, ...posting(ctx, [entry], nowMs)] };
}

/** Confirms the booking, or applies the change, that the money was for; null when that is gone for good. */
async function bookCaptured(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  payment: PaymentRow,
  more: ReturnType<typeof captureOf>,
): Promise<ReservationRow | null> {
  if (payment.part > 0) return applyPaidChange(ctx, tx, locked, payment.part, more);
  const ready = await bringToConfirming(ctx, tx, locked);
  return (
    ready &&
    applyCommand(ctx, tx, ready, {
      command: 'capture',
      set: { confirmedAt: new Date(locked.nowMs) },
      facts: [...more.facts, { name: 'reservation/confirmed', data: { reservationId: locked.row.id } }],
      also: more.also,
    })
  );
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

async function refundWhole(
  ctx: ServiceContext,
  tx: Transaction,
  locked: Locked,
  payment: PaymentRow,
  amountMinor: number,
  cause: 'late_payment' | 'amount_differs',
): Promise<void> {
  const refundId = ctx.newId('refund');
  await tx.insert(refunds).values({
    id: refundId,
    paymentId: payment.id,
    reservationId: locked.row.id,
    cause,
    amountMinor,
    status: 'REQUESTED',
    createdAt: new Date(locked.nowMs),
    nextCheckAt: new Date(locked.nowMs + FIRST_CHECK_MS),
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
    .where(eq(payments.id, payment.id))
    .getSQL();
  const after =
    payment.part > 0
      ? await dropPaidChange(ctx, tx, locked, payment.part, 'declined', { facts: [], also: [decline] })
      : await applyCommand(ctx, tx, locked, {
          command: 'decline',
          reason: 'declined',
          facts: [{ name: 'reservation/released', data: { reservationId: locked.row.id, reason: code } }],
          also: [decline],
        });
  return { status: after.status, refunding: false };
}

/** Whose an entry is. */
const bookOf = (row: ReservationRow) => ({
  restaurantId: row.restaurantId,
  reservationId: row.id,
  currency: row.currency,
});
