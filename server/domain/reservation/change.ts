/** PENDING: its payment is waited for. CHARGING: money may move. The rest are final. */
export const CHANGE_STATUSES = ['PENDING', 'CHARGING', 'APPLIED', 'DROPPED'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

export const isUnderWay = ({ status }: { status: ChangeStatus }): boolean =>
  status === 'PENDING' || status === 'CHARGING';

/**
 * Why a change that was paid for, or was to be, was not applied. `closed`: the restaurant closed its new time meanwhile. `too-late`:
 * the money came when the change had ended. `booking-ended`: its booking was cancelled, or had begun.
 */
export const DROP_REASONS = ['declined', 'amount-differs', 'closed', 'too-late', 'booking-ended'] as const;
export type DropReason = (typeof DROP_REASONS)[number];
