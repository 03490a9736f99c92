import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '@/db/client';
import { merchantTerms, restaurants, settlementRuns, statementAdjustments } from '@/db/schema';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import type { StatementLine } from '@/server/domain/settlement/statement';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, ReviewCaseId, SettlementRunId, StatementId } from '@/server/domain/shared/ids';
import { actorName, type ServiceContext } from '../context';
import { tell } from '../messages';

const differenceSchema = z.object({
  ours: z.object({ statements: z.number().int() }),
  theirs: z.object({ journal: z.number().int() }),
  lastDate: z.string(),
});

/**
 * What a case of `ledger_differs` found comes with the restaurant's next statement, whose figures are the journal's again. The last run that
 * passed the restaurant over is done once more: its statement takes all since the one before. Throws REVIEW_NOTHING_TO_CARRY for any other case, or where nothing differs.
 */
export async function carryDifference(
  ctx: ServiceContext,
  tx: Transaction,
  found: { id: ReviewCaseId; subjectId: string; reason: string; detail: unknown },
  by: { note: string; nowMs: number },
): Promise<{ restaurantId: RestaurantId; amountMinor: number }> {
  const read = differenceSchema.safeParse(found.detail);
  const [restaurant] = await tx
    .select({ id: restaurants.id, currency: restaurants.currency, period: merchantTerms.period })
    .from(restaurants)
    .leftJoin(merchantTerms, eq(merchantTerms.restaurantId, restaurants.id))
    .where(eq(restaurants.id, found.subjectId as RestaurantId));
  if (found.reason !== 'ledger_differs' || !read.success || !restaurant) throw new AppError('REVIEW_NOTHING_TO_CARRY');
  const amountMinor = read.data.theirs.journal - read.data.ours.statements;
  if (amountMinor === 0) throw new AppError('REVIEW_NOTHING_TO_CARRY');
  await tx.insert(statementAdjustments).values({
    ...{ id: ctx.newId('adjustment'), restaurantId: restaurant.id, caseId: found.id },
    ...{ amountMinor, currency: restaurant.currency, reason: by.note },
    ...{ createdAt: new Date(by.nowMs), createdBy: actorName(ctx.actor) },
  });
  const [run] = await tx
    .select({ runId: settlementRuns.id })
    .from(settlementRuns)
    .where(
      and(
        eq(settlementRuns.period, restaurant.period ?? DEFAULT_TERMS.period),
        gte(settlementRuns.lastDate, read.data.lastDate),
      ),
    )
    .orderBy(desc(settlementRuns.lastDate))
    .limit(1);
  if (run) await tell(ctx, tx, [{ name: 'settlement/requested', data: run }], by.nowMs);
  return { restaurantId: restaurant.id, amountMinor };
}

/** What waits for the next statement of each restaurant, minor units. Locked: what comes later waits for the one after. */
export async function readWaiting(
  tx: Transaction,
  ids: readonly RestaurantId[],
): Promise<Map<RestaurantId, { amountMinor: number; count: number; firstMs: number }>> {
  const rows = await tx
    .select()
    .from(statementAdjustments)
    .where(and(inArray(statementAdjustments.restaurantId, [...ids]), isNull(statementAdjustments.statementId)))
    .for('update');
  const waiting = new Map<RestaurantId, { amountMinor: number; count: number; firstMs: number }>();
  for (const { restaurantId, amountMinor, createdAt } of rows) {
    const sum = waiting.get(restaurantId) ?? { amountMinor: 0, count: 0, firstMs: createdAt.getTime() };
    waiting.set(restaurantId, {
      amountMinor: sum.amountMinor + amountMinor,
      count: sum.count + 1,
      firstMs: Math.min(sum.firstMs, createdAt.getTime()),
    });
  }
  return waiting;
}

/** What waited came with the statements that a run has just made for these restaurants. */
export const settleWaiting = (tx: Transaction, runId: SettlementRunId, ids: readonly RestaurantId[]) =>
  tx.execute(
    sql`UPDATE statement_adjustments a JOIN statements s ON s.restaurant_id = a.restaurant_id AND s.run_id = ${runId}
           SET a.statement_id = s.id
         WHERE a.statement_id IS NULL AND ${inArray(sql`a.restaurant_id`, [...ids])}`,
  );

/** The lines of a statement that belong to no booking: what an operator had come with it. */
export async function readAdjustments(db: Database, statementId: StatementId): Promise<StatementLine[]> {
  const rows = await db
    .select()
    .from(statementAdjustments)
    .where(eq(statementAdjustments.statementId, statementId))
    .orderBy(asc(statementAdjustments.createdAt), asc(statementAdjustments.id));
  return rows.map(({ id, amountMinor, reason, createdAt }) => ({
    ...{ id, reservationId: null, code: null, guest: null, partySize: null },
    atMs: createdAt.getTime(),
    kinds: ['reversal'],
    ...{ depositMinor: 0, couponMinor: 0, ownCouponMinor: 0, feeMinor: 0, vatMinor: 0 },
    deductionMinor: amountMinor,
    deductions: [{ kind: 'reversal', atMs: createdAt.getTime(), amountMinor, reason }],
    netMinor: amountMinor,
    later: false,
  }));
}
