import type { RestaurantId } from '@/server/domain/shared/ids';

/** What the hold writer tells of its work as it happens, for metrics. Durations are milliseconds. */
export type HoldObserver = {
  /**
   * A batch was decided. `waitMs`: how long its oldest command had waited; `lockMs`: until the locks were taken and the
   * facts read; `commitMs`: until the writes were committed, 0 when there were none.
   */
  batch(batch: { size: number; refused: number; waitMs: number; lockMs: number; commitMs: number }): void;
  /** A batch runs again; why, in the words of `databaseFault`. */
  retry(reason: string): void;
  /** A lease was asked for before a transaction: had, not had in time (another process has it), or Redis did not answer. */
  lease(outcome: 'taken' | 'missed' | 'no-answer', waitMs: number): void;
  /** The sold-out gate refused without the database, was closed after a refusal, or opened because a table came free. */
  gate(outcome: 'refused' | 'closed' | 'opened'): void;
  /** A command was told to come back: too many wait. */
  busy(): void;
};

/** A restaurant's day as the hold writers of one process saw it in the last minute. */
export type DayContention = {
  restaurantId: RestaurantId;
  serviceDate: string;
  /** Commands that wanted it, and how many of them were refused because it was taken. */
  wanted: number;
  refused: number;
  /** Whether leases and the gate are in use for it. */
  hot: boolean;
};

/** How one process's hold writer stands now: commands that wait, and its most wanted days, most wanted first. */
export type HoldContention = { queued: number; days: DayContention[] };
