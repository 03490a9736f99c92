import type { RowDataPacket } from 'mysql2';
import type { Queries } from './queries';

/** What must find nothing in the journal. */
const NOTHING: Record<string, string> = {
  '6: every entry sums to zero and has all its lines': `SELECT e.id, COALESCE(SUM(l.amount_minor), 0) AS total, COUNT(l.line_no) AS n
     FROM journal_entries e LEFT JOIN journal_lines l ON l.entry_id = e.id
    GROUP BY e.id, e.sum_minor, e.lines HAVING total <> 0 OR e.sum_minor <> 0 OR n <> e.lines`,
  '6: every line belongs to an entry': `SELECT l.entry_id FROM journal_lines l
     LEFT JOIN journal_entries e ON e.id = l.entry_id WHERE e.id IS NULL`,
  '6: every capture is booked': `SELECT p.id FROM payments p LEFT JOIN journal_entries e
       ON e.source = 'payment' AND e.source_id = p.id AND e.kind = 'capture'
    WHERE p.status = 'CAPTURED' AND e.id IS NULL`,
  '6: every refund that is done is booked': `SELECT f.id FROM refunds f LEFT JOIN journal_entries e
       ON e.source = 'refund' AND e.source_id = f.id WHERE f.status = 'DONE' AND e.id IS NULL`,
  // What a live booking has paid, and what is on its way back. Where a person still has to look, nobody knows yet.
  '6: deposits held are what live bookings paid and refunds under way': `SELECT r.id, COALESCE(h.held, 0) AS held,
       IF(r.status IN ('CONFIRMED', 'SEATED') AND pay.paid IS NOT NULL, r.deposit_minor - r.discount_minor, 0) + COALESCE(f.pending, 0) AS due
     FROM reservations r
     LEFT JOIN (SELECT e.reservation_id, -SUM(l.amount_minor) AS held FROM journal_entries e JOIN journal_lines l ON l.entry_id = e.id
        WHERE l.account = 'deposit_liability' GROUP BY e.reservation_id) h ON h.reservation_id = r.id
     LEFT JOIN (SELECT reservation_id, SUM(amount_minor) AS paid FROM payments WHERE status = 'CAPTURED' GROUP BY reservation_id) pay
       ON pay.reservation_id = r.id
     LEFT JOIN (SELECT reservation_id, SUM(amount_minor) AS pending FROM refunds WHERE status <> 'DONE' AND cause <> 'goodwill'
        GROUP BY reservation_id) f ON f.reservation_id = r.id
    WHERE NOT EXISTS (SELECT 1 FROM review_cases c WHERE c.reservation_id = r.id AND c.closed_at IS NULL)
   HAVING held <> due`,
};

/** Checks the journal against itself, against what was paid and, where it is known, against what the provider holds. */
export async function brokenLedger({ pool }: Queries, heldByProviderMinor: number | null): Promise<string[]> {
  const [[journal]] = await pool.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM journal_entries');
  if (Number(journal!.n) === 0) return [];
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(NOTHING)) {
    const [rows] = await pool.query<RowDataPacket[]>(sql);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  if (heldByProviderMinor === null) return broken;
  const [[clearing]] = await pool.query<RowDataPacket[]>(
    "SELECT COALESCE(SUM(amount_minor), 0) AS held FROM journal_lines WHERE account = 'pg_clearing' AND kind <> 'settled'",
  );
  if (Number(clearing!.held) !== heldByProviderMinor)
    broken.push(`6: the provider holds ${heldByProviderMinor}, the ledger says ${clearing!.held}`);
  return broken;
}
