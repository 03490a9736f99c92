import { and, eq, gte, lt } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderPayment, ProviderTransaction } from '@/server/domain/payment/states';
import type { Stretch } from '@/server/infra/payments';
import type { ServiceContext } from '../context';
import { lookUp } from '../payment';
import type { Difference, Found } from './differences';
import { HOUR_MS } from './stretches';

type PaymentRow = typeof payments.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;

/**
 * What we have of a stretch and the provider has not. We write down when we learned of money, which may be long after it moved: what is
 * not among the stretch's lines is looked up before anybody is told.
 */
export async function notThere(
  ctx: ServiceContext,
  provider: ProviderName,
  stretch: Stretch,
  rows: readonly ProviderTransaction[],
): Promise<Found> {
  const captures = rows.filter(({ kind }) => kind === 'capture');
  const orders = new Set(captures.map((row) => row.orderId));
  const paymentKeys = new Set<string | null>(captures.map((row) => row.paymentKey));
  const keys = new Set<string | null>(rows.map((row) => row.transactionKey));
  const { captured, back } = await ourMoney(ctx, provider, stretch);
  const differences: Difference[] = [];
  for (const payment of captured) {
    if (orders.has(payment.id) || paymentKeys.has(payment.paymentKey)) continue;
    const theirs = await recordOf(ctx, payment);
    if ('failed' in theirs) return { differences, failed: theirs.failed };
    const difference = missingPayment(payment, theirs.record);
    if (difference) differences.push(difference);
  }
  for (const { refund, payment } of back) {
    // What was paid from the platform's own account is none of the provider's.
    if (refund.transactionKey === null || keys.has(refund.transactionKey)) continue;
    const theirs = await recordOf(ctx, payment);
    if ('failed' in theirs) return { differences, failed: theirs.failed };
    const difference = missingRefund(refund, payment, theirs.record);
    if (difference) differences.push(difference);
  }
  return { differences, failed: null };
}

/** Our captures and refunds that were written down in a stretch. */
async function ourMoney(ctx: ServiceContext, provider: ProviderName, { fromMs, untilMs }: Stretch) {
  const [captured, back] = await Promise.all([
    ctx.db
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.provider, provider),
          eq(payments.status, 'CAPTURED'),
          gte(payments.capturedAt, new Date(fromMs)),
          lt(payments.capturedAt, new Date(untilMs)),
          // What was captured in a stretch was authorised not long before it: this is what there is an index for.
          gte(payments.authorizedAt, new Date(fromMs - 24 * HOUR_MS)),
          lt(payments.authorizedAt, new Date(untilMs)),
        ),
      ),
    ctx.db
      .select({ refund: refunds, payment: payments })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(
        and(
          eq(payments.provider, provider),
          eq(refunds.status, 'DONE'),
          gte(refunds.doneAt, new Date(fromMs)),
          lt(refunds.doneAt, new Date(untilMs)),
        ),
      ),
  ]);
  return { captured, back };
}

/** What the provider has of an order; null when it knows no such thing. */
async function recordOf(
  ctx: ServiceContext,
  payment: PaymentRow,
): Promise<{ record: ProviderPayment | null } | { failed: string }> {
  const looked = await lookUp(ctx, payment);
  if (looked.kind === 'found') return { record: looked.payment };
  return looked.kind === 'not-found' ? { record: null } : { failed: looked.code };
}

const TAKEN = new Set<ProviderPayment['status']>(['DONE', 'PARTIAL_CANCELED', 'CANCELED']);

function missingPayment(payment: PaymentRow, record: ProviderPayment | null): Difference | null {
  const amountMinor = payment.capturedMinor ?? payment.amountMinor;
  const isTaken = record !== null && TAKEN.has(record.status);
  if (isTaken && record.totalMinor === amountMinor) return null;
  return {
    subjectId: payment.id,
    reason: isTaken ? 'transaction_differs' : 'missing_there',
    payment,
    ours: { orderId: payment.id, status: payment.status, amountMinor },
    theirs: isTaken ? sayOf(record) : null,
  };
}

function missingRefund(refund: RefundRow, payment: PaymentRow, record: ProviderPayment | null): Difference | null {
  const isThere = record?.cancels.some(
    ({ transactionKey, status, amountMinor }) =>
      transactionKey === refund.transactionKey && status === 'DONE' && amountMinor === refund.amountMinor,
  );
  if (isThere) return null;
  return {
    subjectId: refund.id,
    reason: 'missing_there',
    payment,
    ours: { id: refund.id, status: refund.status, amountMinor: -refund.amountMinor },
    theirs: record && sayOf(record),
  };
}

const sayOf = ({ orderId, paymentKey, status, totalMinor, cancels }: ProviderPayment) => ({
  ...{ orderId, paymentKey, status, cancels },
  amountMinor: totalMinor,
});
