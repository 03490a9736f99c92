import { refuse } from './errors';
import { newApproveNo, newTransactionKey } from './ids';
import { seoulTime } from './seoul-time';
import { assertTransition, WAS_CAPTURED } from './status';
import type { PaymentStore } from './store';
import type { Cancel, CardBehaviour, Change, Outcome, Payment, StoredPayment, StoredTransaction } from './types';

/** `stored` with its payment moved to `status`; throws on a move the status table does not know. */
export function moved(stored: StoredPayment, patch: Partial<Payment> & { status: Payment['status'] }): StoredPayment {
  assertTransition(stored.payment.status, patch.status);
  return { ...stored, payment: { ...stored.payment, ...patch } };
}

/** The diner approved on the payment page: ten minutes to confirm begin. */
export function authenticate(
  stored: StoredPayment,
  behaviour: CardBehaviour,
  confirmMs: number,
  now: number,
): Change[] {
  const next = moved(stored, { status: 'IN_PROGRESS', method: '카드' });
  return [{ t: 'payment', value: { ...next, behaviour, expiresAt: now + confirmMs } }];
}

/** The card company refused on the payment page, or while confirming. */
export function abort(stored: StoredPayment, code: string, message: string): Change[] {
  return [{ t: 'payment', value: moved(stored, { status: 'ABORTED', failure: { code, message } }) }];
}

export function expire(stored: StoredPayment): Change[] {
  const failure = { code: 'EXPIRED_PAYMENT', message: 'The time to pay is over.' };
  return [{ t: 'payment', value: moved(stored, { status: 'EXPIRED', failure }) }];
}

export function canExpire(stored: StoredPayment): boolean {
  return stored.payment.status === 'READY' || stored.payment.status === 'IN_PROGRESS';
}

/** `POST /v1/payments/confirm`. Changes nothing by itself: the answer carries what to commit. */
export function confirm(store: PaymentStore, body: Record<string, unknown>, now: number): Outcome {
  const { paymentKey, orderId, amount } = body;
  if (typeof paymentKey !== 'string' || typeof orderId !== 'string' || typeof amount !== 'number') {
    return refuse('INVALID_REQUEST', 'paymentKey, orderId and amount are needed.');
  }
  const stored = store.payments.get(paymentKey);
  if (!stored) return refuse('NOT_FOUND_PAYMENT');
  const { payment } = stored;
  // The provider's own code for these two is not published: INVALID_REQUEST is this sandbox's choice.
  if (payment.orderId !== orderId) return refuse('INVALID_REQUEST', 'The order id is not that of this payment.');
  if (payment.totalAmount !== amount) return refuse('INVALID_REQUEST', 'The amount is not that of this payment.');
  if (payment.status === 'READY' || payment.status === 'EXPIRED') return refuse('NOT_FOUND_PAYMENT_SESSION');
  if (payment.status !== 'IN_PROGRESS') return refuse('ALREADY_PROCESSED_PAYMENT');
  const paidBefore = store.allOfOrder(orderId).some((one) => WAS_CAPTURED.has(one.payment.status));
  if (paidBefore) return refuse('DUPLICATED_ORDER_ID');
  if (stored.behaviour === 'refuse-company') return declined(stored, 'REJECT_CARD_COMPANY');
  if (stored.behaviour === 'refuse-funds') return declined(stored, 'REJECT_CARD_PAYMENT');
  return approved(stored, now, newTransactionKey());
}

function declined(stored: StoredPayment, code: 'REJECT_CARD_COMPANY' | 'REJECT_CARD_PAYMENT'): Outcome {
  const outcome = refuse(code);
  const { message } = outcome.body as { message: string };
  return { ...outcome, changes: abort(stored, code, message) };
}

/** The money was taken at `now`. */
export function approved(stored: StoredPayment, now: number, transactionKey: string): Outcome {
  const amount = stored.payment.totalAmount;
  const next = moved(stored, {
    status: 'DONE',
    approvedAt: seoulTime(now),
    lastTransactionKey: transactionKey,
    receipt: { url: stored.payment.checkout.url },
    card: {
      amount,
      issuerCode: '71',
      acquirerCode: '71',
      number: '53275000****123*',
      installmentPlanMonths: 0,
      approveNo: newApproveNo(),
      useCardPoint: false,
      cardType: '신용',
      ownerType: '개인',
      acquireStatus: 'READY',
      isInterestFree: false,
      interestPayer: null,
    },
  });
  return {
    status: 200,
    body: next.payment,
    applied: true,
    changes: [
      { t: 'payment', value: next },
      { t: 'transaction', value: transactionOf(next, transactionKey, 'approval', amount, now) },
    ],
  };
}

/** `POST /v1/payments/{paymentKey}/cancel`, whole or in part. */
export function cancel(store: PaymentStore, paymentKey: string, body: Record<string, unknown>, now: number): Outcome {
  const { cancelReason, cancelAmount } = body;
  const stored = store.payments.get(paymentKey);
  if (!stored) return refuse('NOT_FOUND_PAYMENT');
  if (typeof cancelReason !== 'string' || cancelReason.length < 1 || cancelReason.length > 200) {
    return refuse('INVALID_REQUEST', 'cancelReason is text of 1 to 200 characters.');
  }
  const { payment } = stored;
  if (payment.status === 'CANCELED') return refuse('ALREADY_CANCELED_PAYMENT');
  if (payment.status !== 'DONE' && payment.status !== 'PARTIAL_CANCELED') return refuse('NOT_CANCELABLE_PAYMENT');
  const amount = cancelAmount ?? payment.balanceAmount;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) {
    return refuse('INVALID_REQUEST', 'cancelAmount is a whole number of won above 0.');
  }
  if (body.refundableAmount !== undefined && body.refundableAmount !== payment.balanceAmount) {
    return refuse('NOT_MATCHES_REFUNDABLE_AMOUNT');
  }
  if (amount > payment.balanceAmount) return refuse('NOT_CANCELABLE_AMOUNT');
  return cancelled(stored, { amount, reason: cancelReason, transactionKey: newTransactionKey() }, now);
}

/** Money was given back at `now`. */
export function cancelled(
  stored: StoredPayment,
  { amount, reason, transactionKey }: { amount: number; reason: string; transactionKey: string },
  now: number,
): Outcome {
  const { payment } = stored;
  const balanceAmount = payment.balanceAmount - amount;
  const entry: Cancel = {
    cancelAmount: amount,
    cancelReason: reason,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    refundableAmount: balanceAmount,
    easyPayDiscountAmount: 0,
    canceledAt: seoulTime(now),
    transactionKey,
    receiptKey: null,
    cancelStatus: 'DONE',
    cancelRequestId: null,
  };
  const suppliedAmount = Math.round(balanceAmount / 1.1);
  const next = moved(stored, {
    status: balanceAmount === 0 ? 'CANCELED' : 'PARTIAL_CANCELED',
    balanceAmount,
    suppliedAmount,
    vat: balanceAmount - suppliedAmount,
    lastTransactionKey: transactionKey,
    cancels: [...(payment.cancels ?? []), entry],
    card: payment.card && { ...payment.card, acquireStatus: balanceAmount === 0 ? 'CANCELED' : 'READY' },
  });
  return {
    status: 200,
    body: next.payment,
    applied: true,
    changes: [
      { t: 'payment', value: next },
      { t: 'transaction', value: transactionOf(next, transactionKey, 'cancel', amount, now) },
    ],
  };
}

function transactionOf(
  stored: StoredPayment,
  transactionKey: string,
  kind: StoredTransaction['kind'],
  amount: number,
  at: number,
): StoredTransaction {
  const { paymentKey, orderId, currency, method, status } = stored.payment;
  const { customerKey } = stored;
  return { at, kind, transactionKey, paymentKey, orderId, customerKey, currency, method, amount, status };
}
