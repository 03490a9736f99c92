import { type SQL, sql } from 'drizzle-orm';
import type { Entry } from '@/server/domain/ledger/entry';
import { actorName, type ServiceContext } from '../context';

/**
 * The statements that write entries to the journal, for the transaction of the event they tell of. An entry's lines come first and
 * its sum is taken from them by the database, whose CHECK refuses what does not balance; its unique key refuses the same event
 * twice. `atMs` is the database's clock as the event read it.
 */
export function posting(ctx: ServiceContext, entries: readonly Entry[], atMs: number): SQL[] {
  const at = new Date(atMs);
  return entries.flatMap((entry) => {
    const id = ctx.newId('journal');
    const { restaurantId, currency, kind } = entry;
    const lines = entry.lines.map(
      ({ account, amountMinor }, index) =>
        sql`(${id}, ${index + 1}, ${account}, ${kind}, ${restaurantId}, ${currency}, ${at}, ${amountMinor})`,
    );
    return [
      sql`INSERT INTO journal_lines (entry_id, line_no, account, kind, restaurant_id, currency, at, amount_minor) VALUES ${sql.join(lines, sql`, `)}`,
      sql`INSERT INTO journal_entries (id, source, source_id, kind, restaurant_id, reservation_id, currency, at, sum_minor, \`lines\`, reason, actor)
        SELECT ${id}, ${entry.source}, ${entry.sourceId}, ${kind}, ${restaurantId}, ${entry.reservationId}, ${currency}, ${at},
               SUM(amount_minor), COUNT(*), ${entry.reason ?? null}, ${actorName(ctx.actor)} FROM journal_lines WHERE entry_id = ${id}`,
    ];
  });
}
