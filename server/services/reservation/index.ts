export {
  amend,
  applyCommand,
  databaseNowMs,
  type Locked,
  lockDay,
  lockPayment,
  lockReservation,
  releaseTables,
} from './apply';
export {
  type CancelResult,
  cancelLocked,
  cancelReservation,
  cancelReservationInput,
  heldMinor,
  quoteFor,
} from './cancel-reservation';
export { completePast } from './complete-past';
export { expireHold, expireHolds } from './expire-hold';
export type { HoldAnswer } from './hold-command';
export type { DayContention, HoldContention, HoldObserver } from './hold-observer';
export { holdTable, holdTableInput, reservationIdSchema, restaurantIdSchema } from './hold-table';
export { HoldWriter } from './hold-writer';
export { lockOwn } from './lock-own';
export { FIRST_CHECK_MS, requestRefunds } from './request-refunds';
export { retakeTable } from './retake-table';
export { serveInput, serveReservation } from './serve';
export { sweepHolds } from './sweep-holds';
