import type { PaymentStatus } from './types';

/** Which state may follow which. CANCELED, ABORTED and EXPIRED are ends. */
export const STATUS_TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  READY: ['IN_PROGRESS', 'WAITING_FOR_DEPOSIT', 'ABORTED', 'EXPIRED'],
  IN_PROGRESS: ['DONE', 'ABORTED', 'EXPIRED'],
  WAITING_FOR_DEPOSIT: ['DONE', 'CANCELED', 'EXPIRED'],
  DONE: ['CANCELED', 'PARTIAL_CANCELED', 'WAITING_FOR_DEPOSIT'],
  PARTIAL_CANCELED: ['PARTIAL_CANCELED', 'CANCELED'],
  CANCELED: [],
  ABORTED: [],
  EXPIRED: [],
};

/** The states a shop is told of by webhook. */
export const ANNOUNCED: ReadonlySet<PaymentStatus> = new Set<PaymentStatus>([
  'EXPIRED',
  'DONE',
  'ABORTED',
  'CANCELED',
  'PARTIAL_CANCELED',
]);

/** The states in which money was taken at some time. */
export const WAS_CAPTURED: ReadonlySet<PaymentStatus> = new Set<PaymentStatus>([
  'DONE',
  'PARTIAL_CANCELED',
  'CANCELED',
]);

export function assertTransition(from: PaymentStatus, to: PaymentStatus): void {
  if (!STATUS_TRANSITIONS[from].includes(to)) throw new Error(`a payment cannot go from ${from} to ${to}`);
}
