import { asc, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { merchantTerms, payoutBatches, payouts, restaurants, statements } from '@/db/schema';
import type { ServiceContext } from '../context';

export const listPayoutsInput = z.object({
  status: z.enum(['pending', 'exported', 'paid', 'returned']),
  limit: z.number().int().min(1).max(500).default(200),
});

export type PayoutRow = Omit<typeof payouts.$inferSelect, 'account'> & {
  restaurant: { name: string; nameEn: string | null; slug: string };
  statementNo: number;
  /** Without one it stays pending. */
  hasAccount: boolean;
};

/** Payouts of one status for operators: pending ones by when they are due, others the last first. */
export async function listPayouts(ctx: ServiceContext, raw: z.input<typeof listPayoutsInput>): Promise<PayoutRow[]> {
  const { status, limit } = listPayoutsInput.parse(raw);
  const rows = await ctx.db
    .select({
      payout: payouts,
      restaurant: { name: restaurants.name, nameEn: restaurants.nameEn, slug: restaurants.slug },
      statementNo: statements.no,
      hasAccount: sql<number>`${merchantTerms.accountNumber} is not null`,
    })
    .from(payouts)
    .innerJoin(statements, eq(statements.id, payouts.statementId))
    .innerJoin(restaurants, eq(restaurants.id, payouts.restaurantId))
    .leftJoin(merchantTerms, eq(merchantTerms.restaurantId, payouts.restaurantId))
    .where(eq(payouts.status, status))
    .orderBy(status === 'pending' ? asc(payouts.dueDate) : desc(payouts.dueDate), asc(payouts.id))
    .limit(limit);
  return rows.map(({ payout: { account: _, ...payout }, restaurant, statementNo, hasAccount }) => ({
    ...payout,
    restaurant,
    statementNo,
    hasAccount: Number(hasAccount) === 1,
  }));
}

export type BatchRow = typeof payoutBatches.$inferSelect;

/** The files that were made for the bank, the last first. */
export const listBatches = (ctx: ServiceContext, input: { limit?: number } = {}): Promise<BatchRow[]> =>
  ctx.db
    .select()
    .from(payoutBatches)
    .orderBy(desc(payoutBatches.createdAt), desc(payoutBatches.id))
    .limit(input.limit ?? 50);
