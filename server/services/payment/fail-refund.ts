import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { journalEntries, payments, refunds } from '@/db/schema';
import { REFUND_CAME_BACK, reversalEntry } from '@/server/domain/ledger/entry';
import type { RefundId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { posting, readUnreversed } from '../ledger';
import { databaseNowMs } from '../reservation';
import { openReview } from './open-review';

/** A refund's entries: its first has its own id, one that was booked after a failure a number behind it. `;` comes after `:`. */
const entriesOf = (id: RefundId) =>
  and(
    eq(journalEntries.source, 'refund'),
    sql`${journalEntries.sourceId} >= ${id} and ${journalEntries.sourceId} < ${`${id};`}`,
  );

/** What a refund's next entry is about. One that was done before, and failed, has a reversed entry already. */
export async function entrySource(
  tx: Transaction,
  refund: { id: RefundId; transactionKey: string | null },
): Promise<string> {
  if (refund.transactionKey === null) return refund.id;
  const booked = await tx.select({ id: journalEntries.id }).from(journalEntries).where(entriesOf(refund.id));
  return booked.length === 0 ? refund.id : `${refund.id}:${booked.length + 1}`;
}

/**
 * A refund that was done came back to the provider: the diner does not have the money, and the provider holds it for us again. Its entry
 * is reversed, the refund waits for a person, and a case tells of it. Does nothing for a refund that is not done by `transactionKey`
 * (any more). Returns whether this was news.
 */
export async function failRefund(
  ctx: ServiceContext,
  input: { refundId: RefundId; transactionKey: string; theirs: unknown },
): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const [changed] = await tx
      .update(refunds)
      .set({ status: 'REVIEW', doneAt: null, nextCheckAt: null })
      .where(
        and(
          eq(refunds.id, input.refundId),
          eq(refunds.status, 'DONE'),
          eq(refunds.transactionKey, input.transactionKey),
        ),
      );
    if (changed.affectedRows !== 1) return false;
    const [found] = await tx
      .select({ refund: refunds, nowMs: databaseNowMs })
      .from(refunds)
      .where(eq(refunds.id, input.refundId));
    const { id, paymentId, reservationId, amountMinor, transactionKey, note } = found!.refund;
    const nowMs = Number(found!.nowMs);
    await tx
      .update(payments)
      .set({ refundedMinor: sql`refunded_minor - ${amountMinor}` })
      .where(eq(payments.id, paymentId));
    const back = (await readUnreversed(tx, entriesOf(id))).map((entry) =>
      reversalEntry(entry, note ?? REFUND_CAME_BACK),
    );
    for (const statement of posting(ctx, back, nowMs)) await tx.execute(statement);
    await openReview(ctx, tx, {
      subjectId: id,
      reason: 'refund_failed',
      reservationId,
      paymentId,
      detail: { ours: { id, amountMinor, transactionKey, status: 'DONE' }, theirs: input.theirs },
      nowMs,
    });
    return true;
  });
}
