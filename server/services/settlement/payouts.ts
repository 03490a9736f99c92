import { asc, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { merchantTerms, payoutBatches, payouts, restaurants, statements } from '@/db/schema';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceContext } from '../context';
import { carriedNow, hasAccount, isPayable } from './payable';
import { rowsOf } from './rows';

export const listPayoutsInput = z.object({
  status: z.enum(['pending', 'exported', 'paid', 'returned']),
  limit: z.number().int().min(1).max(500).default(200),
});

export type PayoutRow = Omit<typeof payouts.$inferSelect, 'account'> & {
  restaurant: { name: string; nameEn: string | null; slug: string };
  statementNo: number;
  /** Without one it stays pending. */
  hasAccount: boolean;
  /** What its restaurant's last statement carries over, minor units. Below zero, it is held back until that is made up for. */
  carriedMinor: number;
};

/** Payouts of one status for operators: pending ones by when they are due, others the last first. */
export async function listPayouts(ctx: ServiceContext, raw: z.input<typeof listPayoutsInput>): Promise<PayoutRow[]> {
  const { status, limit } = listPayoutsInput.parse(raw);
  const rows = await ctx.db
    .select({
      payout: payouts,
      restaurant: { name: restaurants.name, nameEn: restaurants.nameEn, slug: restaurants.slug },
      statementNo: statements.no,
      hasAccount: sql<number>`${hasAccount}`,
      carriedMinor: sql<string>`${carriedNow}`,
    })
    .from(payouts)
    .innerJoin(statements, eq(statements.id, payouts.statementId))
    .innerJoin(restaurants, eq(restaurants.id, payouts.restaurantId))
    .leftJoin(merchantTerms, eq(merchantTerms.restaurantId, payouts.restaurantId))
    .where(eq(payouts.status, status))
    .orderBy(status === 'pending' ? asc(payouts.dueDate) : desc(payouts.dueDate), asc(payouts.id))
    .limit(limit);
  return rows.map(({ payout: { account: _, ...payout }, restaurant, statementNo, hasAccount, carriedMinor }) => ({
    ...payout,
    restaurant,
    statementNo,
    hasAccount: Number(hasAccount) === 1,
    carriedMinor: Number(carriedMinor),
  }));
}

export type ReadyPayouts = {
  /** What a file would take now: one for each currency in which there is something. */
  files: { currency: Currency; payouts: number; totalMinor: number }[];
  /** All that wait, whatever for. */
  pending: number;
  /** Restaurants to which something is to be paid and that have no account. */
  withoutAccount: number;
};

/** What can be paid now and what cannot, counted over everything that waits, however much that is. */
export async function getReadyPayouts(ctx: ServiceContext): Promise<ReadyPayouts> {
  const from = sql`payouts LEFT JOIN merchant_terms ON merchant_terms.restaurant_id = payouts.restaurant_id`;
  const [files, [waiting]] = await Promise.all([
    rowsOf<{ currency: Currency; payouts: string; totalMinor: string }>(
      ctx.db,
      sql`SELECT payouts.currency, COUNT(*) AS payouts, SUM(payouts.amount_minor) AS totalMinor
            FROM ${from} WHERE ${isPayable} GROUP BY payouts.currency ORDER BY payouts.currency`,
    ),
    rowsOf<{ pending: string; withoutAccount: string }>(
      ctx.db,
      sql`SELECT COUNT(*) AS pending, COUNT(DISTINCT CASE WHEN ${hasAccount} THEN NULL ELSE payouts.restaurant_id END) AS withoutAccount
            FROM ${from} WHERE payouts.status = 'pending'`,
    ),
  ]);
  return {
    files: files.map((file) => ({ ...file, payouts: Number(file.payouts), totalMinor: Number(file.totalMinor) })),
    pending: Number(waiting!.pending),
    withoutAccount: Number(waiting!.withoutAccount),
  };
}

export type BatchRow = typeof payoutBatches.$inferSelect;
export type BatchPage = { batches: BatchRow[]; nextCursor: string | null };

/** Where a page ended: whether that file was unpaid, when it was made (epoch milliseconds), and its id. */
const batchCursorSchema = z.string().regex(/^[01]\.\d{1,17}\.[a-z]{3}_[0-9a-z]{26}$/);

export const listBatchesInput = z.object({
  cursor: batchCursorSchema.nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});

const isUnpaid = sql`(${payoutBatches.status} = 'exported')`;

/** The files that were made for the bank: those that are not paid yet before all others, the last first. A page; null ends the last. */
export async function listBatches(ctx: ServiceContext, raw: z.input<typeof listBatchesInput> = {}): Promise<BatchPage> {
  const { cursor, limit } = listBatchesInput.parse(raw);
  const [unpaid, madeMs, id] = cursor?.split('.') ?? [];
  const rows = await ctx.db
    .select()
    .from(payoutBatches)
    .where(
      cursor
        ? sql`(${isUnpaid}, ${payoutBatches.createdAt}, ${payoutBatches.id}) < (${Number(unpaid)}, ${new Date(Number(madeMs))}, ${id})`
        : undefined,
    )
    .orderBy(desc(isUnpaid), desc(payoutBatches.createdAt), desc(payoutBatches.id))
    .limit(limit + 1);
  const batches = rows.slice(0, limit);
  const last = batches.at(-1);
  const next = last && `${last.status === 'exported' ? 1 : 0}.${last.createdAt.getTime()}.${last.id}`;
  return { batches, nextCursor: rows.length > limit && next ? next : null };
}
