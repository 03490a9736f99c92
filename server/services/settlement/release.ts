import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { payoutBatches, payouts, restaurants } from '@/db/schema';
import { maskAccount } from '@/server/domain/settlement/payout-account';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type PayoutBatchId, type PayoutId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { batchIdSchema, nowOf } from './pay';

const payoutIdSchema = z.custom<PayoutId>(
  (value) => typeof value === 'string' && isId('payout', value),
  'not a payout id',
);

export const listFilePayoutsInput = z.object({
  batchId: batchIdSchema,
  /** A part of a restaurant's name, or a transfer's whole reference; empty finds all. */
  text: z.string().trim().max(80).default(''),
  limit: z.number().int().min(1).max(50).default(20),
});

/** A transfer in a file, with the account as it may be shown. */
export type FilePayout = {
  id: PayoutId;
  amountMinor: number;
  currency: Currency;
  restaurant: { name: string; nameEn: string | null };
  account: { bankCode: string; masked: string; holder: string } | null;
};

/** The transfers in a file, for operators, by the restaurant's name. A file can hold one for every restaurant: the first few. */
export async function listFilePayouts(
  ctx: ServiceContext,
  raw: z.input<typeof listFilePayoutsInput>,
): Promise<FilePayout[]> {
  const { batchId, text, limit } = listFilePayoutsInput.parse(raw);
  const named = isId('payout', text)
    ? eq(payouts.id, text)
    : or(sql`locate(${text}, ${restaurants.name}) > 0`, sql`locate(${text}, ${restaurants.nameEn}) > 0`);
  const rows = await ctx.db
    .select({
      ...{ id: payouts.id, amountMinor: payouts.amountMinor, currency: payouts.currency, account: payouts.account },
      restaurant: { name: restaurants.name, nameEn: restaurants.nameEn },
    })
    .from(payouts)
    .innerJoin(restaurants, eq(restaurants.id, payouts.restaurantId))
    .where(and(eq(payouts.batchId, batchId), text ? named : undefined))
    .orderBy(asc(restaurants.name), asc(payouts.id))
    .limit(limit);
  return rows.map(({ account, ...row }) => ({
    ...row,
    account: account && {
      bankCode: account.bankCode,
      masked: maskAccount(account.accountNumber),
      holder: account.accountHolder,
    },
  }));
}

export const releasePayoutsInput = z.object({
  batchId: batchIdSchema,
  /** Only these; without, all that the file holds. */
  payoutIds: z.array(payoutIdSchema).min(1).max(200).optional(),
  /** Why the bank did not carry them out, for the record. */
  reason: z.string().trim().min(3).max(200),
});

/**
 * The bank did not carry a file out, or some of its transfers: they leave it and wait for the next one, which takes the account as it
 * is then. All that were asked for or none. A file that keeps some comes to what it keeps; one that keeps none is `released`, and is
 * never paid. Throws NOT_FOUND, PAYOUT_FILE_PAID, PAYOUT_FILE_RELEASED, PAYOUT_NOT_IN_FILE.
 */
export async function releasePayouts(
  ctx: ServiceContext,
  raw: z.infer<typeof releasePayoutsInput>,
): Promise<{ batchId: PayoutBatchId; status: 'exported' | 'released'; payouts: number; totalMinor: number }> {
  requireUser(ctx);
  const { batchId, payoutIds, reason } = releasePayoutsInput.parse(raw);
  const chosen = payoutIds && [...new Set(payoutIds)];
  return withTransaction(ctx, async (tx) => {
    // Whoever pays the file, or takes something else out of it, waits for this row.
    const [batch] = await tx.select().from(payoutBatches).where(eq(payoutBatches.id, batchId)).for('update');
    if (!batch) throw new AppError('NOT_FOUND');
    if (batch.status === 'paid') throw new AppError('PAYOUT_FILE_PAID');
    if (batch.status === 'released') throw new AppError('PAYOUT_FILE_RELEASED');
    const leaving = and(
      eq(payouts.batchId, batchId),
      eq(payouts.status, 'exported'),
      chosen ? inArray(payouts.id, chosen) : undefined,
    );
    const [sum] = await tx
      .select({ payouts: sql`count(*)`.mapWith(Number), totalMinor: sql`sum(${payouts.amountMinor})`.mapWith(Number) })
      .from(payouts)
      .where(leaving);
    const released = sum!;
    if (chosen && released.payouts !== chosen.length) throw new AppError('PAYOUT_NOT_IN_FILE');
    if (!chosen && (released.payouts !== batch.payouts || released.totalMinor !== batch.totalMinor))
      throw new Error(`the payouts of ${batch.id} are not what its file says`);
    await tx.update(payouts).set({ status: 'pending', batchId: null, account: null }).where(leaving);
    const status = released.payouts === batch.payouts ? 'released' : 'exported';
    await tx
      .update(payoutBatches)
      .set(
        status === 'released'
          ? { status }
          : { payouts: batch.payouts - released.payouts, totalMinor: batch.totalMinor - released.totalMinor },
      )
      .where(eq(payoutBatches.id, batchId));
    await audit(ctx, tx, await nowOf(tx), {
      action: 'payouts-released',
      subjectId: batchId,
      restaurantId: null,
      detail: { ...released, currency: batch.currency, payoutIds: chosen ?? 'all', reason },
    });
    return { batchId, status, ...released };
  });
}
