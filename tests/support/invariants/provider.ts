import type { RowDataPacket } from 'mysql2';
import type { LogEntry } from '@/sandbox';
import type { Provider } from '../provider';
import type { Queries } from './queries';

type Payment = {
  orderId: string;
  status: string;
  totalAmount: number;
  balanceAmount: number;
  cancels: { cancelAmount: number; cancelReason: string }[] | null;
};

/** What the provider itself has on record. */
export type ProviderRecord = { payments: Payment[]; log: LogEntry[] };

export async function readProvider(provider: Provider): Promise<ProviderRecord> {
  const [payments, log] = await Promise.all([provider.control('GET', '/payments'), provider.control('GET', '/log')]);
  return {
    payments: (payments as { payment: Payment }[]).map(({ payment }) => payment),
    log: log as LogEntry[],
  };
}

const PAID = new Set(['DONE', 'PARTIAL_CANCELED', 'CANCELED']);
const HAS_TABLE = new Set(['CONFIRMED', 'SEATED', 'COMPLETED', 'NO_SHOW']);

/** What the provider holds of the orders that are ours. */
export function heldMinor(record: ProviderRecord, ours: ReadonlySet<string>): number {
  return record.payments
    .filter((payment) => PAID.has(payment.status) && ours.has(payment.orderId))
    .reduce((sum, payment) => sum + payment.balanceAmount, 0);
}

type Row = {
  order_id: string;
  part: number;
  amount_minor: number;
  captured_minor: number | null;
  status: string;
  replaced: number;
  reservation: string;
  asked: number;
  done: number;
  reviews: number;
};

const ORDERS = `SELECT p.id AS order_id, p.part, p.amount_minor, p.captured_minor, p.status, p.replaced_at IS NOT NULL AS replaced, r.status AS reservation,
    COALESCE(f.asked, 0) AS asked, COALESCE(f.done, 0) AS done,
    (SELECT COUNT(*) FROM review_cases c WHERE c.payment_id = p.id) AS reviews
  FROM payments p JOIN reservations r ON r.id = p.reservation_id
  LEFT JOIN (SELECT payment_id, SUM(amount_minor) AS asked, SUM(IF(status = 'DONE', amount_minor, 0)) AS done FROM refunds GROUP BY payment_id) f
    ON f.payment_id = p.id`;

/** Compares what we believe of each order with the provider's own record. Returns what is broken, and what it holds. */
export async function comparedWithProvider(
  { pool }: Queries,
  record: ProviderRecord,
): Promise<{ broken: string[]; heldMinor: number }> {
  const [raw] = await pool.query<RowDataPacket[]>(ORDERS);
  const rows = raw.map((row) => ({ ...row, asked: Number(row.asked), done: Number(row.done) }) as unknown as Row);
  // An order can have several payments at the provider, as when somebody tried a second card; one at most is paid.
  const known = new Map<string, Payment>();
  for (const payment of record.payments) {
    const before = known.get(payment.orderId);
    if (!before || PAID.has(payment.status)) known.set(payment.orderId, payment);
  }
  const captures = new Map<string, number>();
  for (const entry of record.log) {
    if (entry.orderId && entry.applied && /\/(confirm|capture)$/.test(entry.path))
      captures.set(entry.orderId, (captures.get(entry.orderId) ?? 0) + 1);
  }
  const broken = rows.flatMap((row) => [
    ...paidWhereConfirmed(row, known.get(row.order_id)),
    ...refundedAlike(row, known.get(row.order_id)),
    ...((captures.get(row.order_id) ?? 0) > 1 ? [`9: ${row.order_id} was confirmed twice`] : []),
  ]);
  return { broken, heldMinor: heldMinor(record, new Set(rows.map((row) => row.order_id))) };
}

function paidWhereConfirmed(row: Row, theirs: Payment | undefined): string[] {
  const there = theirs?.status;
  const broken: string[] = [];
  const believed = row.captured_minor ?? row.amount_minor;
  // What was charged for a change may go back while its booking stays.
  const captured = row.status === 'CAPTURED' && !row.replaced && row.part === 0;
  const sound = theirs && PAID.has(theirs.status) && theirs.totalAmount === believed;
  if (captured && HAS_TABLE.has(row.reservation) && !(sound && (there !== 'CANCELED' || row.asked > 0)))
    broken.push(`3: ${row.order_id} is ${row.reservation} here and ${there} of ${theirs?.totalAmount} there`);
  if (theirs && PAID.has(theirs.status) && row.status !== 'CAPTURED' && row.reviews === 0)
    broken.push(`4: ${row.order_id} is ${there} there and ${row.status} here`);
  if (row.status === 'CAPTURED' && !(theirs && PAID.has(theirs.status)))
    broken.push(`3: ${row.order_id} is CAPTURED here and ${there} there`);
  return broken;
}

function refundedAlike(row: Row, theirs: Payment | undefined): string[] {
  const back = (theirs?.cancels ?? []).reduce((sum, cancel) => sum + cancel.cancelAmount, 0);
  if (theirs && back > theirs.totalAmount) return [`5: ${row.order_id} gave ${back} of ${theirs.totalAmount} back`];
  // More may be on its way than is done, never the other way round.
  if (back < row.done || back > row.asked)
    return [`5: ${row.order_id} gave ${back} back there; here ${row.done} of ${row.asked} is done`];
  return [];
}
