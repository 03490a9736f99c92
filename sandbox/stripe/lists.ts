import type { PaymentStore } from '../payments/store';
import type { Change, Outcome } from '../payments/types';
import { missing, refuse } from './errors';
import { withEvent } from './events';
import { amountOf, at, inside } from './form';
import { newId } from './ids';
import type { Line, Payout, StripeChange, StripeObjects } from './objects';

type Body = Record<string, unknown>;

const DAY_SECONDS = 86_400;
const MOST = 100;
/** How many refunds a charge carries when they are expanded. */
const INSIDE = 10;

/** Newest first, a page at a time: `limit`, `starting_after`. */
export function pageOf<T extends { id: string }>(all: Iterable<T>, query: Body, url: string): Outcome {
  const asked = at(query, 'limit');
  const limit = asked === undefined ? 10 : amountOf(asked);
  if (!limit || limit > MOST) return refuse(400, 'limit is 1 to 100.', { param: 'limit' });
  let rows = [...all].reverse();
  const after = at(query, 'starting_after');
  if (after !== undefined) {
    const place = rows.findIndex((one) => one.id === after);
    if (place < 0) return missing(after, 'starting_after');
    rows = rows.slice(place + 1);
  }
  const body = { object: 'list', url, has_more: rows.length > limit, data: rows.slice(0, limit) };
  return { status: 200, body, applied: false, changes: [] };
}

function within(value: number, range: unknown): boolean {
  const bound = (name: string) => (at(range, name) === undefined ? undefined : Number(at(range, name)));
  const [gte, lt, gt, lte] = ['gte', 'lt', 'gt', 'lte'].map(bound);
  return value >= (gte ?? 0) && value < (lt ?? Infinity) && value > (gt ?? -1) && value <= (lte ?? Infinity);
}

/** `GET /v1/balance_transactions`: what moved the balance, or what one payout is made of. New ones appear after a lag. */
export function balanceTransactions(store: PaymentStore, query: Body, now: number): Outcome {
  const payout = at(query, 'payout');
  const shown = [...store.stripe.lines.values()].filter(
    (one) =>
      (payout === undefined || one.payout === payout) &&
      within(one.value.created, inside(query, 'created')) &&
      one.value.created * 1000 + store.config.transactionLagMs <= now,
  );
  return pageOf(
    shown.map((one) => one.value),
    query,
    '/v1/balance_transactions',
  );
}

export function payouts(store: PaymentStore, query: Body): Outcome {
  const status = at(query, 'status');
  const shown = [...store.stripe.payouts.values()].filter(
    (one) => (status === undefined || one.status === status) && within(one.arrival_date, inside(query, 'arrival_date')),
  );
  return pageOf(shown, query, '/v1/payouts');
}

/** One payout of all lines for which there was none yet and that are old enough; nothing when there are none. */
export function payOut(store: PaymentStore, olderThan: number, arrival: number, now: number): Change[] {
  const { stripe } = store;
  const due = [...stripe.unpaid].map((id) => stripe.lines.get(id)!.value).filter((line) => line.created < olderThan);
  return [...new Set(due.map((line) => line.currency))].flatMap((currency) => {
    const lines = due.filter((line) => line.currency === currency);
    const amount = lines.reduce((sum, line) => sum + line.net, 0);
    const created = Math.floor(now / 1000);
    const payout: Payout = {
      id: newId('po'),
      object: 'payout',
      amount,
      arrival_date: arrival,
      automatic: true,
      created,
      currency,
      livemode: false,
      status: 'paid',
    };
    const own: Line = {
      id: newId('txn'),
      object: 'balance_transaction',
      amount: -amount,
      available_on: created,
      created,
      currency,
      fee: 0,
      fee_details: [],
      net: -amount,
      source: payout.id,
      status: 'available',
      type: 'payout',
    };
    const changes: StripeChange[] = [
      { t: 'payout', value: payout },
      ...[...lines, own].map((value) => ({ t: 'line', value, payout: payout.id }) as const),
    ];
    return withEvent(changes, now);
  });
}

/** The daily payout: what was taken so many days ago arrives today. Days are UTC's. */
export function dailyPayout(store: PaymentStore, now: number): Change[] {
  if (store.stripe.unpaid.size === 0) return [];
  const today = Math.floor(now / 1000 / DAY_SECONDS) * DAY_SECONDS;
  return payOut(store, today - (store.config.settlementPaidOutAfterDays - 1) * DAY_SECONDS, today, now);
}

/** Puts whole objects where ids stand: `payment_intent.latest_charge.refunds`, `data.source`. */
export function expand(objects: StripeObjects, body: unknown, expansions: unknown): unknown {
  const paths = typeof expansions === 'object' && expansions !== null ? Object.values(expansions) : [];
  return paths.reduce<unknown>((value, path) => expandPath(objects, value, String(path).split('.')), body);
}

function expandPath(objects: StripeObjects, value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => expandPath(objects, one, [name, ...rest]));
  if (typeof value !== 'object' || value === null) return value;
  const owner = value as Record<string, unknown>;
  const found = name === 'refunds' && owner.object === 'charge' ? refundsOf(objects, String(owner.id)) : owner[name];
  const inner = typeof found === 'string' ? (wholeOf(objects, found) ?? found) : found;
  return { ...owner, [name]: expandPath(objects, inner, rest) };
}

function refundsOf(objects: StripeObjects, chargeId: string) {
  const all = [...objects.refunds.values()].filter((one) => one.charge === chargeId).reverse();
  return {
    object: 'list',
    url: `/v1/charges/${chargeId}/refunds`,
    has_more: all.length > INSIDE,
    data: all.slice(0, INSIDE),
  };
}

const wholeOf = (objects: StripeObjects, id: string) =>
  objects.intents.get(id) ?? objects.charges.get(id) ?? objects.refunds.get(id) ?? objects.payouts.get(id);
