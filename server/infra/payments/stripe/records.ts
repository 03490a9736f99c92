import type Stripe from 'stripe';
import type { LineKind, ProviderSettlement, ProviderTransaction } from '@/server/domain/payment/states';
import type { Page, Stretch } from '../provider';
import { type Answer, ask } from './api';
import { findOrder, idOf, ORDER, whole } from './orders';

/** The most rows the provider gives at once. */
const MOST_ROWS = 100;
const SOURCE = ['data.source'];
const seconds = (ms: number) => Math.ceil(ms / 1000);
const within = ({ fromMs, untilMs }: Stretch) => ({ gte: seconds(fromMs), lt: seconds(untilMs) });

type Line = Stripe.BalanceTransaction;
/** A refund that the bank sent back moves the money a second time, the other way, under the same refund. */
const KINDS: Record<string, LineKind> = {
  charge: 'capture',
  payment: 'capture',
  refund: 'refund',
  payment_refund: 'refund',
  payment_failure_refund: 'refund',
  refund_failure: 'refund-failed',
};

/** What a line is about: its charge or refund, whose metadata names our order. */
function subjectOf(line: Line) {
  const source = whole(line.source) as (Stripe.Charge | Stripe.Refund) | null;
  return {
    kind: KINDS[line.type]!,
    lineKey: line.id,
    transactionKey: idOf(line.source) ?? line.id,
    // On a charge and a refund stands the intent; the session, which is our key, stands on neither.
    paymentKey: idOf(source?.payment_intent) ?? '',
    orderId: source?.metadata?.[ORDER] ?? '',
  };
}

/** Lines that are about payments. What somebody refunds at the console carries nothing of ours: its intent says whose it is. */
async function readLines<T extends { orderId: string; paymentKey: string }>(
  stripe: Stripe,
  lines: readonly Line[],
  read: (line: Line) => T,
): Promise<Answer<T[]>> {
  const rows = lines.filter((line) => line.type in KINDS).map((line) => read(line));
  const unnamed = rows.filter((row) => row.orderId === '' && row.paymentKey !== '');
  const orders = new Map<string, string>();
  for (const key of new Set(unnamed.map((row) => row.paymentKey))) {
    const seen = await findOrder(stripe, key);
    if (!seen.ok) return seen;
    orders.set(key, seen.value.orderId ?? '');
  }
  return {
    ok: true,
    value: rows.map((row) => ({ ...row, orderId: row.orderId || (orders.get(row.paymentKey) ?? '') })),
  };
}

/** Amounts are in the currency of the balance, which is the restaurant's as long as the account is kept in it. */
const toTransaction = (line: Line): ProviderTransaction => ({
  ...subjectOf(line),
  amountMinor: line.amount,
  currency: line.currency.toUpperCase(),
  atMs: line.created * 1000,
});

const toSettlement = (line: Line, payout: Stripe.Payout): ProviderSettlement => ({
  ...subjectOf(line),
  amountMinor: line.amount,
  feeMinor: line.fee,
  payoutMinor: line.net,
  currency: line.currency.toUpperCase(),
  paidOutDate: new Date(payout.arrival_date * 1000).toISOString().slice(0, 10),
});

/** Captures and refunds by the time they moved the balance. */
export async function listTransactions(
  stripe: Stripe,
  stretch: Stretch,
  after: string | null,
): Promise<Page<ProviderTransaction>> {
  const seen = await ask(() =>
    stripe.balanceTransactions.list({
      created: within(stretch),
      limit: MOST_ROWS,
      expand: SOURCE,
      ...(after && { starting_after: after }),
    }),
  );
  if (!seen.ok) return { kind: 'unavailable', code: seen.code };
  const { data, has_more } = seen.value;
  const rows = await readLines(stripe, data, toTransaction);
  if (!rows.ok) return { kind: 'unavailable', code: rows.code };
  return {
    kind: 'page',
    rows: rows.value,
    next: has_more ? data.at(-1)!.id : null,
  };
}

/**
 * The lines of the payouts that arrived, one payout after the other. A page begins at `payout|line`: after that line of
 * that payout, or at its first when there is none; a bare `payout|!` is over, and the next one follows it.
 */
export async function listSettlements(
  stripe: Stripe,
  stretch: Stretch,
  after: string | null,
): Promise<Page<ProviderSettlement>> {
  const [payoutId = '', lineId = ''] = (after ?? '').split('|');
  const found = await ask(() =>
    lineId && lineId !== OVER ? stripe.payouts.retrieve(payoutId) : nextPayout(stripe, stretch, payoutId),
  );
  if (!found.ok) return { kind: 'unavailable', code: found.code };
  const payout = found.value;
  if (!payout) return { kind: 'page', rows: [], next: null };
  const seen = await ask(() =>
    stripe.balanceTransactions.list({
      payout: payout.id,
      limit: MOST_ROWS,
      expand: SOURCE,
      ...(payout.id === payoutId && { starting_after: lineId }),
    }),
  );
  if (!seen.ok) return { kind: 'unavailable', code: seen.code };
  const { data, has_more } = seen.value;
  const rows = await readLines(stripe, data, (line) => toSettlement(line, payout));
  if (!rows.ok) return { kind: 'unavailable', code: rows.code };
  return {
    kind: 'page',
    rows: rows.value,
    next: `${payout.id}|${has_more ? data.at(-1)!.id : OVER}`,
  };
}

const OVER = '!';

async function nextPayout(stripe: Stripe, stretch: Stretch, after: string): Promise<Stripe.Payout | undefined> {
  const { data } = await stripe.payouts.list({
    arrival_date: within(stretch),
    status: 'paid',
    limit: 1,
    ...(after && { starting_after: after }),
  });
  return data[0];
}
