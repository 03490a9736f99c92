/** Why a payment did not happen, as far as a diner can do something about it. */
export const FAIL_REASONS = ['cancelled', 'company', 'limit', 'card', 'session', 'page', 'other'] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

export const isFailReason = (value: unknown): value is FailReason =>
  (FAIL_REASONS as readonly unknown[]).includes(value);

const EXACT: Record<string, FailReason> = {
  PAY_PROCESS_CANCELED: 'cancelled',
  USER_CANCEL: 'cancelled',
  PAY_PROCESS_ABORTED: 'page',
  REJECT_CARD_COMPANY: 'company',
  REJECT_CARD_PAYMENT: 'limit',
  REJECT_ACCOUNT_PAYMENT: 'limit',
  EXCEED_MAX_AMOUNT: 'limit',
  FDS_ERROR: 'company',
  NOT_FOUND_PAYMENT_SESSION: 'session',
  NOT_FOUND_PAYMENT: 'session',
  EXPIRED: 'session',
  do_not_honor: 'company',
  generic_decline: 'company',
  card_declined: 'company',
  fraudulent: 'company',
  insufficient_funds: 'limit',
  card_velocity_exceeded: 'limit',
  withdrawal_count_limit_exceeded: 'limit',
  expired_card: 'card',
  incorrect_cvc: 'card',
  incorrect_number: 'card',
  lost_card: 'card',
  stolen_card: 'card',
  charge_expired_for_capture: 'session',
  capture_charge_authorization_expired: 'session',
};

/** The reason behind a provider's code; its own message is never shown, because it is made for somebody else. */
export function failReason(code: string | null | undefined): FailReason {
  if (!code) return 'other';
  const exact = Object.hasOwn(EXACT, code) ? EXACT[code] : undefined;
  if (exact) return exact;
  if (code.startsWith('EXCEED_MAX_')) return 'limit';
  return code.startsWith('INVALID_CARD_') || /^INVALID_(REJECT|STOPPED)_CARD$/.test(code) ? 'card' : 'other';
}
