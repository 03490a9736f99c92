import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import { needsPerson, type Unknown } from '@/server/domain/payment/states';
import { each } from '@/server/domain/shared/each';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { askAgain, lookUp, readLookup } from './ask-provider';
import { compareRefunds } from './compare-refunds';
import { askRefundAgain, reviewRefund, settleRefund } from './refund';
import { checkNoMore, releaseAtProvider } from './release-payment';
import { reviewPayment } from './review-payment';
import { settlePayment } from './settle-payment';

const RECHECK_SECONDS = 60;
const REVIEW_AFTER_MS = 15 * 60_000;

/**
 * Asks the provider about every payment that has been open for long, whatever lost its event. Rows are claimed by moving
 * their next check on, so that several workers share the work. One that fails does not keep the others waiting; all
 * failures are thrown together at the end. Returns how many were asked about.
 */
export async function reconcilePayments(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const due = await claimPayments(ctx, input.limit);
  await each(due, (payment) => resolvePayment(ctx, { paymentId: payment.id, epoch: payment.epoch }));
  return due.length;
}

/** The same for refunds. */
export async function reconcileRefunds(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const due = await claimRefunds(ctx, input.limit);
  await each(due, (refund) => resolveRefund(ctx, refund));
  return due.length;
}

/**
 * How a row is asked about whose last answer nobody remembers: under the key it has. The request may still be in flight there, and
 * a second one beside it would move the money twice.
 */
const FORGOTTEN: Unknown = { kind: 'unknown', code: 'RECONCILED', answered: 'no' };

/** The saga is given its first check. After that an error under the old key is one that the provider only repeats. */
const isRepeated = (outcome: { kind: string; answered?: string }, checks: number): outcome is Unknown =>
  outcome.kind === 'unknown' && outcome.answered !== 'no' && checks > 1;

/**
 * Asks once what became of a payment, by order id, and applies a final answer. Also for what a webhook hints at, and for
 * money captured for an order that we had given up. What was only authorised for such an order is given back. `aboutRefunds`
 * compares a payment that is settled with what the provider has given back of it. `epoch` is the lease the caller took; once
 * another took it, nothing is done.
 */
export async function resolvePayment(
  ctx: ServiceContext,
  input: { paymentId: PaymentId; aboutRefunds?: boolean; epoch?: number },
): Promise<'settled' | 'open'> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, input.paymentId));
  if (!payment) return 'settled';
  if (payment.status === 'CAPTURED') {
    if (input.aboutRefunds) await compareRefunds(ctx, input);
    return 'settled';
  }
  if (input.epoch !== undefined && input.epoch !== payment.checks) return 'open';
  if (payment.status !== 'AUTHORIZED') return resolveUnpaid(ctx, payment);
  const first = await askAgain(ctx, { paymentId: payment.id, last: FORGOTTEN });
  const outcome = isRepeated(first, payment.checks)
    ? await askAgain(ctx, { paymentId: payment.id, last: first })
    : first;
  if (outcome.kind === 'captured' || outcome.kind === 'declined' || outcome.kind === 'no-session') {
    await settlePayment(ctx, { paymentId: payment.id, outcome });
    if (outcome.kind !== 'captured') await releaseAtProvider(ctx, { paymentId: payment.id });
    return 'settled';
  }
  const openForMs = ctx.nowMs() - (payment.authorizedAt?.getTime() ?? 0);
  if (needsPerson(outcome) || openForMs > REVIEW_AFTER_MS)
    await reviewPayment(ctx, { paymentId: payment.id, last: outcome });
  return 'open';
}

/** An order that nobody is confirming: captured all the same, or still payable, or over. */
async function resolveUnpaid(ctx: ServiceContext, payment: typeof payments.$inferSelect): Promise<'settled' | 'open'> {
  const looked = readLookup(await lookUp(ctx, payment));
  if (looked === 'waiting') await releaseAtProvider(ctx, { paymentId: payment.id });
  else if (looked.kind === 'declined') await checkNoMore(ctx, payment.id);
  if (looked === 'waiting' || looked.kind !== 'captured') return 'open';
  await settlePayment(ctx, { paymentId: payment.id, outcome: looked });
  return 'settled';
}

async function resolveRefund(
  ctx: ServiceContext,
  refund: { id: RefundId; createdAt: Date; checks: number },
): Promise<void> {
  const [now] = await ctx.db.select({ epoch: refunds.checks }).from(refunds).where(eq(refunds.id, refund.id));
  // Somebody took the lease while this one waited for its turn.
  if (now?.epoch !== refund.checks + 1) return;
  const tries = refund.checks;
  const first = await askRefundAgain(ctx, { refundId: refund.id, last: FORGOTTEN, tries });
  const outcome = isRepeated(first, tries)
    ? await askRefundAgain(ctx, { refundId: refund.id, last: first, tries })
    : first;
  if (outcome.kind === 'refunded')
    return settleRefund(ctx, { refundId: refund.id, transactionKey: outcome.transactionKey });
  const overdue = ctx.nowMs() - refund.createdAt.getTime() > REVIEW_AFTER_MS;
  if (needsPerson(outcome) || overdue) await reviewRefund(ctx, { refundId: refund.id, last: outcome });
}

const later = sql`now(6) + interval ${sql.raw(String(RECHECK_SECONDS))} second`;

async function claimPayments(ctx: ServiceContext, limit: number): Promise<{ id: PaymentId; epoch: number }[]> {
  return withTransaction(ctx, async (tx) => {
    const due = await tx
      .select({ id: payments.id, checks: payments.checks })
      .from(payments)
      .where(and(isNotNull(payments.nextCheckAt), lte(payments.nextCheckAt, sql`now(6)`)))
      .orderBy(asc(payments.nextCheckAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    if (due.length > 0) {
      await tx
        .update(payments)
        // A lease until then, and the count is its epoch: who took it before and comes back late sees that it is over.
        .set({ nextCheckAt: later, checks: sql`checks + 1` })
        .where(
          inArray(
            payments.id,
            due.map((row) => row.id),
          ),
        );
    }
    return due.map(({ id, checks }) => ({ id, epoch: checks + 1 }));
  });
}

async function claimRefunds(
  ctx: ServiceContext,
  limit: number,
): Promise<{ id: RefundId; createdAt: Date; checks: number }[]> {
  return withTransaction(ctx, async (tx) => {
    const due = await tx
      .select({ id: refunds.id, createdAt: refunds.createdAt, checks: refunds.checks })
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
