import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { closingBookings, closings } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ServiceContext } from '../context';
import { cancelClosed } from './closing';

/** A fresh closing is left to the function that its event began. */
const AFTER_SECONDS = 60;
/** So many bookings of one closing at a time: the next minute goes on. */
const AT_ONCE = 50;

/** Goes on with closings of which bookings still wait: what a lost event left behind. Returns how many bookings moved. */
export async function sweepClosings(ctx: ServiceContext, { limit }: { limit: number }): Promise<number> {
  const left = await ctx.db
    .selectDistinct({ id: closings.id, createdAt: closings.createdAt })
    .from(closingBookings)
    .innerJoin(closings, eq(closings.id, closingBookings.closingId))
    .where(
      and(
        eq(closingBookings.status, 'waiting'),
        lte(closings.createdAt, sql`now(6) - interval ${sql.raw(String(AFTER_SECONDS))} second`),
      ),
    )
    .orderBy(asc(closings.createdAt))
    .limit(limit);
  let moved = 0;
  await each(left, async ({ id }) => {
    moved += (await cancelClosed(ctx, { closingId: id, limit: AT_ONCE })).moved;
  });
  return moved;
}
