import { and, eq, lte, sql } from 'drizzle-orm';
import { reservations } from '@/db/schema';
import type { ServiceContext } from '../context';
import { expireHolds } from './expire-hold';

/** Ends holds that are overdue by more than a few seconds: what a lost event left behind. Returns how many. */
export async function sweepHolds(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const overdue = await ctx.db
    .select({ id: reservations.id })
    .from(reservations)
    .where(and(eq(reservations.status, 'HELD'), lte(reservations.dueAt, sql`now(6) - interval 5 second`)))
    .orderBy(reservations.dueAt)
    .limit(input.limit);
  return (await expireHolds(ctx, { reservationIds: overdue.map(({ id }) => id) })).expired;
}
