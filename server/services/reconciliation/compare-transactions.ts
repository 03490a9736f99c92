import { and, eq, gte, inArray, lt } from 'drizzle-orm';
import { payments, refunds } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderTransaction } from '@/server/domain/payment/states';
import { each } from '@/server/domain/shared/each';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { Page, Stretch } from '@/server/infra/payments';
import type { ServiceContext } from '../context';
import { resolvePayment } from '../payment';
import { type Difference, openDifferences } from './differences';
import { type Compared, compareNext, HOUR_MS } from './stretches';

const MOST_STRETCHES = 48;

/**
 * Compares every hour of a provider's transactions that has not been compared with our payments and refunds, both ways. Money that is
 * only late is settled first; what differs after that becomes a case with both sides shown. A provider that does not answer leaves the
 * rest to the next run.
 */
export const compareTransactions = (ctx: ServiceContext, { provider }: { provider: ProviderName }): Promise<Compared> =>
  compareNext(ctx, { provider, kind: 'transactions', most: MOST_STRETCHES }, (stretch) =>
    compareStretch(ctx, provider, stretch),
  );

/** All pages of a provider's list; throws nothing: a page that cannot be had ends it with the code why. */
export async function readAll<T>(
  page: (after: string | null) => Promise<Page<T>>,
): Promise<{ rows: T[]; failed: string | null }> {
  const rows: T[] = [];
  for (let after: string | null = null; ; ) {
    const answer = await page(after);
    if (answer.kind === 'unavailable') return { rows, failed: answer.code };
    rows.push(...answer.rows);
    if (answer.next === null) return { rows, failed: null };
    after = answer.next;
  }
}

async function compareStretch(ctx: ServiceContext, provider: ProviderName, stretch: Stretch): Promise<Compared> {
  // An hour more on either side: the two clocks need not agree on where a stretch ends.
  const wide = { fromMs: stretch.fromMs - HOUR_MS, untilMs: stretch.untilMs + HOUR_MS };
  const { rows, failed } = await readAll((after) => ctx.payments.of(provider).transactions(wide, after));
  if (failed) return { compared: 0, differing: 0, failed };
  const inside = rows.filter((row) => row.atMs >= stretch.fromMs && row.atMs < stretch.untilMs);
  await settleLate(ctx, inside);
  const differences = [
    ...(await notHere(ctx, provider, inside)),
    ...(await notThere(ctx, provider, stretch, new Set(rows.map((row) => row.transactionKey)), rows)),
  ];
  await openDifferences(ctx, differences);
  return { compared: inside.length, differing: differences.length, failed: null };
}

const idsOf = (rows: readonly ProviderTransaction[]) => [...new Set(rows.map((row) => row.orderId as PaymentId))];

const loadPayments = async (ctx: ServiceContext, ids: readonly PaymentId[]) =>
  new Map(
    (ids.length > 0
      ? await ctx.db
          .select()
          .from(payments)
          .where(inArray(payments.id, [...ids]))
      : []
    ).map((row) => [row.id as string, row]),
  );

/** Captures of orders that we still think open: the provider is asked about each, and its answer applied. */
async function settleLate(ctx: ServiceContext, rows: readonly ProviderTransaction[]): Promise<void> {
  const captures = rows.filter((row) => row.amountMinor > 0);
  const known = await loadPayments(ctx, idsOf(captures));
  const open = [...known.values()].filter((payment) => payment.status !== 'CAPTURED');
  await each(open, (payment) => resolvePayment(ctx, { paymentId: payment.id }));
}

/** What the provider has and we have not, or not so. */
async function notHere(
  ctx: ServiceContext,
  provider: ProviderName,
  rows: readonly ProviderTransaction[],
): Promise<Difference[]> {
  if (rows.length === 0) return [];
  const known = await loadPayments(ctx, idsOf(rows));
  const back = await ctx.db
    .select()
    .from(refunds)
    .where(inArray(refunds.paymentId, [...known.values()].map((payment) => payment.id).concat('' as PaymentId)));
  return rows.flatMap((theirs): Difference[] => {
    const payment = known.get(theirs.orderId);
    const about = { subjectId: theirs.transactionKey, payment: payment ?? null, theirs: { provider, ...theirs } };
    if (!payment) return [{ ...about, reason: 'missing_here', ours: null }];
    if (theirs.amountMinor > 0) {
      const { id: orderId, status, amountMinor, capturedMinor, currency } = payment;
      const ours = { orderId, status, amountMinor: capturedMinor ?? amountMinor, currency };
      if (status !== 'CAPTURED') return [{ ...about, reason: 'missing_here', ours }];
      const isSame = ours.amountMinor === theirs.amountMinor && currency === theirs.currency;
      return isSame ? [] : [{ ...about, reason: 'transaction_differs', ours }];
    }
    const refund = back.find((one) => one.transactionKey === theirs.transactionKey);
    const ours = back
      .filter((one) => one.paymentId === payment.id)
      .map(({ id, status, amountMinor, transactionKey }) => ({ id, status, amountMinor, transactionKey }));
    if (refund)
      return refund.amountMinor === -theirs.amountMinor ? [] : [{ ...about, reason: 'transaction_differs', ours }];
    // One that is under way is found by its own saga; whatever else is no refund of ours.
    const underWay = back.some(
      (one) => one.paymentId === payment.id && one.status === 'REQUESTED' && one.amountMinor === -theirs.amountMinor,
    );
    return underWay ? [] : [{ ...about, reason: 'missing_here', ours }];
  });
}

/** What we have of a stretch and the provider has not. */
async function notThere(
  ctx: ServiceContext,
  provider: ProviderName,
  { fromMs, untilMs }: Stretch,
  keys: ReadonlySet<string>,
  rows: readonly ProviderTransaction[],
): Promise<Difference[]> {
  const orders = new Set(rows.filter((row) => row.amountMinor > 0).map((row) => row.orderId));
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
  return [
    ...captured
      .filter((payment) => !orders.has(payment.id))
      .map(
        (payment): Difference => ({
          subjectId: payment.id,
          reason: 'missing_there',
          payment,
          ours: {
            orderId: payment.id,
            status: payment.status,
            amountMinor: payment.capturedMinor ?? payment.amountMinor,
          },
          theirs: null,
        }),
      ),
    ...back
      // A refund is written down after the provider made it: by the end of a stretch it may belong to the one before.
      .filter(({ refund }) => refund.transactionKey !== null && !keys.has(refund.transactionKey))
      .map(
        ({ refund, payment }): Difference => ({
          subjectId: refund.id,
          reason: 'missing_there',
          payment,
          ours: { id: refund.id, status: refund.status, amountMinor: -refund.amountMinor },
          theirs: null,
        }),
      ),
  ];
}
