import { type SQL, sql } from 'drizzle-orm';
import type { Entry } from '@/server/domain/ledger/entry';
import { actorName, type ServiceContext } from '../context';

/**
 * The two statements that write entries to the journal, for the transaction of the event they tell of. The lines come first and each
 * entry's sum is taken from its lines by the database, whose CHECK refuses what does not balance; its unique key refuses the same event
 * twice. `atMs` is the database's clock as the event read it. None for no entries.
 */
export function posting(ctx: ServiceContext, entries: readonly Entry[], atMs: number): SQL[] {
  if (entries.length === 0) return [];
  const at = new Date(atMs);
  const actor = actorName(ctx.actor);
  const heads: SQL[] = [];
  const lines: SQL[] = [];
  for (const entry of entries) {
    const id = ctx.newId('journal');
    const { kind, restaurantId, reservationId, currency } = entry;
    heads.push(
      sql`SELECT ${id} AS id, ${entry.source} AS source, ${entry.sourceId} AS source_id, ${kind} AS kind, ${restaurantId} AS restaurant_id,
        ${reservationId} AS reservation_id, ${currency} AS currency, ${entry.reason ?? null} AS reason`,
    );
    for (const [index, { account, amountMinor }] of entry.lines.entries())
      lines.push(sql`(${id}, ${index + 1}, ${account}, ${kind}, ${restaurantId}, ${currency}, ${at}, ${amountMinor})`);
  }
  return [
    sql`INSERT INTO journal_lines (entry_id, line_no, account, kind, restaurant_id, currency, at, amount_minor) VALUES ${sql.join(lines, sql`, `)}`,
    sql`INSERT INTO journal_entries (id, source, source_id, kind, restaurant_id, reservation_id, currency, at, sum_minor, \`lines\`, reason, actor)
      SELECT e.id, e.source, e.source_id, e.kind, e.restaurant_id, e.reservation_id, e.currency, ${at}, SUM(l.amount_minor), COUNT(*), e.reason, ${actor}
        FROM (${sql.join(heads, sql` UNION ALL `)}) e JOIN journal_lines l ON l.entry_id = e.id
       GROUP BY e.id, e.source, e.source_id, e.kind, e.restaurant_id, e.reservation_id, e.currency, e.reason`,
  ];
}
