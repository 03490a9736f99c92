import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payments, refunds, reviewCases } from '@/db/schema';
import { runScript } from '@/db/script';
import { refundEntry } from '@/server/domain/ledger/entry';
import type { RefundOutcome } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { crashPoint } from '@/server/infra/crash-point';
import { type ServiceContext, withTransaction } from '../context';
import { posting } from '../ledger';
import { telling } from '../messages';
import { applyCommand, databaseNowMs, lockPayment } from '../reservation';
import { lookUp } from './ask-provider';
import { entrySource } from './fail-refund';
import { openReview } from './open-review';

async function loadRefund(ctx: ServiceContext, id: RefundId) {
  const [found] = await ctx.db
    .select({ refund: refunds, payment: payments })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, id));
  if (!found?.payment.paymentKey) throw new AppError('PAYMENT_UNKNOWN');
  return { ...found, paymentKey: found.payment.paymentKey };
}

/** An answer, and which attempt it was given to. */
export type AskedRefund = RefundOutcome & { attempt?: number };

/**
 * Asks the provider to give a refund's amount back, outside any transaction. Our refund id is the reason on the
 * provider's record, so that a lost answer can be found there. A refund that is done answers so.
 */
export async function refundAtProvider(ctx: ServiceContext, input: { refundId: RefundId }): Promise<AskedRefund> {
  const { refund, payment, paymentKey } = await loadRefund(ctx, input.refundId);
  if (refund.status === 'DONE') return { kind: 'refunded', transactionKey: refund.transactionKey ?? '' };
  crashPoint('before-refund');
  const outcome = await ctx.payments.of(payment.provider).refund({
    paymentKey,
    amountMinor: refund.amountMinor,
    reason: refund.id,
    idempotencyKey: `refund:${refund.id}:${refund.attempt}`,
    balanceMinor: refund.balanceMinor,
  });
  crashPoint('after-refund');
  return { ...outcome, attempt: refund.attempt };
}

/** From this try on a server error has had time to show on the provider's record if it was applied after all. */
const SURE_AFTER_TRIES = 3;

/**
 * After an answer that was not final: looks for this refund on the provider's record, else asks once more. `last` is the
 * answer before, `tries` how often it was asked. An error that the provider answered is repeated under its key, so the
 * next try gets a new one: at once after a request error, after some tries when the server failed, and never while the
 * record cannot be read or shows this refund under way. A part of the money must not go back twice: an attempt follows
 * the one that got the error, whoever else asks meanwhile, and a later one tells the provider what it must have left.
 */
export async function askRefundAgain(
  ctx: ServiceContext,
  input: { refundId: RefundId; last: AskedRefund; tries: number },
): Promise<AskedRefund> {
  const { refund, payment } = await loadRefund(ctx, input.refundId);
  const looked = await lookUp(ctx, payment);
  if (looked.kind === 'config') return looked;
  // Without the provider's record nobody knows whether the last try worked: the same key again is safe, a new one is not.
  if (looked.kind !== 'found') return refundAtProvider(ctx, input);
  const ours = looked.payment.cancels.filter((cancel) => cancel.reason === refund.id);
  const done = ours.find((cancel) => cancel.status === 'DONE');
  if (done) return { kind: 'refunded', transactionKey: done.transactionKey };
  if (ours.some((cancel) => cancel.status === 'IN_PROGRESS')) return { kind: 'in-flight' };
  const answered = input.last.kind === 'unknown' ? input.last.answered : 'no';
  if (answered === 'request-error' || (answered === 'server-error' && input.tries >= SURE_AFTER_TRIES)) {
    const failed = input.last.attempt ?? refund.attempt;
    await ctx.db
      .update(refunds)
      .set({ attempt: failed + 1, balanceMinor: looked.payment.balanceMinor })
      .where(and(eq(refunds.id, refund.id), eq(refunds.attempt, failed)));
  }
  return refundAtProvider(ctx, input);
}

/** Writes down a refund that the provider carried out. Once: a second time changes nothing. */
export async function settleRefund(
  ctx: ServiceContext,
  input: { refundId: RefundId; transactionKey: string },
): Promise<void> {
  const { refund, payment } = await loadRefund(ctx, input.refundId);
  crashPoint('before-settle-refund');
  await withTransaction(ctx, async (tx) => {
    // Days before anything else, where a day is to be written.
    if (refund.cause === 'amount_differs') await lockPayment(tx, refund.paymentId);
    const [clock] = await tx.select({ nowMs: databaseNowMs }).from(refunds).where(eq(refunds.id, refund.id));
    const nowMs = Number(clock!.nowMs);
    const done = and(eq(refunds.id, refund.id), sql`${refunds.status} <> 'DONE'`);
    await bookRefund(ctx, tx, { refund, payment, where: done, transactionKey: input.transactionKey, nowMs });
  });
  crashPoint('after-settle-refund');
}

type Booked = {
  refund: typeof refunds.$inferSelect;
  payment: typeof payments.$inferSelect;
  /** Which state of the refund it may be booked from. */
  where: SQL | undefined;
  /** The provider's; null when the platform paid from its own account. */
  transactionKey: string | null;
  nowMs: number;
};

/** Writes down that a refund is done, with its entry, once; returns whether that was now. Its day must be locked where it pins a table. */
export async function bookRefund(ctx: ServiceContext, tx: Transaction, input: Booked): Promise<boolean> {
  const { refund, payment, transactionKey, nowMs } = input;
  const [changed] = await tx
    .update(refunds)
    .set({ status: 'DONE', transactionKey, doneAt: new Date(nowMs), nextCheckAt: null })
    .where(input.where);
  if (changed.affectedRows !== 1) return false;
  const { restaurantId, currency } = payment;
  const { reservationId } = refund;
  const sourceId = await entrySource(tx, refund);
  const head = { source: 'refund', sourceId, restaurantId, reservationId, currency } as const;
  const entry = refundEntry(
    { ...head, ...(refund.note && { reason: refund.note }) },
    refund.amountMinor,
    refund.cause === 'goodwill' ? 'restaurant' : 'diner-deposit',
    transactionKey === null ? 'bank' : 'pg_clearing',
  );
  await runScript(tx, [
    tx
      .update(payments)
      .set({ refundedMinor: sql`refunded_minor + ${refund.amountMinor}` })
      .where(eq(payments.id, refund.paymentId))
      .getSQL(),
    ...posting(ctx, [entry], nowMs),
    telling(ctx, tx, [{ name: 'refund/done', data: { reservationId, refundId: refund.id } }], nowMs),
    // Whatever waited for a person because of it needs nobody any more.
    tx
      .update(reviewCases)
      .set({ closedAt: new Date(nowMs), closedBy: 'system:settle-refund', note: 'system:refund-done' })
      .where(and(eq(reviewCases.subjectId, refund.id), isNull(reviewCases.closedAt)))
      .getSQL(),
  ]);
  if (refund.cause === 'amount_differs') await releasePinned(ctx, tx, refund.paymentId);
  return true;
}

/** The wrong amount is back with its diner: the table that was kept for it is free. */
export async function releasePinned(ctx: ServiceContext, tx: Transaction, paymentId: PaymentId): Promise<void> {
  const locked = await lockPayment(tx, paymentId);
  if (locked?.row.status !== 'CONFIRMING' || locked.payment.part > 0) return;
  await applyCommand(ctx, tx, locked, {
    command: 'decline',
    reason: 'amount-differs',
    facts: [{ name: 'reservation/released', data: { reservationId: locked.row.id, reason: 'AMOUNT_DIFFERS' } }],
  });
}

/** The provider refuses a refund, or has not answered for long: a person is told. */
export async function reviewRefund(
  ctx: ServiceContext,
  input: { refundId: RefundId; last: RefundOutcome },
): Promise<void> {
  const { refund } = await loadRefund(ctx, input.refundId);
  if (refund.status === 'DONE') return;
  const refused = input.last.kind === 'refused';
  await withTransaction(ctx, async (tx) => {
    const [clock] = await tx.select({ nowMs: databaseNowMs }).from(refunds).where(eq(refunds.id, refund.id));
    if (refused) {
      await tx
        .update(refunds)
        .set({ status: 'REVIEW', nextCheckAt: null })
        .where(and(eq(refunds.id, refund.id), eq(refunds.status, 'REQUESTED')));
    }
    await openReview(ctx, tx, {
      subjectId: refund.id,
      reason: refused ? 'refund_refused' : 'refund_unresolved',
      reservationId: refund.reservationId,
      paymentId: refund.paymentId,
      detail: { last: input.last },
      nowMs: Number(clock!.nowMs),
    });
  });
}
