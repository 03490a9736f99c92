import type { RowDataPacket } from 'mysql2';
import type { DatabaseClient } from '@/db/client';
import { brokenCoupons } from './coupons';
import type { Provider } from './provider';

/** The design's invariants that one statement can check; each must find nothing. */
const NOTHING: Record<string, string> = {
  '1: taken is the sum of what live reservations and changes under way take': `SELECT o.restaurant_id, o.minute, o.table_id, o.taken, COALESCE(SUM(t.taken), 0) AS live
     FROM occupancy o LEFT JOIN (SELECT t.* FROM reservation_tables t
       LEFT JOIN reservations r ON r.id = t.reservation_id AND r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED')
       LEFT JOIN reservation_changes c ON c.id = t.reservation_id AND c.status IN ('PENDING', 'CHARGING')
      WHERE r.id IS NOT NULL OR c.id IS NOT NULL) t
       ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
      AND o.minute >= t.from_minute AND o.minute < t.to_minute
    GROUP BY o.restaurant_id, o.service_date, o.minute, o.table_id, o.taken, o.seats HAVING o.taken <> live OR o.taken > o.seats`,
  '2: at most one live payment a part of a reservation': `SELECT reservation_id FROM payments WHERE status IN ('PENDING', 'AUTHORIZED', 'CAPTURED')
      AND replaced_at IS NULL GROUP BY reservation_id, part HAVING COUNT(*) > 1`,
  '4: captured is confirmed, refunded or under review': `SELECT p.id FROM payments p JOIN reservations r ON r.id = p.reservation_id
    LEFT JOIN reservation_changes c ON c.reservation_id = p.reservation_id AND c.part = p.part
    WHERE p.status = 'CAPTURED' AND (r.status IN ('HELD', 'CONFIRMING', 'EXPIRED', 'RELEASED') OR (p.part > 0 AND c.status <> 'APPLIED'))
      AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.payment_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.payment_id = p.id AND c.closed_at IS NULL)`,
  '5: refunds are at most what was captured': `SELECT p.id FROM payments p JOIN refunds f ON f.payment_id = p.id
    GROUP BY p.id, p.amount_minor HAVING SUM(f.amount_minor) > COALESCE(MAX(p.captured_minor), p.amount_minor)`,
  '8: the history of a reservation has no gap and ends where it is': `SELECT r.id FROM reservations r
    JOIN (SELECT reservation_id, COUNT(*) AS n, MAX(version) AS v FROM reservation_history GROUP BY reservation_id) h ON h.reservation_id = r.id
    WHERE h.n <> r.version OR h.v <> r.version`,
  '6: every entry of the journal sums to zero': `SELECT entry_id, SUM(amount_minor) AS sum FROM journal_lines GROUP BY entry_id HAVING sum <> 0`,
  '6: every line of the journal has its entry': `SELECT l.entry_id FROM journal_lines l LEFT JOIN journal_entries e ON e.id = l.entry_id WHERE e.id IS NULL`,
  '6: what is captured is booked, and what is refunded': `SELECT p.id FROM payments p
      LEFT JOIN journal_entries e ON e.source = 'payment' AND e.source_id = p.id AND e.kind = 'capture'
     WHERE p.status = 'CAPTURED' AND e.id IS NULL
    UNION ALL SELECT f.id FROM refunds f LEFT JOIN journal_entries e ON e.source = 'refund' AND e.source_id = f.id
     WHERE f.status = 'DONE' AND e.id IS NULL`,
  '6: deposits owed are what confirmed bookings hold and what is on its way back': `SELECT r.id, COALESCE(l.owed, 0) AS owed,
      IF(r.status IN ('CONFIRMED', 'SEATED'), r.deposit_minor - r.discount_minor, 0) AS held, COALESCE(f.open, 0) AS open
      FROM reservations r
      LEFT JOIN (SELECT e.reservation_id, -SUM(l.amount_minor) AS owed FROM journal_entries e
        JOIN journal_lines l ON l.entry_id = e.id AND l.account = 'deposit_liability' GROUP BY e.reservation_id) l ON l.reservation_id = r.id
      LEFT JOIN (SELECT reservation_id, SUM(amount_minor) AS open FROM refunds WHERE status <> 'DONE' AND cause <> 'goodwill'
        GROUP BY reservation_id) f ON f.reservation_id = r.id
     WHERE EXISTS (SELECT 1 FROM payments p WHERE p.reservation_id = r.id AND p.status = 'CAPTURED')
    HAVING owed <> held + open`,
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
    `SELECT p.id AS order_id, p.part, p.amount_minor, p.status, r.status AS reservation FROM payments p JOIN reservations r ON r.id = p.reservation_id
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
    if (row.part === 0 && row.reservation === 'CONFIRMED' && !paid)
      broken.push(`3: ${row.order_id} is CONFIRMED here and ${theirs?.status} there`);
    if (theirs?.status === 'DONE' && row.status !== 'CAPTURED')
      broken.push(`4: ${row.order_id} is DONE there and ${row.status} here`);
    if ((await provider.captures(row.order_id)) > 1) broken.push(`9: ${row.order_id} was confirmed twice`);
  }
  return broken;
}
