import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import type { SettlementPeriod } from '@/server/domain/settlement/period';
import { type BookedSum, STATEMENT_ACCOUNTS, STATEMENT_KINDS } from '@/server/domain/settlement/statement';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceDate } from '@/server/domain/shared/time';
import { list, msOf, rowsOf } from './rows';
import { settledEvery } from './run';

/** A restaurant and what its last statement left; `no` 0 and no time where it has none. */
export type Place = {
  id: RestaurantId;
  zone: string;
  currency: Currency;
  no: number;
  untilMs: number | null;
  lastDate: ServiceDate | null;
  carriedMinor: number;
};
/** From its last statement's end to the end of the run's period, by the restaurant's clock. */
export type Window = Place & { fromMs: number; endMs: number };

/** The next restaurants of a period, by id. */
export async function readPlaces(
  tx: Transaction,
  period: SettlementPeriod,
  after: RestaurantId | null,
  limit: number,
): Promise<Place[]> {
  const rows = await rowsOf<Place>(
    tx,
    sql`SELECT p.id, p.zone, p.currency, COALESCE(s.no, 0) AS no, ${msOf('s.until_at')} AS untilMs, s.last_date AS lastDate,
               COALESCE(s.carried_out_minor, 0) AS carriedMinor
          FROM (SELECT r.id, r.time_zone AS zone, r.currency FROM ${settledEvery(period)} AND r.id > ${after ?? ''}
                 ORDER BY r.id LIMIT ${limit}) p
          LEFT JOIN statements s ON s.restaurant_id = p.id
               AND s.no = (SELECT MAX(x.no) FROM statements x WHERE x.restaurant_id = p.id)
         ORDER BY p.id`,
  );
  return rows.map((row) => ({
    ...row,
    no: Number(row.no),
    carriedMinor: Number(row.carriedMinor),
    untilMs: row.untilMs === null ? null : Number(row.untilMs),
  }));
}

/** Restaurants by what they have in common, so that a chunk is a few statements, whatever its size: mostly one. */
function together<W extends { id: RestaurantId }, T>(
  windows: readonly W[],
  keyOf: (window: W) => T,
): [T, RestaurantId[]][] {
  const groups = new Map<string, [T, RestaurantId[]]>();
  for (const window of windows) {
    const key = keyOf(window);
    const name = JSON.stringify(key);
    const group = groups.get(name);
    if (group) group[1].push(window.id);
    else groups.set(name, [key, [window.id]]);
  }
  return [...groups.values()];
}

export type Earnings = { sums: BookedSum[]; firstMs: number };

/** What each earned in its window, by account and kind. Restaurants without any are missing. */
export async function readEarnings(
  db: Database | Transaction,
  windows: readonly Pick<Window, 'id' | 'fromMs' | 'endMs'>[],
): Promise<Map<RestaurantId, Earnings>> {
  type Row = { id: RestaurantId; account: BookedSum['account']; kind: BookedSum['kind'] } & Record<
    'sum' | 'count' | 'firstMs',
    string
  >;
  const earned = new Map<RestaurantId, Earnings>();
  for (const [{ fromMs, endMs }, ids] of together(windows, ({ fromMs, endMs }) => ({ fromMs, endMs }))) {
    const rows = await rowsOf<Row>(
      db,
      sql`SELECT restaurant_id AS id, account, kind, SUM(amount_minor) AS sum, COUNT(*) AS count, ${msOf('MIN(at)')} AS firstMs
            FROM journal_lines
           WHERE restaurant_id IN (${list(ids)}) AND account IN (${list(STATEMENT_ACCOUNTS)})
             AND at >= ${new Date(fromMs)} AND at < ${new Date(endMs)} AND kind IN (${list(STATEMENT_KINDS)})
           GROUP BY restaurant_id, account, kind`,
    );
    for (const { id, account, kind, sum, count, firstMs } of rows) {
      const of = earned.get(id) ?? { sums: [], firstMs: Number.POSITIVE_INFINITY };
      of.sums.push({ account, kind, sumMinor: Number(sum), count: Number(count) });
      earned.set(id, { ...of, firstMs: Math.min(of.firstMs, Number(firstMs)) });
    }
  }
  return earned;
}

/** What the journal says each is owed at the end of its window, whatever it comes from. */
export async function readOwed(tx: Transaction, windows: readonly Window[]): Promise<Map<RestaurantId, number>> {
  const owed = new Map<RestaurantId, number>();
  for (const [endMs, ids] of together(windows, (window) => window.endMs)) {
    const rows = await rowsOf<{ id: RestaurantId; owed: string }>(
      tx,
      sql`SELECT restaurant_id AS id, -SUM(amount_minor) AS owed FROM journal_lines
           WHERE restaurant_id IN (${list(ids)}) AND account = 'merchant_payable' AND at < ${new Date(endMs)}
           GROUP BY restaurant_id`,
    );
    for (const row of rows) owed.set(row.id, Number(row.owed));
  }
  return owed;
}

/** What earlier statements promised each and had not paid by the end of its window. */
export async function readUnpaid(tx: Transaction, windows: readonly Window[]): Promise<Map<RestaurantId, number>> {
  const unpaid = new Map<RestaurantId, number>();
  for (const [endMs, ids] of together(windows, (window) => window.endMs)) {
    const rows = await rowsOf<{ id: RestaurantId; unpaid: string }>(
      tx,
      sql`SELECT restaurant_id AS id, SUM(amount_minor) AS unpaid FROM payouts
           WHERE restaurant_id IN (${list(ids)}) AND (paid_at IS NULL OR paid_at >= ${new Date(endMs)})
           GROUP BY restaurant_id`,
    );
    for (const row of rows) unpaid.set(row.id, Number(row.unpaid));
  }
  return unpaid;
}
