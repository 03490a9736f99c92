import { sql } from 'drizzle-orm';
import { occupancy, serviceDays } from '@/db/schema';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';

/** How long records that only guard against repetition are kept, days. */
const KEPT_DAYS = { outbox: 30, inbox: 90, sent_mails: 400 } as const;

/** Who stood in which line; the room itself stays. */
const ROOMS_KEPT_DAYS = 90;

/** A day so long past is neither booked nor released any more: what was taken of its tables decides nothing. */
export const OCCUPANCY_KEPT_DAYS = 60;
const RESTAURANTS_A_BATCH = 50;

/** Removes what is past its time, at most `limit` rows a table, and as many of days long past. Returns how many rows went. */
export async function pruneRecords(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const limit = sql.raw(String(Math.trunc(input.limit)));
  const before = (days: number) => sql`now(6) - interval ${sql.raw(String(days))} day`;
  const statements = [
    sql`DELETE FROM outbox WHERE sent_at < ${before(KEPT_DAYS.outbox)} LIMIT ${limit}`,
    sql`DELETE FROM inbox WHERE received_at < ${before(KEPT_DAYS.inbox)} LIMIT ${limit}`,
    sql`DELETE FROM sent_mails WHERE sent_at < ${before(KEPT_DAYS.sent_mails)} LIMIT ${limit}`,
  ];
  for (const table of ['room_tickets', 'room_calls'])
    statements.push(sql`DELETE FROM ${sql.raw(table)} WHERE room_id IN (SELECT id FROM (SELECT w.id FROM waiting_rooms w WHERE w.ended_at < ${before(ROOMS_KEPT_DAYS)}
      AND EXISTS (SELECT 1 FROM ${sql.raw(table)} t WHERE t.room_id = w.id) LIMIT 1) old) LIMIT ${limit}`);
  let gone = 0;
  for (const statement of statements) gone += (await ctx.db.execute(statement))[0].affectedRows;
  return gone + (await pruneDays(ctx, Math.trunc(input.limit)));
}

/**
 * Removes what was taken on days long past, then the days; the bookings, their tables and their history stay. A few
 * restaurants a statement, found by the key that begins with them, so that nobody waits for it. A day goes after what
 * was taken on it, so the next run finds what this one leaves.
 */
async function pruneDays(ctx: ServiceContext, limit: number): Promise<number> {
  const past = sql`curdate() - interval ${sql.raw(String(OCCUPANCY_KEPT_DAYS))} day`;
  const [found] = (await ctx.db.execute(
    sql`SELECT restaurant_id AS id FROM service_day GROUP BY restaurant_id HAVING MIN(service_date) < ${past} LIMIT ${sql.raw(String(limit))}`,
  )) as unknown as [{ id: RestaurantId }[]];
  let left = limit;
  for (let at = 0; at < found.length && left > 0; at += RESTAURANTS_A_BATCH) {
    const ids = found.slice(at, at + RESTAURANTS_A_BATCH).map((row) => row.id);
    for (const table of [occupancy, serviceDays]) {
      if (left === 0) break;
      const [gone] = await ctx.db.execute(
        sql`DELETE FROM ${table} WHERE restaurant_id IN ${ids} AND service_date < ${past} LIMIT ${sql.raw(String(left))}`,
      );
      left -= gone.affectedRows;
    }
  }
  return limit - left;
}
