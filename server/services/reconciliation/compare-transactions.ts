import type { ProviderName } from '@/server/domain/payment/providers';
import type { ProviderTransaction } from '@/server/domain/payment/states';
import { each } from '@/server/domain/shared/each';
import type { Page, Stretch } from '@/server/infra/payments';
import type { ServiceContext } from '../context';
import { paymentsOf, resolvePayment } from '../payment';
import { openDifferences } from './differences';
import { notHere } from './not-here';
import { notThere } from './not-there';
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
  await settleLate(ctx, provider, inside);
  const here = await notHere(ctx, provider, inside);
  const there = here.failed ? here : await notThere(ctx, provider, stretch, rows);
  if (there.failed) return { compared: 0, differing: 0, failed: there.failed };
  const differences = [...here.differences, ...there.differences];
  await openDifferences(ctx, differences);
  return { compared: inside.length, differing: differences.length, failed: null };
}

/** Captures of orders that we still think open: the provider is asked about each, and its answer applied. */
async function settleLate(
  ctx: ServiceContext,
  provider: ProviderName,
  rows: readonly ProviderTransaction[],
): Promise<void> {
  const captures = rows.filter(({ kind }) => kind === 'capture');
  const paymentOf = await paymentsOf(ctx.db, provider, captures);
  const open = new Set(
    captures.flatMap((line) => {
      const payment = paymentOf(line);
      return payment && payment.status !== 'CAPTURED' ? [payment.id] : [];
    }),
  );
  await each([...open], (paymentId) => resolvePayment(ctx, { paymentId }));
}
