import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { payments, refunds, reservations } from '@/db/schema';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { askAgain, readLookup } from './ask-provider';
import { askRefundAgain, reviewRefund, settleRefund } from './refund';
import { reviewPayment } from './review-payment';
import { settlePayment } from './settle-payment';

const RECHECK_SECONDS = 60;
const REVIEW_AFTER_MS = 15 * 60_000;

/**
 * Asks the provider about every payment and refund that has been open for long, whatever lost its event. Rows are
 * claimed by moving their next check on, so that several workers share the work. Returns how many were asked about.
 */
export async function reconcile(
  ctx: ServiceContext,
  input: { limit: number },
): Promise<{ payments: number; refunds: number }> {
  const dueRefunds = await claimRefunds(ctx, input.limit);
  const duePayments = await claimPayments(ctx, input.limit);
  for (const payment of duePayments) await resolvePayment(ctx, { paymentId: payment.id });
  for (const refund of dueRefunds) await resolveRefund(ctx, refund);
  return { payments: duePayments.length, refunds: dueRefunds.length };
}

/**
 * Asks once what became of a payment, by order id, and applies a final answer. Also for what a webhook hints at, and for
 * money captured for an order that we had given up.
 */
export async function resolvePayment(
  ctx: ServiceContext,
  input: { paymentId: PaymentId },
): Promise<'settled' | 'open'> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, input.paymentId));
  if (!payment || payment.status === 'CAPTURED') return 'settled';
  if (payment.status !== 'AUTHORIZED') {
    const looked = readLookup(await ctx.payments.lookup(payment.orderId));
    if (looked === 'waiting' || looked.kind !== 'captured') return 'open';
    await settlePayment(ctx, { paymentId: payment.id, outcome: looked });
    return 'settled';
  }
  const last = { kind: 'unknown', code: 'FIRST_LOOK' } as const;
  const outcome = await askAgain(ctx, { paymentId: payment.id, last });
  if (outcome.kind === 'captured' || outcome.kind === 'declined' || outcome.kind === 'no-session') {
    await settlePayment(ctx, { paymentId: payment.id, outcome });
    return 'settled';
  }
  const openForMs = ctx.nowMs() - (payment.authorizedAt?.getTime() ?? 0);
  if (outcome.kind === 'config' || openForMs > REVIEW_AFTER_MS)
    await reviewPayment(ctx, { paymentId: payment.id, last: outcome });
  return 'open';
}

async function resolveRefund(ctx: ServiceContext, refund: { id: RefundId; createdAt: Date }): Promise<void> {
  const outcome = await askRefundAgain(ctx, { refundId: refund.id, last: { kind: 'unknown', code: 'FIRST_LOOK' } });
  if (outcome.kind === 'refunded')
    return settleRefund(ctx, { refundId: refund.id, transactionKey: outcome.transactionKey });
  const overdue = ctx.nowMs() - refund.createdAt.getTime() > REVIEW_AFTER_MS;
  if (outcome.kind === 'refused' || outcome.kind === 'config' || overdue)
    await reviewRefund(ctx, { refundId: refund.id, last: outcome });
}

const later = sql`now(6) + interval ${sql.raw(String(RECHECK_SECONDS))} second`;

async function claimPayments(ctx: ServiceContext, limit: number): Promise<{ id: PaymentId }[]> {
  return withTransaction(ctx, async (tx) => {
    const due = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(isNotNull(payments.nextCheckAt), lte(payments.nextCheckAt, sql`now(6)`)))
      .orderBy(asc(payments.nextCheckAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (due.length > 0) {
      await tx
        .update(payments)
        .set({ nextCheckAt: later, checks: sql`checks + 1` })
        .where(
          inArray(
            payments.id,
            due.map((row) => row.id),
          ),
        );
    }
    return due;
  });
}

async function claimRefunds(ctx: ServiceContext, limit: number): Promise<{ id: RefundId; createdAt: Date }[]> {
  return withTransaction(ctx, async (tx) => {
    const due = await tx
      .select({ id: refunds.id, createdAt: refunds.createdAt })
      .from(refunds)
      .where(and(isNotNull(refunds.nextCheckAt), lte(refunds.nextCheckAt, sql`now(6)`)))
      .orderBy(asc(refunds.nextCheckAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (due.length > 0) {
      await tx
        .update(refunds)
        .set({ nextCheckAt: later, checks: sql`checks + 1` })
        .where(
          inArray(
            refunds.id,
            due.map((row) => row.id),
          ),
        );
    }
    return due;
  });
}

/** Bookings that have been CONFIRMING for over `minutes` and have no open case: must be none. */
export async function stuckConfirming(ctx: ServiceContext, minutes: number): Promise<number> {
  const [row] = await ctx.db
    .select({ n: sql<number>`count(*)` })
    .from(reservations)
    .innerJoin(payments, eq(payments.reservationId, reservations.id))
    .where(
      and(
        eq(reservations.status, 'CONFIRMING'),
        sql`${payments.authorizedAt} < now(6) - interval ${sql.raw(String(Math.trunc(minutes)))} minute`,
        sql`not exists (select 1 from review_cases c where c.payment_id = ${payments.id} and c.closed_at is null)`,
      ),
    );
  return Number(row?.n ?? 0);
}
