import { eq, sql } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { merchantTerms, statements } from '@/db/schema';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import { endOfDate, lastClosable, periodBefore } from '@/server/domain/settlement/period';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { dateAt, instantFrom } from '@/server/domain/shared/time';
import type { ServiceContext } from '@/server/services/context';
import { finishRun, settleChunk, startSettlement } from '@/server/services/settlement';

export const ZONE = 'Asia/Seoul';
export const DAY_MS = 86_400_000;

/** The last two weeks that can be closed, and an instant inside each. */
export const second = lastClosable('weekly', [ZONE], Date.now());
export const first = periodBefore('weekly', second.firstDate);
export const inFirst = endOfDate(first.lastDate, ZONE) - 3 * DAY_MS;
export const inSecond = endOfDate(second.lastDate, ZONE) - 3 * DAY_MS;

/** A weekly run from its start to its end, by an operator. Every restaurant with something in the journal has its statement afterwards. */
export async function settleWeek(ctx: ServiceContext, operator: ServiceContext, lastDate: string, limit = 1_000) {
  const { runId } = await startSettlement(operator, { period: 'weekly', lastDate });
  const made = { statements: 0, payouts: 0, differing: 0 };
  for (let after: RestaurantId | null = null, done = 0; ; ) {
    const chunk: Awaited<ReturnType<typeof settleChunk>> = await settleChunk(ctx, { runId, after, done, limit });
    for (const what of ['statements', 'payouts', 'differing'] as const) made[what] += chunk[what];
    if (chunk.last === null) break;
    [after, done] = [chunk.last, chunk.done];
  }
  await finishRun(ctx, { runId });
  return { runId, ...made };
}

/**
 * Two months later: the restaurant, settled monthly, has all that is in its journal in the month before the last, and that month is
 * closed by the product's own run. Its payout is due. Answers the one statement that was made.
 */
export async function settleMonth(client: DatabaseClient, ctx: ServiceContext, restaurantId: RestaurantId) {
  await client.db
    .insert(merchantTerms)
    .values({ restaurantId, ...DEFAULT_TERMS, period: 'monthly' })
    .onDuplicateKeyUpdate({ set: { period: 'monthly' } });
  const last = periodBefore('monthly', dateAt(Date.now(), ZONE));
  const { firstDate, lastDate } = periodBefore('monthly', last.firstDate);
  const at = new Date(instantFrom(firstDate, 720, ZONE));
  for (const table of ['journal_lines', 'journal_entries'])
    await client.db.execute(sql`UPDATE ${sql.identifier(table)} SET at = ${at} WHERE restaurant_id = ${restaurantId}`);
  const { runId } = await startSettlement(ctx, { period: 'monthly', lastDate });
  // Somebody else may have closed that month already: what is settled is passed over.
  for (let after: RestaurantId | null = null, done = 0; ; ) {
    const chunk: Awaited<ReturnType<typeof settleChunk>> = await settleChunk(ctx, { runId, after, done });
    if (!chunk.last) break;
    after = chunk.last;
    done = chunk.done;
  }
  const [statement, ...more] = await client.db
    .select()
    .from(statements)
    .where(eq(statements.restaurantId, restaurantId));
  if (!statement || more.length > 0) throw new Error('one statement was to be made');
  return statement;
}
