import { eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { restaurants, settlementRuns } from '@/db/schema';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import {
  CLOSING_MARGIN_MS,
  endOfDate,
  lastClosable,
  periodOf,
  SETTLEMENT_PERIODS,
  type SettlementPeriod,
} from '@/server/domain/settlement/period';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type SettlementRunId } from '@/server/domain/shared/ids';
import { isServiceDate } from '@/server/domain/shared/time';
import { audit } from '../audit';
import { actorName, type ServiceContext, withTransaction } from '../context';
import { tell } from '../messages';
import { databaseNowMs } from '../reservation';

export type SettlementRun = typeof settlementRuns.$inferSelect;

export const startSettlementInput = z.object({
  period: z.enum(SETTLEMENT_PERIODS),
  /** The last date of the period that is closed. */
  lastDate: z.string().refine(isServiceDate, 'not-a-date'),
});

export const runIdSchema = z.custom<SettlementRunId>(
  (value) => typeof value === 'string' && isId('settlementRun', value),
  'not a settlement run id',
);

/** The restaurants that are settled so often. `r` are restaurants, `t` their terms. */
export const settledEvery = (period: SettlementPeriod): SQL =>
  sql`restaurants r LEFT JOIN merchant_terms t ON t.restaurant_id = r.id
      WHERE COALESCE(t.period, ${DEFAULT_TERMS.period}) = ${period}`;

/** The runs there were, the last first. */
export const listRuns = (ctx: ServiceContext, input: { limit?: number } = {}): Promise<SettlementRun[]> =>
  ctx.db
    .select()
    .from(settlementRuns)
    .orderBy(sql`${settlementRuns.lastDate} desc`, settlementRuns.period)
    .limit(input.limit ?? 50);

/**
 * Closes a period for all restaurants that are settled so often: writes the run down and has it done. Asked for again it is the same
 * run, which goes on where it stopped. Throws SETTLEMENT_TOO_EARLY (with `fromMs`) while the period, or the time that is left for what
 * is still being written, is not over where the clock is last; INVALID_INPUT for a date that ends no such period.
 */
export async function startSettlement(
  ctx: ServiceContext,
  raw: z.infer<typeof startSettlementInput>,
): Promise<{ runId: SettlementRunId; status: SettlementRun['status'] }> {
  const { period, lastDate } = startSettlementInput.parse(raw);
  if (periodOf(period, lastDate).lastDate !== lastDate)
    throw new AppError('INVALID_INPUT', { field: 'lastDate', problem: 'not-a-last-date' });
  return withTransaction(ctx, async (tx) => {
    const { zones, count, nowMs } = await readPlaces(tx, period);
    const fromMs = Math.max(...zones.map((zone) => endOfDate(lastDate, zone))) + CLOSING_MARGIN_MS;
    if (nowMs < fromMs) throw new AppError('SETTLEMENT_TOO_EARLY', { fromMs });
    const [made] = await tx
      .insert(settlementRuns)
      .values({
        id: ctx.newId('settlementRun'),
        period,
        lastDate,
        status: 'running',
        restaurants: count,
        startedAt: new Date(nowMs),
        actor: actorName(ctx.actor),
      })
      // Nothing changes; the row is locked.
      .onDuplicateKeyUpdate({ set: { period } });
    const [run] = await tx
      .select({ id: settlementRuns.id, status: settlementRuns.status })
      .from(settlementRuns)
      .where(sql`${settlementRuns.period} = ${period} and ${settlementRuns.lastDate} = ${lastDate}`);
    if (!run) throw new Error('a settlement run that was just written is not there');
    if (run.status === 'running')
      await tell(ctx, tx, [{ name: 'settlement/requested', data: { runId: run.id } }], nowMs);
    if (made.affectedRows === 1 && ctx.actor.type === 'operator')
      await audit(ctx, tx, nowMs, {
        action: 'settlement-started',
        subjectId: run.id,
        restaurantId: null,
        detail: { period, lastDate },
      });
    return { runId: run.id, status: run.status };
  });
}

async function readPlaces(
  tx: Transaction,
  period: SettlementPeriod,
): Promise<{ zones: string[]; count: number; nowMs: number }> {
  const [rows] = (await tx.execute(
    sql`SELECT r.time_zone AS zone, COUNT(*) AS places FROM ${settledEvery(period)} GROUP BY r.time_zone`,
  )) as unknown as [{ zone: string; places: number }[]];
  const [clock] = (await tx.execute(sql`SELECT ${databaseNowMs} AS now_ms`)) as unknown as [{ now_ms: string }[]];
  return {
    // Without a restaurant there is nothing to wait for but a day's end somewhere.
    zones: rows.length > 0 ? rows.map(({ zone }) => zone) : ['UTC'],
    count: rows.reduce((total, { places }) => total + Number(places), 0),
    nowMs: Number(clock[0]!.now_ms),
  };
}

/** Starts what is due: of each kind of period the last that can be closed everywhere. Answers the runs that are not done. */
export async function startDueSettlements(ctx: ServiceContext): Promise<SettlementRunId[]> {
  const zones = await ctx.db.selectDistinct({ zone: restaurants.timeZone }).from(restaurants);
  if (zones.length === 0) return [];
  const started: SettlementRunId[] = [];
  for (const period of SETTLEMENT_PERIODS) {
    const { lastDate } = lastClosable(
      period,
      zones.map(({ zone }) => zone),
      ctx.nowMs(),
    );
    const { runId, status } = await startSettlement(ctx, { period, lastDate });
    if (status === 'running') started.push(runId);
  }
  return started;
}

/** Every restaurant is through. A run that is done stays as it is. */
export async function finishRun(ctx: ServiceContext, input: { runId: SettlementRunId }): Promise<void> {
  await ctx.db
    .update(settlementRuns)
    .set({ status: 'done', restaurants: sql`done`, endedAt: sql`now(6)` })
    .where(sql`${eq(settlementRuns.id, input.runId)} and ${settlementRuns.status} = 'running'`);
}
