import { and, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { payments } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentId } from '@/server/domain/shared/ids';

type PaymentRow = typeof payments.$inferSelect;
type Line = { orderId: string; paymentKey: string };

/**
 * The payments of ours that lines of a provider's records are about: the one with that very key there, as money that was attached by
 * hand has it, else the one whose order it is. A provider's lines need not name the key that we have on record.
 */
export async function paymentsOf(
  db: Database | Transaction,
  provider: ProviderName,
  lines: readonly Line[],
): Promise<(line: Line) => PaymentRow | undefined> {
  const distinct = (values: string[]) => [...new Set(values)].filter((value) => value !== '');
  const keys = distinct(lines.map((line) => line.paymentKey));
  const ids = distinct(lines.map((line) => line.orderId)) as PaymentId[];
  const where = (condition: ReturnType<typeof inArray>) =>
    db
      .select()
      .from(payments)
      .where(and(eq(payments.provider, provider), condition));
  const byKey = keys.length > 0 ? await where(inArray(payments.paymentKey, keys)) : [];
  const byOrder = ids.length > 0 ? await where(inArray(payments.id, ids)) : [];
  const keyed = new Map(byKey.map((row) => [row.paymentKey, row]));
  const ordered = new Map(byOrder.map((row) => [row.id as string, row]));
  return (line) => keyed.get(line.paymentKey) ?? ordered.get(line.orderId);
}
