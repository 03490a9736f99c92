/**
 * Every refusal the product knows: one table from which the type, the transport code and the interface's texts derive.
 * `retry` says that the same request may succeed later without anybody changing anything.
 * What a caller may not know of is NOT_FOUND, never FORBIDDEN.
 */
export const ERRORS = {
  INVALID_INPUT: { trpc: 'BAD_REQUEST', retry: false },
  /** Signed in, but too long ago for what is asked. */
  SIGN_IN_AGAIN: { trpc: 'UNAUTHORIZED', retry: false },
  SIGN_IN_REQUIRED: { trpc: 'UNAUTHORIZED', retry: false },
  NOT_FOUND: { trpc: 'NOT_FOUND', retry: false },
  FORBIDDEN_ORIGIN: { trpc: 'FORBIDDEN', retry: false },
  RATE_LIMITED: { trpc: 'TOO_MANY_REQUESTS', retry: true },
  BUSY: { trpc: 'SERVICE_UNAVAILABLE', retry: true },
  COMMAND_KEY_REUSED: { trpc: 'CONFLICT', retry: false },

  RESTAURANT_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  PARTY_SIZE_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  PARTY_TOO_LARGE: { trpc: 'BAD_REQUEST', retry: false },
  SLOT_IN_PAST: { trpc: 'BAD_REQUEST', retry: false },
  SLOT_TOO_SOON: { trpc: 'BAD_REQUEST', retry: false },
  SLOT_NOT_OPEN_YET: { trpc: 'CONFLICT', retry: true },
  SLOT_OFF_GRID: { trpc: 'BAD_REQUEST', retry: false },
  DAY_CLOSED: { trpc: 'CONFLICT', retry: false },
  SLOT_TAKEN: { trpc: 'CONFLICT', retry: false },
  HOLD_LIMIT_REACHED: { trpc: 'CONFLICT', retry: false },
  BOOKING_OVERLAPS: { trpc: 'CONFLICT', retry: false },
  HOLD_EXPIRED: { trpc: 'CONFLICT', retry: false },
  RESERVATION_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  RESERVATION_STATE: { trpc: 'CONFLICT', retry: false },
  CANCEL_TERMS_CHANGED: { trpc: 'CONFLICT', retry: false },

  ROOM_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  ROOM_NOT_YET: { trpc: 'CONFLICT', retry: true },
  ROOM_ENDED: { trpc: 'CONFLICT', retry: false },
  ROOM_CLOSED: { trpc: 'SERVICE_UNAVAILABLE', retry: true },
  ROOM_NOT_YOUR_TURN: { trpc: 'CONFLICT', retry: true },
  ROOM_FULL: { trpc: 'CONFLICT', retry: true },
  ROOM_TURN_OVER: { trpc: 'CONFLICT', retry: false },
  ROOM_TICKET_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  ROOM_ADMISSION_REQUIRED: { trpc: 'FORBIDDEN', retry: false },
  ROOM_ADMISSION_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  ROOM_ADMISSION_FOREIGN: { trpc: 'FORBIDDEN', retry: false },
  ROOM_ADMISSION_EXPIRED: { trpc: 'CONFLICT', retry: false },
  ROOM_ADMISSION_SPENT: { trpc: 'CONFLICT', retry: false },
  ROOM_EXISTS: { trpc: 'CONFLICT', retry: false },
  ROOM_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  NO_OPENING_AHEAD: { trpc: 'CONFLICT', retry: false },

  PAYMENT_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  PAYMENT_AMOUNT_MISMATCH: { trpc: 'BAD_REQUEST', retry: false },
  PAYMENT_NOT_OPEN: { trpc: 'CONFLICT', retry: false },
  PROVIDER_NOT_SET_UP: { trpc: 'CONFLICT', retry: false },
  PAYMENT_DECLINED: { trpc: 'CONFLICT', retry: false },

  PROVIDER_DOWN: { trpc: 'SERVICE_UNAVAILABLE', retry: true },
  REVIEW_NOTHING_TO_REFUND: { trpc: 'CONFLICT', retry: false },
  REVIEW_REFUND_OPEN: { trpc: 'CONFLICT', retry: true },
  REVIEW_REFUND_REFUSED: { trpc: 'CONFLICT', retry: false },
  REVIEW_NOTHING_TO_ATTACH: { trpc: 'CONFLICT', retry: false },
  REVIEW_ALREADY_ATTACHED: { trpc: 'CONFLICT', retry: false },
  REVIEW_NOTHING_TO_PAY_BACK: { trpc: 'CONFLICT', retry: false },
  REVIEW_REFUND_OWED: { trpc: 'CONFLICT', retry: false },
  REVIEW_OTHER_CURRENCY: { trpc: 'CONFLICT', retry: false },
  REVIEW_BOOKING_TAKES_NONE: { trpc: 'CONFLICT', retry: false },
  REVIEW_NOTHING_TO_CARRY: { trpc: 'CONFLICT', retry: false },
  ENTRY_NOT_CORRECTABLE: { trpc: 'CONFLICT', retry: false },
  ENTRY_CORRECTED: { trpc: 'CONFLICT', retry: false },
  REFUND_EXCEEDS: { trpc: 'CONFLICT', retry: false },

  CHANGE_TERMS_CHANGED: { trpc: 'CONFLICT', retry: false },
  CHANGE_UNDER_WAY: { trpc: 'CONFLICT', retry: true },
  CHANGE_SAME: { trpc: 'BAD_REQUEST', retry: false },

  SETTLEMENT_TOO_EARLY: { trpc: 'CONFLICT', retry: true },
  PAYOUTS_NONE_DUE: { trpc: 'CONFLICT', retry: true },
  PAYOUT_TOTAL_DIFFERS: { trpc: 'CONFLICT', retry: false },
  PAYOUT_FILE_PAID: { trpc: 'CONFLICT', retry: false },
  PAYOUT_FILE_RELEASED: { trpc: 'CONFLICT', retry: false },
  PAYOUT_NOT_IN_FILE: { trpc: 'CONFLICT', retry: false },

  PRICE_CHANGED: { trpc: 'CONFLICT', retry: false },

  CAMPAIGN_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  CAMPAIGN_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  CAMPAIGN_ISSUED: { trpc: 'CONFLICT', retry: false },
  CAMPAIGN_ENDED: { trpc: 'CONFLICT', retry: false },
  COUPON_CODE_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  COUPON_NOT_YET: { trpc: 'CONFLICT', retry: true },
  COUPON_OVER: { trpc: 'CONFLICT', retry: false },
  COUPON_PAUSED: { trpc: 'CONFLICT', retry: true },
  COUPON_SOLD_OUT: { trpc: 'CONFLICT', retry: false },
  COUPON_ALREADY_YOURS: { trpc: 'CONFLICT', retry: false },
  COUPON_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },
  COUPON_UNUSABLE: { trpc: 'CONFLICT', retry: false },
  COUPONS_NOT_TOGETHER: { trpc: 'CONFLICT', retry: false },
  GUEST_UNKNOWN: { trpc: 'NOT_FOUND', retry: false },

  REPLAY_IMPOSSIBLE: { trpc: 'CONFLICT', retry: false },

  GRID_IN_USE: { trpc: 'CONFLICT', retry: false },
  TABLE_IN_USE: { trpc: 'CONFLICT', retry: false },
  FLOOR_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  HOURS_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  POLICY_INVALID: { trpc: 'BAD_REQUEST', retry: false },
  STALE_EDIT: { trpc: 'CONFLICT', retry: false },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** A refusal with its code and what the reader needs to act (`details` is shown, so it holds nothing private). */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** An expected refusal as a value, for rules that decide without throwing. */
export type Refusal = { ok: false; code: ErrorCode; details: Record<string, unknown> };
export const refuse = (code: ErrorCode, details: Record<string, unknown> = {}): Refusal => ({
  ok: false,
  code,
  details,
});

/**
 * A refusal as the error that carries it to its caller. Without a stack: it comes from a queue, where a stack tells nothing,
 * and in a crowd almost everybody gets one.
 */
export function refusalError({ code, details }: Refusal): AppError {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new AppError(code, details);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/**
 * The refusal behind an error, or null. By name, not by class: the web process holds two copies of this module (its own
 * and Next's bundle), and an error thrown in one is caught in the other.
 */
export const asAppError = (error: unknown): AppError | null =>
  error instanceof Error && error.name === 'AppError' && 'code' in error ? (error as AppError) : null;

/**
 * A database error as its code and the place it came from, without the statement's parameters or the row it names: those
 * hold addresses, telephone numbers and keys. Any other error is returned as it is.
 */
export function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { errno, code } = inner as { errno?: number; code?: string };
    if (typeof errno !== 'number' || typeof code !== 'string') continue;
    const bare = new Error(`database error ${code} (${errno})`);
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    bare.stack = [`Error: ${bare.message}`, ...frames].join('\n');
    return Object.assign(bare, { code });
  }
  return error;
}
