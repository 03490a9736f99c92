/** PENDING: the diner is at the provider. AUTHORIZED: our confirm is under way, money may move. The rest are final. */
export const PAYMENT_STATUSES = ['PENDING', 'AUTHORIZED', 'CAPTURED', 'DECLINED', 'ABANDONED'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const REFUND_STATUSES = ['REQUESTED', 'DONE', 'REVIEW'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/**
 * `late_payment`: captured although the table was gone. `changed`: a change made the booking cheaper. `goodwill`: after the visit.
 * `amount_differs`: the provider took another amount than was asked. `operator`: by hand.
 */
export type RefundCause =
  | 'cancelled'
  | 'late_payment'
  | 'restaurant_cancelled'
  | 'changed'
  | 'goodwill'
  | 'amount_differs'
  | 'operator';

/** Why a person has to look. */
export type ReviewReason =
  | 'confirm_unresolved'
  | 'refund_unresolved'
  | 'refund_refused'
  /** It was made, and the bank sent the money back to the provider. */
  | 'refund_failed'
  | 'provider_config'
  | 'amount_differs'
  | 'unexpected_capture'
  /** The provider's transactions and ours: it knows money that we do not, we know money that it does not. */
  | 'missing_here'
  | 'missing_there'
  | 'transaction_differs'
  | 'settlement_differs'
  | 'ledger_differs'
  | 'provider_down';

/**
 * Nobody knows what became of a request. `answered` says whether the provider itself sent this error: it repeats what it
 * once answered under the same key. A server error may still have been applied; a request error was not. `alarm`: nothing will
 * come of asking again before a person has looked.
 */
export type Unknown = {
  kind: 'unknown';
  code: string;
  answered: 'no' | 'request-error' | 'server-error';
  alarm?: true;
};

/**
 * What a provider's answer to a confirm means. `unknown` is a state of its own: money may have moved, so the provider
 * is asked again and nothing is released until it gives a final answer.
 */
export type ConfirmOutcome =
  | { kind: 'captured'; paymentKey: string; amountMinor: number }
  | { kind: 'declined'; code: string }
  | { kind: 'in-flight' }
  | Unknown
  | { kind: 'no-session'; code: string }
  | { kind: 'config'; code: string };

/** A person is told at once, not only after the provider was asked for long. Nothing is released for it. */
export const needsPerson = (outcome: ConfirmOutcome | RefundOutcome): boolean =>
  outcome.kind === 'config' || outcome.kind === 'refused' || (outcome.kind === 'unknown' && outcome.alarm === true);

/** What the provider says of an order when asked. Amounts in minor units. */
export type ProviderPayment = {
  paymentKey: string;
  orderId: string;
  status:
    | 'READY'
    | 'IN_PROGRESS'
    | 'WAITING_FOR_DEPOSIT'
    | 'DONE'
    | 'CANCELED'
    | 'PARTIAL_CANCELED'
    | 'ABORTED'
    | 'EXPIRED';
  totalMinor: number;
  balanceMinor: number;
  cancels: {
    transactionKey: string;
    amountMinor: number;
    reason: string;
    status: 'IN_PROGRESS' | 'DONE' | 'ABORTED';
  }[];
};

export type LookupOutcome =
  | { kind: 'found'; payment: ProviderPayment }
  | { kind: 'not-found' }
  | Unknown
  | { kind: 'config'; code: string };

export type RefundOutcome =
  | { kind: 'refunded'; transactionKey: string }
  | { kind: 'in-flight' }
  | Unknown
  | { kind: 'refused'; code: string }
  | { kind: 'config'; code: string };

/** What a line of a provider's records says. A refund that failed comes back above zero, under the refund's own key. */
export type LineKind = 'capture' | 'refund' | 'refund-failed';

/** One line of a provider's record of what moved: a refund's amount is below zero. */
export type ProviderTransaction = {
  kind: LineKind;
  /** The line's own name there: no two have the same. */
  lineKey: string;
  /** The capture's or the refund's name, which a refund shares with its failure. */
  transactionKey: string;
  paymentKey: string;
  orderId: string;
  amountMinor: number;
  currency: string;
  atMs: number;
};

/** One line of what a provider paid out. `amount` less `fee` (with its VAT) is what came to the bank; refunds are below zero. */
export type ProviderSettlement = {
  kind: LineKind;
  lineKey: string;
  transactionKey: string;
  paymentKey: string;
  orderId: string;
  amountMinor: number;
  feeMinor: number;
  payoutMinor: number;
  currency: string;
  /** `2026-11-28`, the provider's own date. */
  paidOutDate: string;
};
