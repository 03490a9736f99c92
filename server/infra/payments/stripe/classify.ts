import type { ConfirmOutcome, RefundOutcome, Unknown } from '@/server/domain/payment/states';
import type { Failure } from './api';

const NETWORK = 'NETWORK';
const MISMATCH = 'idempotency_error';
const CONFIG = new Set([401, 403]);
/** 409: the key or the object is being worked on. 429: nothing was done. Neither is kept as the key's answer. */
const AGAIN = new Set([409, 429]);
/** The authorisation is over or the bank takes it back: this order's money cannot be had any more. */
const GONE = new Set(['charge_expired_for_capture', 'capture_charge_authorization_expired']);

function unknown({ status, code, type }: Failure): Unknown {
  // The key was used before with other parameters: what became of that is not known. This request was not carried out under it.
  if (type === MISMATCH) return { kind: 'unknown', code: MISMATCH, answered: 'request-error', alarm: true };
  return { kind: 'unknown', code, answered: status === null ? 'no' : status >= 500 ? 'server-error' : 'request-error' };
}

/** What both calls share; null where it depends on what was asked. */
function common(failure: Failure) {
  const { status, code, type } = failure;
  if (code === NETWORK) return { kind: 'in-flight' as const };
  if (status === null || type === MISMATCH) return unknown(failure);
  if (AGAIN.has(status)) return { kind: 'in-flight' as const };
  if (status >= 500) return unknown(failure);
  return CONFIG.has(status) ? { kind: 'config' as const, code } : null;
}

/**
 * What a failed capture means. Whatever is not known to be final is unknown: a table is not freed on a guess.
 *
 * | answer | outcome |
 * | --- | --- |
 * | 402 (`card_declined` …), `charge_expired_for_capture` | declined |
 * | 404 `resource_missing` | no session |
 * | 401, 403 | config |
 * | 409, 429, connection lost | in flight |
 * | `idempotency_error` | unknown, and a person is told |
 * | time-out, 5xx, `payment_intent_unexpected_state`, all else | unknown |
 */
export function classifyConfirm(failure: Failure): ConfirmOutcome {
  const shared = common(failure);
  if (shared) return shared;
  const { status, code, declineCode } = failure;
  if (status === 402 || GONE.has(code)) return { kind: 'declined', code: declineCode ?? code };
  return status === 404 && code === 'resource_missing' ? { kind: 'no-session', code } : unknown(failure);
}

const REFUSED = new Set(['charge_disputed', 'refund_disputed_payment', 'balance_insufficient', 'amount_too_large']);

/** What a failed refund means. `charge_already_refunded` may be our own, whose answer was lost: the record tells. */
export function classifyRefund(failure: Failure): RefundOutcome {
  const shared = common(failure);
  if (shared) return shared;
  const { status, code } = failure;
  return status === 402 || REFUSED.has(code) ? { kind: 'refused', code } : unknown(failure);
}
