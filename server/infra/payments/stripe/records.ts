import type Stripe from 'stripe';
import type { ProviderSettlement, ProviderTransaction } from '@/server/domain/payment/states';
import type { Page, Stretch } from '../provider';
import { ask } from './api';
import { idOf, ORDER, whole } from './orders';

/** The most rows the provider gives at once. */
const MOST_ROWS = 100;
const SOURCE = ['data.source'];
const seconds = (ms: number) => Math.ceil(ms / 1000);
const within = ({ fromMs, untilMs }: Stretch) => ({ gte: seconds(fromMs), lt: seconds(untilMs) });

type Line = Stripe.BalanceTransaction;
/** A refund that the bank sent back moves the money a second time, the other way, under the same refund. */
const OURS = new Set(['charge', 'payment', 'refund', 'payment_refund', 'refund_failure', 'payment_failure_refund']);

/** What a line is about: its charge or refund, whose metadata names our order. */
function subjectOf(line: Line) {
  const source = whole(line.source) as (Stripe.Charge | Stripe.Refund) | null;
  return {
    transactionKey: idOf(line.source) ?? line.id,
    // On a charge and a refund stands the intent; the session, which is our key, stands on neither.
    paymentKey: idOf(source?.payment_intent) ?? '',
    orderId: source?.metadata?.[ORDER] ?? '',
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
  return {
    kind: 'page',
    rows: data.filter((line) => OURS.has(line.type)).map(toTransaction),
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
  return {
    kind: 'page',
    rows: data.filter((line) => OURS.has(line.type)).map((line) => toSettlement(line, payout)),
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
