import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { reviewCases } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import { each } from '@/server/domain/shared/each';
import { AppError } from '@/server/domain/shared/errors';
import { type ServiceContext, withTransaction } from '../context';
import { openReview } from './open-review';

/** So many payments that wait for an answer, for so long, while none gets one: that is no single card's trouble. */
const WAITING_PAYMENTS = 3;
const WAITING_SECONDS = 90;

/**
 * How often one payment is let through to a provider that seems to be away. Those that wait are asked about every minute and tell that it is
 * back; but where they are ones that it never settles, only another payment can.
 */
const PROBE_SECONDS = 300;

type Health = { isDown: boolean; isProbed: boolean };

/**
 * Whether a provider seems to answer nobody: several payments wait for it, and none that was begun meanwhile was captured or declined;
 * and whether one that was begun lately still waits. One payment that it does not know what to do with says nothing of the others.
 */
async function readHealth(db: Database, provider: ProviderName): Promise<Health> {
  const since = (seconds: number) => sql`NOW(6) - INTERVAL ${sql.raw(String(seconds))} SECOND`;
  const [rows] = await db.execute(sql`SELECT
      (SELECT COUNT(*) FROM payments WHERE next_check_at IS NOT NULL AND status = 'AUTHORIZED' AND provider = ${provider}
          AND authorized_at < ${since(WAITING_SECONDS)}) AS waiting,
      EXISTS (SELECT 1 FROM payments WHERE authorized_at > ${since(2 * WAITING_SECONDS)}
          AND provider = ${provider} AND status IN ('CAPTURED', 'DECLINED')) AS answered,
      EXISTS (SELECT 1 FROM payments WHERE authorized_at > ${since(PROBE_SECONDS)} AND provider = ${provider}
          AND status = 'AUTHORIZED') AS probed`);
  const [row] = rows as unknown as { waiting: number | string; answered: number; probed: number }[];
  return { isDown: Number(row!.waiting) >= WAITING_PAYMENTS && !row!.answered, isProbed: Boolean(row!.probed) };
}

/** What a process last saw, so that a crowd that pays asks once. */
type Seen = { untilMs: number; health: Promise<Health>; hasProbed: boolean };
const seen = new WeakMap<Database, Map<ProviderName, Seen>>();
const SEEN_MS = 2_000;

/**
 * Throws PROVIDER_DOWN where a payment would only wait with the others: its hold goes on, and nothing is charged. Now and
 * then one is let through, or nobody would learn that the provider answers again.
 */
export async function requireProvider(ctx: ServiceContext, provider: ProviderName): Promise<void> {
  const known = seen.get(ctx.db) ?? new Map<ProviderName, Seen>();
  seen.set(ctx.db, known);
  let last = known.get(provider);
  if (!last || last.untilMs <= ctx.nowMs()) {
    const health = readHealth(ctx.db, provider);
    last = { untilMs: ctx.nowMs() + SEEN_MS, health, hasProbed: false };
    known.set(provider, last);
    health.catch(() => known.delete(provider));
  }
  const { isDown, isProbed } = await last.health;
  if (!isDown) return;
  if (isProbed || last.hasProbed) throw new AppError('PROVIDER_DOWN', { charged: false });
  last.hasProbed = true;
}

/** Opens a case, with its alarm, for every provider that is down, and closes it when it is up again. Returns those that are down. */
export async function watchProviders(ctx: ServiceContext): Promise<ProviderName[]> {
  const down: ProviderName[] = [];
  await each([...ctx.payments.names], async (provider) => {
    const { isDown } = await readHealth(ctx.db, provider);
    if (isDown) down.push(provider);
    await withTransaction(ctx, async (tx) => {
      if (!isDown) {
        await tx
          .update(reviewCases)
          .set({ closedAt: sql`now(6)`, closedBy: 'system:watch-providers', note: 'system:answers-again' })
          .where(
            and(
              eq(reviewCases.subjectId, provider),
              eq(reviewCases.reason, 'provider_down'),
              isNull(reviewCases.closedAt),
            ),
          );
        return;
      }
      await openReview(ctx, tx, {
        subjectId: provider,
        reason: 'provider_down',
        reservationId: null,
        paymentId: null,
        detail: { provider },
        nowMs: ctx.nowMs(),
      });
    });
  });
  return down;
}
