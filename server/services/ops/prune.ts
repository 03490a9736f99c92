import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';

/** How long records that only guard against repetition are kept, days. */
const KEPT_DAYS = { outbox: 30, inbox: 90, command_keys: 30, sent_mails: 400 } as const;

/** Removes what is past its time, at most `limit` rows a table. Returns how many rows went. */
export async function pruneRecords(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const limit = sql.raw(String(Math.trunc(input.limit)));
  const before = (days: number) => sql`now(6) - interval ${sql.raw(String(days))} day`;
  const statements = [
    sql`DELETE FROM outbox WHERE sent_at < ${before(KEPT_DAYS.outbox)} LIMIT ${limit}`,
    sql`DELETE FROM inbox WHERE received_at < ${before(KEPT_DAYS.inbox)} LIMIT ${limit}`,
    sql`DELETE FROM command_keys WHERE created_at < ${before(KEPT_DAYS.command_keys)} LIMIT ${limit}`,
    sql`DELETE FROM sent_mails WHERE sent_at < ${before(KEPT_DAYS.sent_mails)} LIMIT ${limit}`,
  ];
  let gone = 0;
  for (const statement of statements) gone += (await ctx.db.execute(statement))[0].affectedRows;
  return gone;
}
