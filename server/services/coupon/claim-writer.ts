import type { Pool, PoolConnection } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId } from '@/server/domain/shared/ids';
import { FairQueue, Pace } from '../crowd';
import type { ClaimCommand, ClaimOutcome } from './claim-command';
import { decideClaims, type NewCoupon, type NewId } from './claim-decide';
import { readClaims } from './claim-read';

export type ClaimWriterOptions = {
  /** Takes several statements a call. One connection of it is used at a time. */
  pool: Pool;
  newId: NewId;
  /** Most claims a transaction decides. */
  maxBatch?: number;
  /** Most that may wait; further ones are told to come back. */
  maxQueue?: number;
  /** Only for tests that show what happens without the campaign's lock. */
  locks?: boolean;
};

type Waiting = {
  command: ClaimCommand;
  sinceMs: number;
  resolve(outcome: ClaimOutcome): void;
  reject(error: unknown): void;
};

const MAX_BATCH = 512;
const TRIES = 5;
const GIVE_UP_MS = 30_000;

/**
 * Group commit of claims, as the hold writer does it for holds: a batch is what arrived while the last one committed, decided
 * in arrival order under the lock of its campaigns. One commit serves a crowd; campaigns take turns within a batch.
 */
export class ClaimWriter {
  readonly #queue = new FairQueue<CampaignId, Waiting>();
  readonly #pace: Pace<CampaignId>;
  #working: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly options: ClaimWriterOptions) {
    this.#pace = new Pace(options.maxBatch ?? MAX_BATCH, options.maxQueue ?? 20_000);
  }

  /** Resolves with the coupon or the refusal once it is committed. Throws BUSY, with when to come back, when too many wait. */
  submit(command: ClaimCommand): Promise<ClaimOutcome> {
    const waitSeconds = this.#closed ? 1 : this.#pace.tooLong(this.#queue, command.campaignId);
    if (waitSeconds > 0) return Promise.reject(busy(waitSeconds));
    return new Promise((resolve, reject) => {
      this.#queue.push(command.campaignId, { command, sinceMs: performance.now(), resolve, reject });
      this.#work();
    });
  }

  /** Claims that wait. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Takes no more and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#working) await this.#working;
  }

  #work(): void {
    this.#working ??= this.#drain().finally(() => {
      this.#working = null;
      if (this.#queue.size > 0) this.#work();
    });
  }

  async #drain(): Promise<void> {
    // What arrives in the same turn of the event loop belongs to the same batch.
    await new Promise(setImmediate);
    while (this.#queue.size > 0) await this.#settle(this.#queue.take(this.options.maxBatch ?? MAX_BATCH, () => true));
  }

  /** Answers each claim. One that cannot be written must not sink the others of its batch. */
  async #settle(all: Waiting[]): Promise<void> {
    const batch = all.filter((waiting) => !gaveUp(waiting));
    if (batch.length === 0) return;
    try {
      const since = performance.now();
      const outcomes = await this.#runWithRetry(batch.map((waiting) => waiting.command));
      this.#pace.note(batch.length, performance.now() - since);
      for (const [at, waiting] of batch.entries()) waiting.resolve(outcomes[at]!);
    } catch (error) {
      const fault = databaseFault(error);
      if (fault === 'lock-timeout' || fault === 'disconnected') {
        for (const { campaignId } of batch.map((waiting) => waiting.command)) this.#pace.stalled(campaignId);
        // What happened is not known, or nothing did; the same command again gets the truth.
        for (const waiting of batch) waiting.reject(busy(2, error));
      } else if (batch.length === 1) batch[0]!.reject(error);
      else for (const waiting of batch) await this.#settle([waiting]);
    }
  }

  /**
   * A batch that the database rolled back runs again, and so does one whose connection was lost: if it was committed after
   * all, its command keys answer. A duplicate or a refused count means that somebody else was faster: the facts are read anew.
   */
  async #runWithRetry(commands: ClaimCommand[]): Promise<ClaimOutcome[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#run(commands);
      } catch (error) {
        const fault = databaseFault(error);
        const mayPass = isTransient(error) || fault === 'disconnected' || fault === 'duplicate' || fault === 'check';
        if (tried >= TRIES || !mayPass || fault === 'lock-timeout') throw error;
      }
    }
  }

  async #run(commands: ClaimCommand[]): Promise<ClaimOutcome[]> {
    const connection = await this.options.pool.getConnection();
    let broken = true;
    try {
      const facts = await readClaims(connection, commands, (this.options.locks ?? true) ? 'locked' : 'unlocked');
      const { outcomes, issued } = decideClaims(commands, facts, this.options.newId);
      if (issued.length > 0) await writeAndCommit(connection, issued);
      else await connection.query('ROLLBACK');
      broken = false;
      return outcomes;
    } finally {
      // A failed script leaves an open transaction behind; closing the connection ends it for certain.
      if (broken) connection.destroy();
      else connection.release();
    }
  }
}

const busy = (retryAfterSeconds: number, cause?: unknown) => new AppError('BUSY', { retryAfterSeconds }, { cause });

/** A coupon for somebody who left is a coupon lost to others. */
function gaveUp({ sinceMs, reject }: Waiting): boolean {
  if (performance.now() - sinceMs < GIVE_UP_MS) return false;
  reject(busy(1));
  return true;
}

const REASONS = { 'first-come': 'claimed', code: 'by-code', given: 'given' } as const;

/** One round trip. Counts are added to, never set, so that the database's CHECK sees what would be too many. */
async function writeAndCommit(connection: PoolConnection, issued: readonly NewCoupon[]): Promise<void> {
  const counts = new Map<CampaignId, number>();
  for (const { campaignId } of issued) counts.set(campaignId, (counts.get(campaignId) ?? 0) + 1);
  const updates = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  await connection.query(
    [
      ...updates.map(() => 'UPDATE coupon_campaigns SET issued = issued + ? WHERE id = ?'),
      `INSERT INTO coupons (id, campaign_id, user_id, ordinal, status, use_from, use_until, issued_at, command_key) VALUES ?`,
      'INSERT INTO coupon_history (coupon_id, version, at, from_status, to_status, actor, reason) VALUES ?',
      'COMMIT',
    ].join(';\n'),
    [
      ...updates.flatMap(([id, count]) => [count, id]),
      issued.map((coupon) => [
        coupon.id,
        coupon.campaignId,
        coupon.userId,
        coupon.ordinal,
        coupon.status,
        new Date(coupon.useFromMs),
        new Date(coupon.useUntilMs),
        new Date(coupon.issuedAtMs),
        coupon.commandKey,
      ]),
      issued.map(({ id, issuedAtMs, actor, way }) => [
        id,
        1,
        new Date(issuedAtMs),
        null,
        'AVAILABLE',
        actor,
        REASONS[way],
      ]),
    ],
  );
}
