import type { StripeChange } from '../stripe/objects';

/** The states a payment can be in, as the provider names them. */
export type PaymentStatus =
  | 'READY'
  | 'IN_PROGRESS'
  | 'WAITING_FOR_DEPOSIT'
  | 'DONE'
  | 'CANCELED'
  | 'PARTIAL_CANCELED'
  | 'ABORTED'
  | 'EXPIRED';

export interface Cancel {
  cancelAmount: number;
  cancelReason: string;
  taxFreeAmount: number;
  taxExemptionAmount: number;
  refundableAmount: number;
  easyPayDiscountAmount: number;
  canceledAt: string;
  transactionKey: string;
  receiptKey: string | null;
  cancelStatus: 'IN_PROGRESS' | 'DONE' | 'ABORTED';
  cancelRequestId: string | null;
}

export interface CardDetails {
  amount: number;
  issuerCode: string;
  acquirerCode: string | null;
  number: string;
  installmentPlanMonths: number;
  approveNo: string;
  useCardPoint: boolean;
  cardType: string;
  ownerType: string;
  acquireStatus: 'READY' | 'REQUESTED' | 'COMPLETED' | 'CANCEL_REQUESTED' | 'CANCELED';
  isInterestFree: boolean;
  interestPayer: string | null;
}

/** The payment as the API answers it. Amounts are whole won; times are Seoul time with its offset. */
export interface Payment {
  version: string;
  paymentKey: string;
  type: 'NORMAL';
  orderId: string;
  orderName: string;
  mId: string;
  currency: string;
  method: string | null;
  totalAmount: number;
  balanceAmount: number;
  status: PaymentStatus;
  requestedAt: string;
  approvedAt: string | null;
  useEscrow: boolean;
  lastTransactionKey: string | null;
  suppliedAmount: number;
  vat: number;
  cultureExpense: boolean;
  taxFreeAmount: number;
  taxExemptionAmount: number;
  cancels: Cancel[] | null;
  isPartialCancelable: boolean;
  card: CardDetails | null;
  virtualAccount: null;
  secret: string | null;
  mobilePhone: null;
  giftCertificate: null;
  transfer: null;
  easyPay: null;
  country: string;
  failure: { code: string; message: string } | null;
  cashReceipt: null;
  cashReceipts: null;
  discount: null;
  receipt: { url: string } | null;
  checkout: { url: string };
  metadata: Record<string, string> | null;
}

/** What a card chosen on the payment page will do when the shop confirms. */
export type CardBehaviour = 'approve' | 'refuse-company' | 'refuse-funds' | 'slow' | 'lost-answer';

/** A payment with what the provider keeps to itself. `expiresAt` is the epoch ms at which READY or IN_PROGRESS lapses. */
export interface StoredPayment {
  payment: Payment;
  customerKey: string;
  successUrl: string;
  failUrl: string;
  windowTarget: 'self' | 'iframe';
  language: 'ko' | 'en' | null;
  behaviour: CardBehaviour;
  openedAt: number;
  expiresAt: number;
}

/** One approval or cancellation, as the transactions list shows it. `at` is epoch ms and stays inside. */
export interface StoredTransaction {
  at: number;
  kind: 'approval' | 'cancel';
  transactionKey: string;
  paymentKey: string;
  orderId: string;
  customerKey: string;
  currency: string;
  method: string | null;
  amount: number;
  status: PaymentStatus;
}

/** One line of the request log. `applied`: this very call moved money (a capture or a cancellation). */
export interface LogEntry {
  id: number;
  at: string;
  method: string;
  path: string;
  orderId: string | null;
  idempotencyKey: string | null;
  body: Record<string, unknown> | null;
  /** The status sent; 0 when the connection was cut instead of answering. */
  status: number;
  code: string | null;
  applied: boolean;
  replayed: boolean;
  fault: string | null;
  paymentStatus: string | null;
}

/** A webhook and how its delivery stands. Times are epoch ms. */
export interface Delivery {
  id: string;
  createdAt: number;
  /** Whose message it is; unset is Toss's. */
  from?: 'stripe';
  orderId: string;
  status: string;
  body: string;
  /** How many identical deliveries go out, each with the same transmission id. */
  copies: number;
  attempts: number;
  lastStatus: number | null;
  nextAt: number | null;
  state: 'waiting' | 'held' | 'delivered' | 'given-up' | 'dropped';
}

/** What can be tuned over the control API; see the README for each one's meaning. */
export interface ProviderConfig {
  windowMs: number;
  confirmWindowMs: number;
  replayErrors: 'all' | 'final-only';
  transactionLagMs: number;
  settlementVisibleAfterDays: number;
  settlementPaidOutAfterDays: number;
  feeBasisPoints: number;
  slowCardMs: number;
  webhookUrl: string;
  stripeWebhookUrl: string;
  webhookRetryScale: number;
  webhookTimeoutMs: number;
  webhookCopies: number;
  webhookHold: boolean;
  webhookDrop: boolean;
  webhookReorder: number;
}

/** An answer of the API, and what it changes. Nothing is changed before it is committed. */
export interface Outcome {
  status: number;
  body: unknown;
  applied: boolean;
  changes: Change[];
}

/** What a journal line is made of. */
export type Change =
  | { t: 'payment'; value: StoredPayment }
  | { t: 'transaction'; value: StoredTransaction }
  | { t: 'answer'; identity: string; at: number; fingerprint?: string | null; status: number; body: unknown }
  | { t: 'log'; value: LogEntry }
  | { t: 'webhook'; value: Delivery }
  | { t: 'stripe'; value: StripeChange }
  | { t: 'config'; value: Partial<ProviderConfig> };
