import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { payoutBatches } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type PayoutBatchId } from '@/server/domain/shared/ids';
import { audit } from '../audit';
import { actorName, requireUser, type ServiceContext, withTransaction } from '../context';
import { databaseNowMs } from '../reservation';
import { isPayable } from './payable';
import { rowsOf } from './rows';

export const makePayoutFileInput = z.object({ currency: z.enum(['KRW', 'USD', 'JPY', 'EUR']) });

export const batchIdSchema = z.custom<PayoutBatchId>(
  (value) => typeof value === 'string' && isId('payoutBatch', value),
  'not a payout batch id',
);

/** The database's clock, epoch milliseconds. */
export const nowOf = async (tx: Transaction): Promise<number> =>
  Number((await rowsOf<{ nowMs: string }>(tx, sql`SELECT ${databaseNowMs} AS nowMs`))[0]!.nowMs);

/**
 * Takes every payout that can be paid now (`isPayable`) into one file for the bank, with the account as it is now. A payout is in one
 * file: two who ask at once do not get the same. Throws PAYOUTS_NONE_DUE.
 */
export async function makePayoutFile(
  ctx: ServiceContext,
  raw: z.infer<typeof makePayoutFileInput>,
): Promise<{ batchId: PayoutBatchId; payouts: number; totalMinor: number }> {
  const userId = requireUser(ctx);
  const { currency } = makePayoutFileInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const nowMs = await nowOf(tx);
    const batchId = ctx.newId('payoutBatch');
    await tx.execute(sql`
      UPDATE payouts JOIN merchant_terms ON merchant_terms.restaurant_id = payouts.restaurant_id
         SET payouts.status = 'exported', payouts.batch_id = ${batchId},
             payouts.account = JSON_OBJECT('bankCode', merchant_terms.bank_code, 'accountNumber', merchant_terms.account_number,
                                           'accountHolder', merchant_terms.account_holder)
       WHERE payouts.currency = ${currency} AND ${isPayable}`);
    const [sum] = await rowsOf<{ payouts: string; totalMinor: string }>(
      tx,
      sql`SELECT COUNT(*) AS payouts, COALESCE(SUM(amount_minor), 0) AS totalMinor FROM payouts WHERE batch_id = ${batchId}`,
    );
    const [count, totalMinor] = [Number(sum!.payouts), Number(sum!.totalMinor)];
    if (count === 0) throw new AppError('PAYOUTS_NONE_DUE');
    const at = new Date(nowMs);
    await tx.insert(payoutBatches).values({
      id: batchId,
      status: 'exported',
      currency,
      payouts: count,
      totalMinor,
      createdAt: at,
      createdBy: userId,
    });
    await audit(ctx, tx, nowMs, {
      action: 'payout-file-made',
      subjectId: batchId,
      restaurantId: null,
      detail: { payouts: count, totalMinor, currency },
    });
    return { batchId, payouts: count, totalMinor };
  });
}

export const markPaidInput = z.object({
  batchId: batchIdSchema,
  /** The total as the operator read it off the bank's own page. */
  expectedTotalMinor: z.number().int().min(1),
});

/**
 * The bank carried a file out: books every payout of it, all or none, once. A second time answers the same and books nothing. Throws
 * NOT_FOUND, PAYOUT_FILE_RELEASED, or PAYOUT_TOTAL_DIFFERS when the total that was typed is not the file's.
 */
export async function markPaid(
  ctx: ServiceContext,
  raw: z.infer<typeof markPaidInput>,
): Promise<{ batchId: PayoutBatchId; payouts: number; totalMinor: number; paidAtMs: number }> {
  const userId = requireUser(ctx);
  const input = markPaidInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const [batch] = await tx.select().from(payoutBatches).where(eq(payoutBatches.id, input.batchId)).for('update');
    if (!batch) throw new AppError('NOT_FOUND');
    if (batch.status === 'released') throw new AppError('PAYOUT_FILE_RELEASED');
    if (batch.totalMinor !== input.expectedTotalMinor) throw new AppError('PAYOUT_TOTAL_DIFFERS');
    const answer = { batchId: batch.id, payouts: batch.payouts, totalMinor: batch.totalMinor };
    if (batch.paidAt) return { ...answer, paidAtMs: batch.paidAt.getTime() };
    const nowMs = await nowOf(tx);
    const at = new Date(nowMs);
    await book(ctx, tx, batch, at);
    await tx
      .update(payoutBatches)
      .set({ status: 'paid', paidAt: at, paidBy: userId })
      .where(eq(payoutBatches.id, batch.id));
    await audit(ctx, tx, nowMs, {
      action: 'payouts-paid',
      subjectId: batch.id,
      restaurantId: null,
      detail: { payouts: batch.payouts, totalMinor: batch.totalMinor, currency: batch.currency },
    });
    return { ...answer, paidAtMs: nowMs };
  });
}

/** An entry a payout, in three statements whatever their number. An entry's id is its payout's with its own prefix: one each. */
async function book(
  ctx: ServiceContext,
  tx: Transaction,
  batch: typeof payoutBatches.$inferSelect,
  at: Date,
): Promise<void> {
  const entryId = sql.raw("CONCAT('jrn', SUBSTRING(p.id, 4))");
  const line = (no: number, account: string, amount: string) =>
    sql`SELECT ${entryId}, ${no}, ${account}, 'payout', p.restaurant_id, p.currency, ${at}, ${sql.raw(amount)}
          FROM payouts p WHERE p.batch_id = ${batch.id}`;
  await tx.execute(sql`
    INSERT INTO journal_lines (entry_id, line_no, account, kind, restaurant_id, currency, at, amount_minor)
    ${line(1, 'merchant_payable', 'p.amount_minor')} UNION ALL ${line(2, 'bank', '-p.amount_minor')}`);
  await tx.execute(sql`
    INSERT INTO journal_entries (id, source, source_id, kind, restaurant_id, reservation_id, currency, at, sum_minor, \`lines\`, reason, actor)
    SELECT l.entry_id, 'payout', p.id, 'payout', p.restaurant_id, NULL, p.currency, ${at}, SUM(l.amount_minor), COUNT(*), NULL, ${actorName(ctx.actor)}
      FROM payouts p JOIN journal_lines l ON l.entry_id = ${entryId}
     WHERE p.batch_id = ${batch.id} GROUP BY l.entry_id, p.id, p.restaurant_id, p.currency`);
  const [paid] = (await tx.execute(
    sql`UPDATE payouts SET status = 'paid', paid_at = ${at} WHERE batch_id = ${batch.id} AND status = 'exported'`,
  )) as unknown as [{ affectedRows: number }];
  const [sum] = await rowsOf<{ total: string }>(
    tx,
    sql`SELECT SUM(amount_minor) AS total FROM payouts WHERE batch_id = ${batch.id} AND status = 'paid'`,
  );
  if (paid.affectedRows !== batch.payouts || Number(sum!.total) !== batch.totalMinor)
    throw new Error(`the payouts of ${batch.id} are not what its file says`);
}
