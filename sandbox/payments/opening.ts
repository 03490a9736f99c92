import { newPaymentKey } from './ids';
import { seoulTime } from './seoul-time';
import type { Change, Payment, ProviderConfig, StoredPayment } from './types';

/** What a shop asks for when it opens the payment page. */
export interface OpenRequest {
  orderId: string;
  orderName: string;
  amount: number;
  currency: string;
  method: string;
  customerKey: string;
  successUrl: string;
  failUrl: string;
  windowTarget: 'self' | 'iframe';
  language: 'ko' | 'en' | null;
  metadata: Record<string, string> | null;
}

const ORDER_ID = /^[A-Za-z0-9\-_=]{6,64}$/;
const CUSTOMER_KEY = /^[A-Za-z0-9\-_=.@]{2,50}$/;

/** The rules of opening a payment; a sentence when one is broken. */
export function checkOpenRequest(request: OpenRequest): string | undefined {
  if (!ORDER_ID.test(request.orderId)) return 'orderId is 6 to 64 of letters, digits, - _ =';
  if (request.orderName.length < 1 || request.orderName.length > 100) return 'orderName is 1 to 100 characters';
  if (request.customerKey !== '@@ANONYMOUS' && !CUSTOMER_KEY.test(request.customerKey)) {
    return 'customerKey is 2 to 50 of letters, digits, - _ = . @';
  }
  if (request.method !== 'CARD') return 'this sandbox takes method CARD only';
  if (request.currency !== 'KRW') return 'this sandbox takes currency KRW only';
  if (!Number.isSafeInteger(request.amount)) return 'amount is a whole number of won';
  if (request.amount < 100) return 'a card payment is 100 won or more';
  if (!isWebUrl(request.successUrl) || !isWebUrl(request.failUrl)) {
    return 'successUrl and failUrl are absolute http or https addresses';
  }
  return checkMetadata(request.metadata);
}

function checkMetadata(metadata: Record<string, string> | null): string | undefined {
  const pairs = Object.entries(metadata ?? {});
  if (pairs.length > 5) return 'metadata has 5 pairs at most';
  for (const [key, value] of pairs) {
    if (typeof value !== 'string' || value.length > 2000) return 'a metadata value is text of 2000 characters at most';
    if (key.length > 40 || /[[\]]/.test(key)) return 'a metadata key is 40 characters at most, without brackets';
  }
  return undefined;
}

function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:';
}

/** A new payment in READY. The request has been checked. */
export function openPayment(
  request: OpenRequest,
  config: ProviderConfig,
  publicUrl: string,
  now: number,
  paymentKey = newPaymentKey(),
): { stored: StoredPayment; changes: Change[] } {
  const suppliedAmount = Math.round(request.amount / 1.1);
  const payment: Payment = {
    version: '2022-11-16',
    paymentKey,
    type: 'NORMAL',
    orderId: request.orderId,
    orderName: request.orderName,
    mId: 'tablepick',
    currency: request.currency,
    method: null,
    totalAmount: request.amount,
    balanceAmount: request.amount,
    status: 'READY',
    requestedAt: seoulTime(now),
    approvedAt: null,
    useEscrow: false,
    lastTransactionKey: null,
    suppliedAmount,
    vat: request.amount - suppliedAmount,
    cultureExpense: false,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    cancels: null,
    isPartialCancelable: true,
    card: null,
    virtualAccount: null,
    secret: null,
    mobilePhone: null,
    giftCertificate: null,
    transfer: null,
    easyPay: null,
    country: 'KR',
    failure: null,
    cashReceipt: null,
    cashReceipts: null,
    discount: null,
    receipt: null,
    checkout: { url: `${publicUrl}/toss/pay/${paymentKey}` },
    metadata: request.metadata,
  };
  const stored: StoredPayment = {
    payment,
    customerKey: request.customerKey,
    successUrl: request.successUrl,
    failUrl: request.failUrl,
    windowTarget: request.windowTarget,
    language: request.language,
    behaviour: 'approve',
    openedAt: now,
    expiresAt: now + config.windowMs,
  };
  return { stored, changes: [{ t: 'payment', value: stored }] };
}
