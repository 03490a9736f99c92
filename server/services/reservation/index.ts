export { applyCommand, databaseNowMs, type Locked, lockDay, lockReservation } from './apply';
export { type CancelResult, cancelReservation, cancelReservationInput, quoteFor } from './cancel-reservation';
export { expireHold } from './expire-hold';
export type { HoldAnswer } from './hold-command';
export { holdTable, holdTableInput, reservationIdSchema, restaurantIdSchema } from './hold-table';
export { HoldWriter } from './hold-writer';
export { retakeTable } from './retake-table';
export { serveInput, serveReservation } from './serve';
export { sweepHolds } from './sweep-holds';
