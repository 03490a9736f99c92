import type { Pool } from 'mysql2/promise';
import type { Database, Transaction } from '@/db/client';
import { isTransient } from '@/db/errors';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId, Id, IdKind, UserId } from '@/server/domain/shared/ids';
import type { AlarmChannel } from '@/server/infra/alarm/alarm-channel';
import type { Mailer } from '@/server/infra/mail/mailer';
import type { Pulses } from '@/server/infra/metrics';
import type { Payments } from '@/server/infra/payments';
import type { CampaignViews } from './coupon/campaign-views';
import type { ClaimCommand, ClaimOutcome } from './coupon/claim-command';
import type { LiveWatch } from './live/watch';
import type { DayKey } from './reservation/day-key';
import type { HoldCommand, HoldOutcome } from './reservation/hold-command';
import type { RestaurantReads } from './restaurant/reads';
import type { Rooms } from './room/rooms';

/** Who does it. Never a bare user id: a job and a webhook act too. */
export type Actor =
  | { type: 'guest' }
  | { type: 'diner'; userId: UserId }
  /** `signedInAtMs`: when they last proved who they are, where that is known. */
  | { type: 'staff'; userId: UserId; signedInAtMs?: number | null }
  | { type: 'operator'; userId: UserId }
  | { type: 'system'; job: string }
  | { type: 'webhook'; source: string };

/** What a service verb works with. Built once a process; `actor` and `tx` differ from call to call. */
export type ServiceContext = {
  actor: Actor;
  db: Database;
  /** For `withTransaction` alone. */
  transactions: Database;
  /** Several fixed statements a round trip. */
  scripts: Pool;
  /** The caller's transaction, when the verb joins one. */
  tx?: Transaction;
  newId: <K extends IdKind>(kind: K) => Id<K>;
  /** For what is only shown. What decides (expiry, windows) reads the database's clock. */
  nowMs: () => number;
  /** The process's hold writer: resolves when the hold, or its refusal, is committed. */
  holds: {
    submit(command: HoldCommand): Promise<HoldOutcome>;
    /** Something of that day came free, committed, when the database's clock said `atMs`. */
    opened(day: DayKey, atMs: number): Promise<void>;
  };
  /** The process's claim desk: resolves when the coupon, or its refusal, is committed. */
  claims: {
    submit(command: ClaimCommand): Promise<ClaimOutcome>;
    /** A campaign was changed, committed. */
    changed(campaignId: CampaignId): Promise<void>;
  };
  /** Campaigns as they are shown, up to a second old. */
  campaigns: CampaignViews;
  /** What the process remembers of restaurants and days; never older than the versions in the database. */
  reads: RestaurantReads;
  live: LiveWatch;
  /** Waiting rooms, as this process has them. */
  rooms: Rooms;
  /** How the processes stand, this one and all others. */
  pulses: Pulses;
  payments: Payments;
  mailer: Mailer;
  alarms: AlarmChannel;
  /** Address of the product in mails, without a trailing slash. */
  appUrl: string;
};

/** As it stands in the history: `diner:usr_…`, `system:expire-holds`. */
export function actorName(actor: Actor): string {
  switch (actor.type) {
    case 'guest':
      return 'guest';
    case 'diner':
    case 'staff':
    case 'operator':
      return `${actor.type}:${actor.userId}`;
    case 'system':
      return `system:${actor.job}`;
    case 'webhook':
      return `webhook:${actor.source}`;
  }
}

/** The person who acts. Throws SIGN_IN_REQUIRED when it is nobody in particular. */
export function requireUser(ctx: ServiceContext): UserId {
  if ('userId' in ctx.actor) return ctx.actor.userId;
  throw new AppError('SIGN_IN_REQUIRED');
}

const TRIES = 5;
const committed = new WeakMap<Transaction, (() => Promise<void>)[]>();

/**
 * Runs `work` in the caller's transaction when there is one, else in a new one. A new one is run again when the database
 * rolled it back for a reason that passes (deadlock, lock time-out), so `work` holds no effect outside the database but
 * what it hands to `afterCommit`.
 */
export async function withTransaction<T>(ctx: ServiceContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  for (let tried = 1; ; tried++) {
    const effects: (() => Promise<void>)[] = [];
    try {
      const value = await ctx.transactions.transaction((tx) => {
        committed.set(tx, effects);
        return work(tx);
      });
      await Promise.all(effects.map((effect) => effect()));
      return value;
    } catch (error) {
      if (!isTransient(error) || tried >= TRIES) throw error;
    }
  }
}

/**
 * Does something outside the database when the transaction of `withTransaction` was committed, and only then; the caller
 * waits for it. It must not fail: what was committed stays.
 */
export const afterCommit = (tx: Transaction, effect: () => Promise<void>): void => void committed.get(tx)?.push(effect);

/** For reads that must see the caller's own writes. */
export const readDb = (ctx: ServiceContext): Database | Transaction => ctx.tx ?? ctx.db;
