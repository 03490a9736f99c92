import { refuse } from './errors';
import { addBusinessDays, parseSeoulTime, seoulDate, seoulTime } from './seoul-time';
import type { PaymentStore } from './store';
import type { Outcome, StoredTransaction } from './types';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PAGE_LIMIT = 5000;

/** `GET /v1/transactions`: approvals and cancellations by the time they were made. New ones appear after a lag. */
export function transactions(store: PaymentStore, query: URLSearchParams, now: number): Outcome {
  const from = parseSeoulTime(query.get('startDate') ?? '');
  const to = parseSeoulTime(query.get('endDate') ?? '');
  if (from === undefined || to === undefined) {
    return refuse('INVALID_REQUEST', 'startDate and endDate are needed, such as 2026-11-20T00:00:00.');
  }
  const limit = wholeNumber(query.get('limit'), 100);
  if (limit === undefined || limit > PAGE_LIMIT) return refuse('INVALID_REQUEST', 'limit is 1 to 5000.');
  let found = store.transactions.filter(
    (one) => one.at >= from && one.at < to + 1000 && one.at + store.config.transactionLagMs <= now,
  );
  const after = query.get('startingAfter');
  if (after !== null) {
    const index = found.findIndex((one) => one.transactionKey === after);
    if (index < 0) return refuse('INVALID_REQUEST', 'startingAfter is not a transaction of this period.');
    found = found.slice(index + 1);
  }
  return answer(found.slice(0, limit).map((one) => transactionAnswer(store, one)));
}

function transactionAnswer(store: PaymentStore, one: StoredTransaction) {
  return {
    mId: 'tablepick',
    transactionKey: one.transactionKey,
    paymentKey: one.paymentKey,
    orderId: one.orderId,
    method: one.method,
    customerKey: one.customerKey,
    useEscrow: false,
    receiptUrl: store.payments.get(one.paymentKey)?.payment.receipt?.url ?? null,
    status: one.status,
    transactionAt: seoulTime(one.at),
    currency: one.currency,
    amount: one.amount,
  };
}

/** `GET /v1/settlements`: what is paid out to the shop, and when. A cancellation takes its amount and fee back. */
export function settlements(store: PaymentStore, query: URLSearchParams, now: number): Outcome {
  const from = query.get('startDate') ?? '';
  const to = query.get('endDate') ?? '';
  if (!DATE.test(from) || !DATE.test(to)) {
    return refuse('INVALID_REQUEST', 'startDate and endDate are needed, such as 2026-11-20.');
  }
  const dateType = query.get('dateType') ?? 'soldDate';
  if (dateType !== 'soldDate' && dateType !== 'paidOutDate') {
    return refuse('INVALID_REQUEST', 'dateType is soldDate or paidOutDate.');
  }
  const page = wholeNumber(query.get('page'), 1);
  const size = wholeNumber(query.get('size'), 100);
  if (page === undefined || size === undefined || size > PAGE_LIMIT) {
    return refuse('INVALID_REQUEST', 'page is 1 or more, size 1 to 5000.');
  }
  const visibleUntil = seoulDate(now - store.config.settlementVisibleAfterDays * 24 * 60 * 60 * 1000);
  const found = store.transactions
    .filter((one) => seoulDate(one.at) <= visibleUntil)
    .map((one) => settlementOf(store, one))
    .filter((one) => one[dateType] >= from && one[dateType] <= to);
  return answer(found.slice((page - 1) * size, page * size));
}

/** What one approval or cancellation brings the shop, and when. */
export function settlementOf(store: PaymentStore, one: StoredTransaction) {
  const { config } = store;
  const { payment } = store.payments.get(one.paymentKey)!;
  const sign = one.kind === 'approval' ? 1 : -1;
  // VAT is a tenth of the fee's supply amount, each rounded to whole won, as on a Korean tax invoice.
  const supplyAmount = sign * Math.round((one.amount * config.feeBasisPoints) / 10_000);
  const vat = sign * Math.round(Math.abs(supplyAmount) / 10);
  const fee = supplyAmount + vat;
  const soldDate = seoulDate(one.at);
  return {
    mId: 'tablepick',
    paymentKey: one.paymentKey,
    transactionKey: one.transactionKey,
    orderId: one.orderId,
    currency: one.currency,
    method: one.method,
    amount: sign * one.amount,
    interestFee: 0,
    fees: [{ type: 'BASE', fee }],
    fee,
    supplyAmount,
    vat,
    payOutAmount: sign * one.amount - fee,
    approvedAt: payment.approvedAt,
    soldDate,
    paidOutDate: addBusinessDays(soldDate, config.settlementPaidOutAfterDays),
    card: payment.card,
    easyPay: null,
    giftCertificate: null,
    mobilePhone: null,
    transfer: null,
    virtualAccount: null,
    cancel: payment.cancels?.find((cancel) => cancel.transactionKey === one.transactionKey) ?? null,
  };
}

function answer(body: unknown): Outcome {
  return { status: 200, body, applied: false, changes: [] };
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null) return fallback;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
