import { ControlError } from '../lib/control';
import { newPaymentKey, newTransactionKey } from './ids';
import { settlementOf } from './ledger';
import { checkOpenRequest, type OpenRequest, openPayment } from './opening';
import { approved, authenticate, cancelled } from './operations';
import { seoulTime } from './seoul-time';
import type { PaymentStore } from './store';
import type { Change, StoredPayment, StoredTransaction } from './types';

/** The diner took so long on the payment page. */
const PAYING_MS = 60_000;
const KEY = /^[A-Za-z0-9_-]{8,64}$/;

type PastCancel = { at: number; amount: number; reason: string; transactionKey: string | undefined };
type PastPayment = {
  request: OpenRequest;
  at: number;
  paymentKey: string | undefined;
  transactionKey: string | undefined;
  cancels: PastCancel[];
};

/**
 * `POST /control/history`: payments that were captured, and cancellations that were made, at times that are over. They are written as
 * they would have been then, all in one line of the journal, and nobody is told of them. An order that is known with the very same
 * payment is left as it is; known otherwise the whole list is refused. Answers what is settled of them, and when.
 */
export function writeHistory(
  store: PaymentStore,
  body: Record<string, unknown>,
  publicUrl: string,
  now: number,
): unknown {
  const list = parseHistory(body, publicUrl, now);
  const fresh = list.filter((past) => !isKnown(store, past));
  const used = new Set(store.transactions.map((one) => one.transactionKey));
  const lived = fresh.map((past) => live(past, store, publicUrl));
  const keys = lived.flatMap(({ transactions }) => transactions.map((one) => one.transactionKey));
  for (const key of keys) {
    if (used.has(key)) throw new ControlError(409, `The transaction ${key} is known already.`);
    used.add(key);
  }
  const transactions = lived.flatMap((one) => one.transactions).sort((a, b) => a.at - b.at);
  store.commit([
    ...lived.map(({ stored }): Change => ({ t: 'payment', value: stored })),
    ...transactions.map((value): Change => ({ t: 'transaction', value })),
  ]);
  const asked = new Set(list.map(({ request }) => request.orderId));
  return {
    added: fresh.length,
    settlements: store.transactions
      .filter((one) => asked.has(one.orderId))
      .map((one) => {
        const { orderId, transactionKey, amount, fee, payOutAmount, paidOutDate } = settlementOf(store, one);
        return { orderId, transactionKey, amount, fee, payOutAmount, paidOutDate };
      }),
  };
}

/** A payment through its whole life: opened, approved, captured and cancelled at the times that were given. */
function live(
  past: PastPayment,
  store: PaymentStore,
  publicUrl: string,
): { stored: StoredPayment; transactions: StoredTransaction[] } {
  const openedAt = past.at - PAYING_MS;
  const changes: Change[] = [];
  const last = () => changes.findLast((change) => change.t === 'payment')!.value as StoredPayment;
  const { paymentKey = newPaymentKey() } = past;
  changes.push(...openPayment(past.request, store.config, publicUrl, openedAt, paymentKey).changes);
  changes.push(...authenticate(last(), 'approve', store.config.confirmWindowMs, openedAt));
  changes.push(...approved(last(), past.at, past.transactionKey ?? newTransactionKey()).changes);
  for (const { amount, reason, at, transactionKey = newTransactionKey() } of past.cancels)
    changes.push(...cancelled(last(), { amount, reason, transactionKey }, at).changes);
  return { stored: last(), transactions: changes.flatMap((one) => (one.t === 'transaction' ? [one.value] : [])) };
}

/** Whether it was written before, just so. Throws 409 for an order or a key that belongs to something else. */
function isKnown(store: PaymentStore, past: PastPayment): boolean {
  const { orderId, amount } = past.request;
  const known = store.allOfOrder(orderId);
  if (known.length === 0) {
    if (past.paymentKey && store.payments.has(past.paymentKey))
      throw new ControlError(409, `The payment ${past.paymentKey} belongs to another order than ${orderId}.`);
    return false;
  }
  const [{ payment }, ...more] = known as [StoredPayment, ...StoredPayment[]];
  const cancels = payment.cancels ?? [];
  const same =
    more.length === 0 &&
    (past.paymentKey ?? payment.paymentKey) === payment.paymentKey &&
    payment.totalAmount === amount &&
    payment.approvedAt === seoulTime(past.at) &&
    cancels.length === past.cancels.length &&
    past.cancels.every((one, index) => {
      const theirs = cancels[index]!;
      return (
        one.amount === theirs.cancelAmount &&
        seoulTime(one.at) === theirs.canceledAt &&
        (one.transactionKey ?? theirs.transactionKey) === theirs.transactionKey
      );
    });
  if (!same) throw new ControlError(409, `The order ${orderId} is known already, and not so.`);
  return true;
}

const refuse = (where: string, problem: string): never => {
  throw new ControlError(400, `${where}: ${problem}`);
};

function parseHistory(body: Record<string, unknown>, publicUrl: string, now: number): PastPayment[] {
  const { payments } = body;
  if (!Array.isArray(payments) || payments.length === 0) return refuse('payments', 'must be a list that is not empty');
  const orders = new Set<string>();
  return payments.map((raw: unknown, index) => {
    const where = `payments[${index}]`;
    const past = parsePayment(where, objectOf(where, raw), publicUrl, now);
    if (orders.has(past.request.orderId)) refuse(where, 'an order is in the list once');
    orders.add(past.request.orderId);
    return past;
  });
}

function parsePayment(where: string, raw: Record<string, unknown>, publicUrl: string, now: number): PastPayment {
  const { orderId, orderName, amount, cancels = [] } = raw;
  if (typeof orderId !== 'string' || typeof orderName !== 'string' || typeof amount !== 'number')
    return refuse(where, 'orderId and orderName are text, amount is a number');
  const request: OpenRequest = {
    ...{ orderId, orderName, amount, currency: 'KRW', method: 'CARD', windowTarget: 'self', language: null },
    ...{ successUrl: `${publicUrl}/`, failUrl: `${publicUrl}/`, metadata: null },
    customerKey: typeof raw.customerKey === 'string' ? raw.customerKey : '@@ANONYMOUS',
  };
  const problem = checkOpenRequest(request);
  if (problem) refuse(where, problem);
  const at = timeOf(`${where}.approvedAt`, raw.approvedAt, 0, now);
  if (!Array.isArray(cancels)) return refuse(`${where}.cancels`, 'must be a list');
  let [left, after] = [amount, at];
  const parsed = cancels.map((one: unknown, index) => {
    const place = `${where}.cancels[${index}]`;
    const cancel = parseCancel(place, objectOf(place, one), after, now);
    [left, after] = [left - cancel.amount, cancel.at];
    if (left < 0) refuse(place, 'no more can be cancelled than was paid');
    return cancel;
  });
  const keys = [keyOf(where, raw, 'paymentKey'), keyOf(where, raw, 'transactionKey')];
  return { request, at, cancels: parsed, paymentKey: keys[0], transactionKey: keys[1] };
}

function parseCancel(where: string, raw: Record<string, unknown>, after: number, now: number): PastCancel {
  const { amount, reason } = raw;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0)
    return refuse(where, 'amount is a whole number of won above 0');
  if (typeof reason !== 'string' || reason.length < 1 || reason.length > 200)
    return refuse(where, 'reason is text of 1 to 200 characters');
  const at = timeOf(`${where}.at`, raw.at, after, now);
  return { amount, reason, at, transactionKey: keyOf(where, raw, 'transactionKey') };
}

const objectOf = (where: string, raw: unknown): Record<string, unknown> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : refuse(where, 'must be an object');

function keyOf(where: string, raw: Record<string, unknown>, name: string): string | undefined {
  const key = raw[name];
  if (key === undefined) return undefined;
  return typeof key === 'string' && KEY.test(key)
    ? key
    : refuse(where, `${name} is 8 to 64 of letters, digits, - and _`);
}

function timeOf(where: string, raw: unknown, from: number, now: number): number {
  const at = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  if (Number.isNaN(at)) refuse(where, 'is a time such as 2026-11-20T12:00:00.000Z');
  if (at > now) refuse(where, 'is in the future');
  if (at < from) refuse(where, 'is before what it follows');
  return at;
}
