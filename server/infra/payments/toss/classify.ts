import type { ConfirmOutcome, RefundOutcome, Unknown } from '@/server/domain/payment/states';

/** The provider's answer to one HTTP call; `code` is its error code, or our own word for what the network did. */
export type Failure = { status: number | null; code: string };

const DECLINED = new Set([
  'REJECT_CARD_PAYMENT',
  'REJECT_CARD_COMPANY',
  'REJECT_ACCOUNT_PAYMENT',
  'FDS_ERROR',
  'INVALID_REJECT_CARD',
  'INVALID_STOPPED_CARD',
  'BELOW_MINIMUM_AMOUNT',
  'INVALID_PASSWORD',
]);
const DECLINED_PREFIXES = ['EXCEED_MAX_', 'INVALID_CARD_'];
const CONFIG = new Set(['UNAUTHORIZED_KEY', 'INVALID_API_KEY', 'INCORRECT_BASIC_AUTH_FORMAT', 'FORBIDDEN_REQUEST']);
const NO_SESSION = new Set(['NOT_FOUND_PAYMENT_SESSION']);
const NETWORK = 'NETWORK';

const unknown = ({ status, code }: Failure): Unknown => ({
  kind: 'unknown',
  code,
  answered: status === null ? 'no' : status >= 500 ? 'server-error' : 'request-error',
});

/** What a failed confirm means. Whatever is not known to be final is unknown: a table is not freed on a guess. */
export function classifyConfirm(failure: Failure): ConfirmOutcome {
  const { status, code } = failure;
  if (code === NETWORK || status === 409) return { kind: 'in-flight' };
  if (status === null || status >= 500) return unknown(failure);
  if (CONFIG.has(code) || status === 401) return { kind: 'config', code };
  if (NO_SESSION.has(code)) return { kind: 'no-session', code };
  if (DECLINED.has(code) || DECLINED_PREFIXES.some((prefix) => code.startsWith(prefix)))
    return { kind: 'declined', code };
  return unknown(failure);
}

const REFUSED = new Set([
  'EXCEED_MAX_REFUND_DUE',
  'REFUND_REJECTED',
  'NOT_ALLOWED_PARTIAL_REFUND',
  'EXCEED_CANCEL_LIMIT',
]);

/** What a failed cancellation at the provider means. */
export function classifyRefund(failure: Failure): RefundOutcome {
  const { status, code } = failure;
  if (code === NETWORK || status === 409) return { kind: 'in-flight' };
  if (status === null || status >= 500) return unknown(failure);
  if (CONFIG.has(code) || status === 401) return { kind: 'config', code };
  if (REFUSED.has(code) || code.startsWith('NOT_CANCELABLE_')) return { kind: 'refused', code };
  return unknown(failure);
}
