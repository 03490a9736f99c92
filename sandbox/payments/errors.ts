import type { Outcome } from './types';

/** The provider's codes with their HTTP status. What is said about them is our own wording. */
export const PROVIDER_ERRORS = {
  UNAUTHORIZED_KEY: [401, 'The secret key is missing or not known.'],
  INVALID_API_KEY: [400, 'This key cannot be used here: the API takes a secret key.'],
  INCORRECT_BASIC_AUTH_FORMAT: [403, 'Authorization must be Basic, the base64 of the secret key and a colon.'],
  FORBIDDEN_REQUEST: [403, 'This request is not allowed for this key.'],
  INVALID_IDEMPOTENCY_KEY: [400, 'The idempotency key is longer than 300 characters.'],
  IDEMPOTENT_REQUEST_PROCESSING: [409, 'A request with this idempotency key is still being worked on.'],

  INVALID_REQUEST: [400, 'The request is not valid.'],
  NOT_FOUND: [404, 'There is no such call.'],
  NOT_FOUND_PAYMENT: [404, 'There is no such payment.'],
  NOT_FOUND_PAYMENT_SESSION: [404, 'The time to pay is over; there is nothing left to confirm.'],
  ALREADY_PROCESSED_PAYMENT: [400, 'This payment has been dealt with already.'],
  DUPLICATED_ORDER_ID: [400, 'Another payment with this order id was approved.'],
  BELOW_MINIMUM_AMOUNT: [400, 'A card payment is 100 won or more.'],
  EXCEED_MAX_AMOUNT: [403, 'The amount is above what this card may pay.'],
  EXCEED_MAX_DAILY_PAYMENT_COUNT: [403, 'This card has been used too often today.'],
  EXCEED_MAX_PAYMENT_AMOUNT: [403, 'The amount is above what may be paid in a day.'],
  INVALID_AUTHORIZE_AUTH: [400, 'The authentication of this payment is not valid.'],
  NOT_AVAILABLE_PAYMENT: [400, 'Payments are not possible at this time.'],
  INVALID_CARD_EXPIRATION: [400, 'The expiry date of the card is not right.'],
  INVALID_CARD_NUMBER: [400, 'The card number is not right.'],
  INVALID_CARD_LOST_OR_STOLEN: [400, 'The card was reported lost or stolen.'],
  INVALID_REJECT_CARD: [400, 'The card may not be used for this.'],
  INVALID_STOPPED_CARD: [400, 'The card has been stopped.'],
  INVALID_PASSWORD: [403, 'The card password is not right.'],
  NOT_AVAILABLE_BANK: [403, 'The bank is closed at this time.'],
  REJECT_ACCOUNT_PAYMENT: [403, 'The account does not hold enough money.'],
  REJECT_CARD_PAYMENT: [403, 'The card is over its limit or has too little on it.'],
  REJECT_CARD_COMPANY: [403, 'The card company refused the payment.'],
  FDS_ERROR: [403, 'The payment was stopped by fraud protection.'],
  PROVIDER_ERROR: [400, 'Something failed for a moment; whether it went through has to be asked.'],
  CARD_PROCESSING_ERROR: [400, 'The card company failed while working on this.'],
  FAILED_INTERNAL_SYSTEM_PROCESSING: [500, 'Something failed inside the provider.'],
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING: [500, 'The payment failed inside the provider.'],
  UNKNOWN_PAYMENT_ERROR: [500, 'The payment failed and nobody knows why.'],

  ALREADY_CANCELED_PAYMENT: [400, 'This payment has been cancelled already.'],
  ALREADY_REFUND_PAYMENT: [400, 'This payment has been refunded already.'],
  NOT_MATCHES_REFUNDABLE_AMOUNT: [400, 'What can be refunded is not what the request says.'],
  REFUND_REJECTED: [400, 'The refund was refused.'],
  NOT_CANCELABLE_AMOUNT: [403, 'This amount cannot be cancelled.'],
  NOT_CANCELABLE_PAYMENT: [403, 'This payment cannot be cancelled.'],
  NOT_ALLOWED_PARTIAL_REFUND: [403, 'This payment can only be refunded as a whole.'],
  EXCEED_CANCEL_LIMIT: [403, 'The limit of cancellations is reached.'],
  EXCEED_MAX_REFUND_DUE: [403, 'The time to refund this payment is over.'],
  FAILED_REFUND_PROCESS: [500, 'The refund failed at the bank.'],
  FAILED_PARTIAL_REFUND: [500, 'The partial refund failed.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProviderErrorCode = keyof typeof PROVIDER_ERRORS;

export function isProviderErrorCode(code: string): code is ProviderErrorCode {
  return Object.hasOwn(PROVIDER_ERRORS, code);
}

/** An error answer that changes nothing. */
export function refuse(code: ProviderErrorCode, message?: string): Outcome {
  const [status, text] = PROVIDER_ERRORS[code];
  return { status, body: { code, message: message ?? text }, applied: false, changes: [] };
}
