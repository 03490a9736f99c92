import { inArray, or } from 'drizzle-orm';
import { type payments, refunds } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderTransaction } from '@/server/domain/payment/states';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';
import { failRefund, paymentsOf, settleRefund } from '../payment';
import type { Difference, Found } from './differences';
import { whoseRefund } from './whose-refund';

type PaymentRow = typeof payments.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;
type About = Pick<Difference, 'subjectId' | 'payment' | 'theirs'>;
/** What a line comes to: a difference, nothing, or the code of a provider that did not say. */
type Verdict = Difference | null | { failed: string };

/** What the provider has and we have not, or not so. */
export async function notHere(
  ctx: ServiceContext,
  provider: ProviderName,
  rows: readonly ProviderTransaction[],
): Promise<Found> {
  const paymentOf = await paymentsOf(ctx.db, provider, rows);
  const back = await refundsOf(ctx, rows, paymentOf);
  const failed = new Set(rows.filter(({ kind }) => kind === 'refund-failed').map((row) => row.transactionKey));
  const differences: Difference[] = [];
  for (const line of rows) {
    const payment = paymentOf(line) ?? null;
    const about = { subjectId: line.transactionKey, payment, theirs: { provider, ...line } };
    const verdict =
      line.kind === 'capture'
        ? ofCapture(about, line, payment)
        : line.kind === 'refund-failed'
          ? await ofFailure(ctx, provider, about, line, back)
          : await ofRefund(ctx, provider, about, line, back, failed);
    if (verdict && 'failed' in verdict) return { differences, failed: verdict.failed };
    if (verdict) differences.push(verdict);
  }
  return { differences, failed: null };
}

/** Refunds of ours that have a line's own key, and all of the payments that the lines are about. */
async function refundsOf(
  ctx: ServiceContext,
  rows: readonly ProviderTransaction[],
  paymentOf: (line: ProviderTransaction) => PaymentRow | undefined,
): Promise<RefundRow[]> {
  const lines = rows.filter(({ kind }) => kind !== 'capture');
  if (lines.length === 0) return [];
  const ids = new Set(lines.flatMap((line): PaymentId[] => [paymentOf(line)?.id ?? ('' as PaymentId)]));
  const keys = lines.map((line) => line.transactionKey);
  return ctx.db
    .select()
    .from(refunds)
    .where(or(inArray(refunds.transactionKey, keys), inArray(refunds.paymentId, [...ids])));
}

function ofCapture(about: About, theirs: ProviderTransaction, payment: PaymentRow | null): Verdict {
  if (!payment) return { ...about, reason: 'missing_here', ours: null };
  const { id: orderId, status, amountMinor, capturedMinor, currency } = payment;
  const ours = { orderId, status, amountMinor: capturedMinor ?? amountMinor, currency };
  if (status !== 'CAPTURED') return { ...about, reason: 'missing_here', ours };
  const isSame = ours.amountMinor === theirs.amountMinor && currency === theirs.currency;
  return isSame ? null : { ...about, reason: 'transaction_differs', ours };
}

async function ofRefund(
  ctx: ServiceContext,
  provider: ProviderName,
  about: About,
  line: ProviderTransaction,
  back: readonly RefundRow[],
  failed: ReadonlySet<string>,
): Promise<Verdict> {
  const ours = sayOf(back, about.payment);
  const known = back.find((one) => one.transactionKey === line.transactionKey);
  if (known) return known.amountMinor === -line.amountMinor ? null : { ...about, reason: 'transaction_differs', ours };
  // One that is under way is found by its own saga.
  const underWay = back.some(
    (one) => one.paymentId === about.payment?.id && one.status === 'REQUESTED' && one.amountMinor === -line.amountMinor,
  );
  if (underWay) return null;
  const whose = await whoseRefund(ctx, provider, line);
  if (whose.kind === 'unknown') return { failed: whose.code };
  if (whose.kind === 'case') return null;
  if (whose.kind === 'refund' && whose.refund.amountMinor === -line.amountMinor) {
    const { refund, cancel } = whose;
    if (cancel.status === 'ABORTED') return null;
    // Only its answer was lost.
    if (cancel.status === 'DONE' && refund.status !== 'DONE') {
      await settleRefund(ctx, { refundId: refund.id, transactionKey: line.transactionKey });
      return null;
    }
  }
  // It came back within the same stretch: its failure tells of both.
  if (failed.has(line.transactionKey)) return null;
  return { ...about, reason: 'missing_here', ours };
}

async function ofFailure(
  ctx: ServiceContext,
  provider: ProviderName,
  about: About,
  line: ProviderTransaction,
  back: readonly RefundRow[],
): Promise<Verdict> {
  const known = back.find((one) => one.transactionKey === line.transactionKey);
  if (known) {
    // Opens its own case, which goes by the refund's name.
    await failRefund(ctx, { refundId: known.id, transactionKey: line.transactionKey, theirs: about.theirs });
    return null;
  }
  const whose = await whoseRefund(ctx, provider, line);
  if (whose.kind === 'unknown') return { failed: whose.code };
  // It was asked for anew since, or waits for a person already.
  if (whose.kind === 'refund') return null;
  return { ...about, reason: 'refund_failed', ours: sayOf(back, about.payment) };
}

const sayOf = (back: readonly RefundRow[], payment: Difference['payment']) =>
  payment &&
  back
    .filter((one) => one.paymentId === payment.id)
    .map(({ id, status, amountMinor, transactionKey }) => ({ id, status, amountMinor, transactionKey }));
