import { and, eq, inArray, sql } from 'drizzle-orm';
import { journalEntries, type payments, refunds } from '@/db/schema';
import { type Entry, settledEntry } from '@/server/domain/ledger/entry';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderSettlement } from '@/server/domain/payment/states';
import type { Currency } from '@/server/domain/shared/money';
import type { Stretch } from '@/server/infra/payments';
import { type ServiceContext, withTransaction } from '../context';
import { posting } from '../ledger';
import { failRefund, paymentsOf } from '../payment';
import { readAll } from './compare-transactions';
import { type Difference, openDifferences } from './differences';
import { type Compared, compareNext } from './stretches';
import { whoseRefund } from './whose-refund';

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
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const booked = await bookLines(ctx, provider, rows.slice(at, at + AT_ONCE));
    if (booked.failed) return { compared: 0, differing: 0, failed: booked.failed };
    differing += booked.differing;
  }
  return { compared: rows.length, differing, failed: null };
}

const sourceId = (provider: ProviderName, line: ProviderSettlement) => `${provider}:${line.lineKey}`;

async function bookLines(
  ctx: ServiceContext,
  provider: ProviderName,
  lines: ProviderSettlement[],
): Promise<{ differing: number; failed: string | null }> {
  const keys = lines.map((line) => line.transactionKey);
  const [paymentOf, back] = await Promise.all([
    paymentsOf(ctx.db, provider, lines),
    ctx.db.select().from(refunds).where(inArray(refunds.transactionKey, keys)),
  ]);
  const differences: Difference[] = [];
  for (const line of lines) {
    const payment = paymentOf(line) ?? null;
    const refund = back.find((one) => one.transactionKey === line.transactionKey);
    const said = line.kind === 'capture' ? capturedOf(payment) : await refundedOf(ctx, provider, line, refund);
    if (said !== null && typeof said === 'object') return { differing: 0, failed: said.failed };
    if (said === line.amountMinor && line.amountMinor - line.feeMinor === line.payoutMinor) continue;
    differences.push({
      subjectId: sourceId(provider, line),
      reason: 'settlement_differs',
      payment,
      ours: { orderId: line.orderId, amountMinor: said },
      theirs: { provider, ...line },
    });
  }
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
        const payment = paymentOf(line);
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
  for (const line of lines) {
    const refund = back.find((one) => one.transactionKey === line.transactionKey);
    if (line.kind === 'refund-failed' && refund)
      await failRefund(ctx, {
        refundId: refund.id,
        transactionKey: line.transactionKey,
        theirs: { provider, ...line },
      });
  }
  await openDifferences(ctx, differences);
  return { differing: differences.length, failed: null };
}

/**
 * What a line of a refund should come to: below zero, above zero for one that failed. Null for one that is none of ours; what an
 * operator sent back of money that never was in our books is what it says.
 */
async function refundedOf(
  ctx: ServiceContext,
  provider: ProviderName,
  line: ProviderSettlement,
  known: typeof refunds.$inferSelect | undefined,
): Promise<number | null | { failed: string }> {
  const whose = known ? { kind: 'refund' as const, refund: known } : await whoseRefund(ctx, provider, line);
  if (whose.kind === 'unknown') return { failed: whose.code };
  if (whose.kind === 'case') return line.amountMinor;
  if (whose.kind === 'nobody') return null;
  return line.kind === 'refund-failed' ? whose.refund.amountMinor : -whose.refund.amountMinor;
}

const capturedOf = (payment: typeof payments.$inferSelect | null): number | null =>
  payment?.status === 'CAPTURED' ? (payment.capturedMinor ?? payment.amountMinor) : null;
