export const RESERVATION_STATUSES = [
  'HELD',
  'CONFIRMING',
  'CONFIRMED',
  'SEATED',
  'COMPLETED',
  'NO_SHOW',
  'CANCELLED',
  'EXPIRED',
  'RELEASED',
] as const;

export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

/** What can happen to a reservation. */
export type ReservationCommand =
  | 'confirm-free'
  | 'authorize'
  | 'capture'
  | 'decline'
  | 'expire'
  | 'cancel'
  | 'seat'
  | 'complete'
  | 'no-show'
  | 'unseat'
  | 'retake';

type Transition = { [command in ReservationCommand]?: ReservationStatus };

/**
 * The one table of a booking's life. HELD has its table and is unpaid, CONFIRMING has money that may move,
 * RELEASED was declined. `retake` is late money: paid after expiry, and the table was free to be taken again.
 */
export const TRANSITIONS: Record<ReservationStatus, Transition> = {
  HELD: { 'confirm-free': 'CONFIRMED', authorize: 'CONFIRMING', expire: 'EXPIRED', cancel: 'CANCELLED' },
  CONFIRMING: { capture: 'CONFIRMED', decline: 'RELEASED' },
  CONFIRMED: { seat: 'SEATED', 'no-show': 'NO_SHOW', cancel: 'CANCELLED' },
  SEATED: { complete: 'COMPLETED', unseat: 'CONFIRMED' },
  COMPLETED: {},
  NO_SHOW: {},
  CANCELLED: {},
  EXPIRED: { retake: 'CONFIRMING' },
  RELEASED: {},
};

/** Has its table. */
export const LIVE_STATUSES = ['HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED'] as const satisfies ReservationStatus[];

export const isLive = (status: ReservationStatus): boolean => (LIVE_STATUSES as readonly string[]).includes(status);

/** Never left again, by anything. */
export const isEnd = (status: ReservationStatus): boolean => Object.keys(TRANSITIONS[status]).length === 0;

/** The status a command leads to, or null when it may not happen there. */
export const nextStatus = (status: ReservationStatus, command: ReservationCommand): ReservationStatus | null =>
  TRANSITIONS[status][command] ?? null;
