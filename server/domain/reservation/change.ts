/** PENDING: its payment is waited for. CHARGING: money may move. The rest are final. */
export const CHANGE_STATUSES = ['PENDING', 'CHARGING', 'APPLIED', 'DROPPED'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
