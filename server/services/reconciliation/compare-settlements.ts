import { and, eq, inArray, sql } from 'drizzle-orm';
import { journalEntries, payments, refunds } from '@/db/schema';
import { type Entry, settledEntry } from '@/server/domain/ledger/entry';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderSettlement } from '@/server/domain/payment/states';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import type { Stretch } from '@/server/infra/payments';
import { type ServiceContext, withTransaction } from '../context';
import { posting } from '../ledger';
import { readAll } from './compare-transactions';
import { type Difference, openDifferences } from './differences';
import { type Compared, compareNext } from './stretches';

const MOST_DAYS = 31;
const AT_ONCE = 500;

/**
 * Books every day of a provider's settlements that has not been booked: what came to the bank and what the provider kept for itself
 * leaves what it holds for us. A line that does not add up, or that names a payment or a refund we do not have so, becomes a case.
 */
export const compareSettlements = (ctx: ServiceContext, { provider }: { provider: ProviderName }): Promise<Compared> =>
  compareNext(ctx, { provider, kind: 'settlements', most: MOST_DAYS }, (stretch) => bookDay(ctx, provider, stretch));

async function bookDay(ctx: ServiceContext, provider: ProviderName, stretch: Stretch): Promise<Compared> {
  const { rows, failed } = await readAll((after) => ctx.payments.of(provider).settlements(stretch, after));
  if (failed) return { compared: 0, differing: 0, failed };
  let differing = 0;
  for (let at = 0; at < rows.length; at += AT_ONCE)
    differing += await bookLines(ctx, provider, rows.slice(at, at + AT_ONCE));
  return { compared: rows.length, differing, failed: null };
}

const sourceId = (provider: ProviderName, line: ProviderSettlement) => `${provider}:${line.transactionKey}`;

async function bookLines(ctx: ServiceContext, provider: ProviderName, lines: ProviderSettlement[]): Promise<number> {
  const ids = [...new Set(lines.map((line) => line.orderId as PaymentId))];
  const keys = lines.map((line) => line.transactionKey);
  const [paid, back] = await Promise.all([
    ctx.db.select().from(payments).where(inArray(payments.id, ids)),
    ctx.db.select().from(refunds).where(inArray(refunds.transactionKey, keys)),
  ]);
  const paymentOf = new Map(paid.map((payment) => [payment.id as string, payment]));
  const differences = lines.flatMap((line): Difference[] => {
    const payment = paymentOf.get(line.orderId) ?? null;
    const refund = back.find((one) => one.transactionKey === line.transactionKey);
    const ours = line.amountMinor < 0 ? (refund ? -refund.amountMinor : null) : capturedOf(payment);
    const addsUp = line.amountMinor - line.feeMinor === line.payoutMinor;
    if (addsUp && ours === line.amountMinor) return [];
    const said = { orderId: line.orderId, amountMinor: ours };
    return [
      {
        subjectId: sourceId(provider, line),
        reason: 'settlement_differs',
        payment,
        ours: said,
        theirs: { provider, ...line },
      },
    ];
  });
  await withTransaction(ctx, async (tx) => {
    const booked = await tx
      .select({ sourceId: journalEntries.sourceId })
      .from(journalEntries)
      .where(
        and(
          eq(journalEntries.source, 'settlement'),
          inArray(
            journalEntries.sourceId,
            lines.map((line) => sourceId(provider, line)),
          ),
        ),
      );
    const known = new Set(booked.map((one) => one.sourceId));
    const entries = lines
      .filter((line) => !known.has(sourceId(provider, line)) && line.amountMinor !== 0)
      .map((line): Entry => {
        const payment = paymentOf.get(line.orderId);
        const head = {
          source: 'settlement' as const,
          sourceId: sourceId(provider, line),
          restaurantId: payment?.restaurantId ?? null,
          reservationId: payment?.reservationId ?? null,
          currency: line.currency as Currency,
        };
        return settledEntry(head, line.amountMinor, line.amountMinor - line.payoutMinor);
      });
    const [clock] = await tx.execute(sql`SELECT floor(unix_timestamp(now(6)) * 1000) AS now_ms`);
    const nowMs = Number((clock as unknown as { now_ms: string }[])[0]!.now_ms);
    for (const statement of posting(ctx, entries, nowMs)) await tx.execute(statement);
  });
  await openDifferences(ctx, differences);
  return differences.length;
}

const capturedOf = (payment: typeof payments.$inferSelect | null): number | null =>
  payment?.status === 'CAPTURED' ? (payment.capturedMinor ?? payment.amountMinor) : null;
