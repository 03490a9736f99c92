import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payouts, statements } from '@/db/schema';
import { CLOSING_MARGIN_MS, dueDateOf, endOfDate } from '@/server/domain/settlement/period';
import { payoutOf, totalsOf } from '@/server/domain/settlement/statement';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, SettlementRunId } from '@/server/domain/shared/ids';
import { addDays, dateAt } from '@/server/domain/shared/time';
import { crashPoint } from '@/server/infra/crash-point';
import { type ServiceContext, withTransaction } from '../context';
import { openReview } from '../payment';
import { databaseNowMs } from '../reservation';
import { readWaiting, settleWaiting } from './adjustments';
import { type Place, readEarnings, readOwed, readPlaces, readUnpaid, type Window } from './read-chunk';
import type { SettlementRun } from './run';

/** So many restaurants in one transaction. */
export const CHUNK = 1_000;

export type ChunkResult = {
  /** The last restaurant that is through; null when there are no more. */
  last: RestaurantId | null;
  done: number;
  statements: number;
  payouts: number;
  /** Restaurants whose balance in the journal is another than their statements say. */
  differing: number;
};

type Input = { runId: SettlementRunId; after: RestaurantId | null; done: number; limit?: number };

/**
 * Makes the statements of the next restaurants of a run, and the payouts of what is owed: all of them or none. Restaurants that have
 * their statement are passed over, so that the same chunk again, or another run beside it, adds nothing. A restaurant whose balance
 * in the journal is not what its statements come to gets neither, and a case for an operator. Throws NOT_FOUND.
 */
export async function settleChunk(ctx: ServiceContext, input: Input): Promise<ChunkResult> {
  const result = await withTransaction(ctx, async (tx) => {
    const { run, nowMs } = await lockRun(tx, input.runId);
    const places = await readPlaces(tx, run.period, input.after, input.limit ?? CHUNK);
    const last = places.at(-1)?.id ?? null;
    const done = input.done + places.length;
    const counts = await settlePlaces(ctx, tx, run, places, nowMs);
    crashPoint('in-settlement');
    await tx.execute(
      sql`UPDATE settlement_runs SET done = GREATEST(done, ${done}), restaurants = GREATEST(restaurants, ${done}) WHERE id = ${run.id}`,
    );
    return { last, done, ...counts };
  });
  crashPoint('after-settlement');
  return result;
}

/** Chunks of one run go one after the other, whoever does them. */
async function lockRun(tx: Transaction, runId: SettlementRunId): Promise<{ run: SettlementRun; nowMs: number }> {
  const [rows] = (await tx.execute(
    sql`SELECT id, period, last_date AS lastDate, ${databaseNowMs} AS nowMs FROM settlement_runs WHERE id = ${runId} FOR UPDATE`,
  )) as unknown as [(SettlementRun & { nowMs: string })[]];
  const run = rows[0];
  if (!run) throw new AppError('NOT_FOUND');
  return { run, nowMs: Number(run.nowMs) };
}

const windowOf = (run: SettlementRun, place: Place): Window => ({
  ...place,
  fromMs: place.untilMs ?? 0,
  endMs: endOfDate(run.lastDate, place.zone),
});

async function settlePlaces(
  ctx: ServiceContext,
  tx: Transaction,
  run: SettlementRun,
  places: Place[],
  nowMs: number,
): Promise<Omit<ChunkResult, 'last' | 'done'>> {
  // A restaurant that came to this period since the run was started may still be in its last day.
  const windows = places
    .map((place) => windowOf(run, place))
    .filter(({ fromMs, endMs }) => fromMs < endMs && endMs + CLOSING_MARGIN_MS <= nowMs);
  if (windows.length === 0) return { statements: 0, payouts: 0, differing: 0 };
  const earned = await readEarnings(tx, windows);
  const owed = await readOwed(tx, windows);
  const unpaid = await readUnpaid(tx, windows);
  const waiting = await readWaiting(
    tx,
    windows.map(({ id }) => id),
  );
  const made: (typeof statements.$inferInsert)[] = [];
  let differing = 0;
  for (const window of windows) {
    const found = earned.get(window.id);
    const late = waiting.get(window.id);
    const totals = totalsOf(found?.sums ?? []);
    totals.deductionMinor += late?.amountMinor ?? 0;
    totals.entries += late?.count ?? 0;
    const { payoutMinor, carriedOutMinor } = payoutOf(totals, window.carriedMinor);
    const ours = (unpaid.get(window.id) ?? 0) + payoutMinor + carriedOutMinor;
    const theirs = owed.get(window.id) ?? 0;
    if (ours !== theirs) {
      differing++;
      const detail = { ours: { statements: ours }, theirs: { journal: theirs }, currency: window.currency };
      const subject = { subjectId: window.id, reason: 'ledger_differs', reservationId: null, paymentId: null } as const;
      await openReview(ctx, tx, { ...subject, detail: { ...detail, lastDate: run.lastDate }, nowMs });
    } else if (found || late) {
      const firstMs = found?.firstMs ?? Math.min(late!.firstMs, window.endMs - 1);
      made.push({
        ...totals,
        id: ctx.newId('statement'),
        restaurantId: window.id,
        runId: run.id,
        no: window.no + 1,
        currency: window.currency,
        firstDate: window.lastDate ? addDays(window.lastDate, 1) : dateAt(firstMs, window.zone),
        lastDate: run.lastDate,
        fromAt: new Date(window.fromMs),
        untilAt: new Date(window.endMs),
        carriedInMinor: window.carriedMinor,
        payoutMinor,
        carriedOutMinor,
        createdAt: new Date(nowMs),
      });
    }
  }
  const due = await write(ctx, tx, made);
  if (waiting.size > 0) await settleWaiting(tx, run.id, [...waiting.keys()]);
  return { statements: made.length, payouts: due, differing };
}

/** Two statements, however many restaurants. Answers how many payouts there are. */
async function write(ctx: ServiceContext, tx: Transaction, made: (typeof statements.$inferInsert)[]): Promise<number> {
  if (made.length === 0) return 0;
  await tx.insert(statements).values(made);
  const due = made
    .filter(({ payoutMinor }) => payoutMinor > 0)
    .map((one) => ({
      id: ctx.newId('payout'),
      statementId: one.id,
      restaurantId: one.restaurantId,
      amountMinor: one.payoutMinor,
      currency: one.currency,
      status: 'pending' as const,
      dueDate: dueDateOf(one.lastDate),
    }));
  if (due.length > 0) await tx.insert(payouts).values(due);
  return due.length;
}
