import { and, desc, eq, sql } from 'drizzle-orm';
import { reconciliations } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { Stretch } from '@/server/infra/payments';
import type { ServiceContext } from '../context';

type Kind = (typeof reconciliations.$inferSelect)['kind'];

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Providers' days are Seoul's, where every one of them is by now settled. */
const DAY_BEGINS_MS = -9 * HOUR_MS;

/** A provider's list is complete after so long: 60 s by its word, and some more by ours. */
const COMPLETE_AFTER_MS = HOUR_MS;

/** How far back a first run looks. */
const FIRST_LOOK_MS: Record<Kind, number> = { transactions: DAY_MS, settlements: 7 * DAY_MS };
const STEP_MS: Record<Kind, number> = { transactions: HOUR_MS, settlements: DAY_MS };

/**
 * The stretches of a provider's records that are complete and have not been compared, the oldest first: whole hours of transactions,
 * whole days of settlements. What a run missed, because it or the provider was down, comes with the next one.
 */
async function nextStretches(
  ctx: ServiceContext,
  provider: ProviderName,
  kind: Kind,
  most: number,
): Promise<Stretch[]> {
  const [last] = await ctx.db
    .select({ untilAt: reconciliations.untilAt })
    .from(reconciliations)
    .where(
      and(eq(reconciliations.provider, provider), eq(reconciliations.kind, kind), eq(reconciliations.status, 'done')),
    )
    .orderBy(desc(reconciliations.untilAt))
    .limit(1);
  return stretchesUntil(kind, last?.untilAt.getTime() ?? null, ctx.nowMs(), most);
}

/** Pure, for its tests: what is to be compared after `lastMs`, when the clock says `nowMs`. */
export function stretchesUntil(kind: Kind, lastMs: number | null, nowMs: number, most: number): Stretch[] {
  const step = STEP_MS[kind];
  const offset = kind === 'settlements' ? DAY_BEGINS_MS : 0;
  const floor = (ms: number) => Math.floor((ms - offset) / step) * step + offset;
  const endMs = floor(nowMs - COMPLETE_AFTER_MS);
  const stretches: Stretch[] = [];
  for (
    let fromMs = lastMs ?? floor(endMs - FIRST_LOOK_MS[kind]);
    fromMs < endMs && stretches.length < most;
    fromMs += step
  )
    stretches.push({ fromMs, untilMs: fromMs + step });
  return stretches;
}

/** Writes down that a stretch was compared; comparing it again replaces what was found. */
async function record(
  ctx: ServiceContext,
  found: { provider: ProviderName; kind: Kind } & Stretch &
    Pick<typeof reconciliations.$inferInsert, 'status' | 'compared' | 'differing' | 'error'>,
): Promise<void> {
  const { fromMs, untilMs, ...columns } = found;
  const result = { status: columns.status, compared: columns.compared, differing: columns.differing };
  await ctx.db
    .insert(reconciliations)
    .values({
      id: ctx.newId('reconciliation'),
      ...columns,
      fromAt: new Date(fromMs),
      untilAt: new Date(untilMs),
      at: sql`now(6)`,
    })
    .onDuplicateKeyUpdate({ set: { ...result, error: columns.error ?? null, at: sql`now(6)` } });
}

/** What was looked at, what was not alike, and the provider's code where it did not answer. */
export type Compared = { compared: number; differing: number; failed: string | null };

/**
 * Compares what has not been compared of a provider's records, the oldest first, and writes each stretch down. One that the provider
 * does not answer for ends it: the rest is the next run's.
 */
export async function compareNext(
  ctx: ServiceContext,
  { provider, kind, most }: { provider: ProviderName; kind: Kind; most: number },
  compare: (stretch: Stretch) => Promise<Compared>,
): Promise<Compared> {
  const total: Compared = { compared: 0, differing: 0, failed: null };
  if (!ctx.payments.names.includes(provider)) return total;
  for (const stretch of await nextStretches(ctx, provider, kind, most)) {
    const { compared, differing, failed } = await compare(stretch);
    const status = failed ? 'failed' : 'done';
    await record(ctx, { provider, kind, ...stretch, status, compared, differing, error: failed });
    total.compared += compared;
    total.differing += differing;
    if (failed) return { ...total, failed };
  }
  return total;
}
