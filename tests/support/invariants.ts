import type { RowDataPacket } from 'mysql2';
import type { DatabaseClient } from '@/db/client';
import { brokenCoupons } from './coupons';
import type { Provider } from './provider';

/** The design's invariants that one statement can check; each must find nothing. */
const NOTHING: Record<string, string> = {
  '1: taken is the sum of what live reservations take': `SELECT o.restaurant_id, o.minute, o.table_id, o.taken, COALESCE(SUM(t.taken), 0) AS live
     FROM occupancy o LEFT JOIN (SELECT t.* FROM reservation_tables t JOIN reservations r ON r.id = t.reservation_id
       AND r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED')) t
       ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
      AND o.minute >= t.from_minute AND o.minute < t.to_minute
    GROUP BY o.restaurant_id, o.service_date, o.minute, o.table_id, o.taken, o.seats HAVING o.taken <> live OR o.taken > o.seats`,
  '2: at most one live payment a reservation': `SELECT reservation_id FROM payments WHERE status IN ('PENDING', 'AUTHORIZED', 'CAPTURED')
      AND replaced_at IS NULL GROUP BY reservation_id HAVING COUNT(*) > 1`,
  '4: captured is confirmed, refunded or under review': `SELECT p.id FROM payments p JOIN reservations r ON r.id = p.reservation_id
    WHERE p.status = 'CAPTURED' AND r.status IN ('HELD', 'CONFIRMING', 'EXPIRED', 'RELEASED')
      AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.payment_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.payment_id = p.id AND c.closed_at IS NULL)`,
  '5: refunds are at most what was captured': `SELECT p.id FROM payments p JOIN refunds f ON f.payment_id = p.id
    GROUP BY p.id, p.amount_minor HAVING SUM(f.amount_minor) > p.amount_minor`,
  '8: the history of a reservation has no gap and ends where it is': `SELECT r.id FROM reservations r
    JOIN (SELECT reservation_id, COUNT(*) AS n, MAX(version) AS v FROM reservation_history GROUP BY reservation_id) h ON h.reservation_id = r.id
    WHERE h.n <> r.version OR h.v <> r.version`,
  '10: the outbox has drained': 'SELECT id FROM outbox WHERE sent_at IS NULL',
  '12: nothing is CONFIRMING for long without a case': `SELECT r.id FROM reservations r JOIN payments p ON p.reservation_id = r.id
    WHERE r.status = 'CONFIRMING' AND p.authorized_at < NOW(6) - INTERVAL 15 MINUTE
      AND NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.payment_id = p.id)`,
};

/** Checks the invariants against the database and, with a provider, against its own record. Returns what is broken. */
export async function brokenInvariants(client: DatabaseClient, provider?: Provider): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(NOTHING)) {
    const [rows] = await client.pool.query<RowDataPacket[]>(sql);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  for (const coupons of await brokenCoupons(client)) broken.push(`11: ${coupons}`);
  if (provider) broken.push(...(await comparedWithProvider(client, provider)));
  return broken;
}

async function comparedWithProvider(client: DatabaseClient, provider: Provider): Promise<string[]> {
  const broken: string[] = [];
  const [rows] = await client.pool.query<RowDataPacket[]>(
    `SELECT p.id AS order_id, p.amount_minor, p.status, r.status AS reservation FROM payments p JOIN reservations r ON r.id = p.reservation_id
      WHERE p.replaced_at IS NULL`,
  );
  const known = new Map(
    (
      (await provider.control('GET', '/payments')) as {
        payment: { orderId: string; status: string; totalAmount: number };
      }[]
    ).map(({ payment }) => [payment.orderId, payment]),
  );
  for (const row of rows) {
    const theirs = known.get(row.order_id);
    const paid =
      theirs && ['DONE', 'PARTIAL_CANCELED'].includes(theirs.status) && theirs.totalAmount === row.amount_minor;
    if (row.reservation === 'CONFIRMED' && !paid)
      broken.push(`3: ${row.order_id} is CONFIRMED here and ${theirs?.status} there`);
    if (theirs?.status === 'DONE' && row.status !== 'CAPTURED')
      broken.push(`4: ${row.order_id} is DONE there and ${row.status} here`);
    if ((await provider.captures(row.order_id)) > 1) broken.push(`9: ${row.order_id} was confirmed twice`);
  }
  return broken;
}
