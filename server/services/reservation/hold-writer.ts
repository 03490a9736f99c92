import type { Pool } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';
import { AppError } from '@/server/domain/shared/errors';
import { SetupCache } from '../restaurant';
import type { HoldCommand, HoldOutcome } from './hold-command';
import { decideBatch, type NewId } from './hold-decide';
import type { DayContention, HoldContention, HoldObserver } from './hold-observer';
import { dayId, lockAndRead } from './hold-read';
import { writeAndCommit } from './hold-write';

export type HoldWriterOptions = {
  /** Takes several statements a call; used by nobody else. */
  pool: Pool;
  newId: NewId;
  /** Most commands a transaction decides. */
  maxBatch?: number;
  /** Most commands that may wait; further ones are told to come back. */
  maxQueue?: number;
  /** Told of the work as it happens. */
  observer?: HoldObserver;
  /** Only for tests that show what happens without the day's lock. */
  locks?: boolean;
};

type Waiting = {
  command: HoldCommand;
  sinceMs: number;
  resolve: (outcome: HoldOutcome) => void;
  reject: (error: unknown) => void;
};

const TRIES = 5;
const CONTENTION_MS = 60_000;
const MOST_DAYS = 10;

/**
 * Group commit of holds. Commands queue in arrival order; whenever the writer is free it takes all that wait and decides
 * them in one transaction, so one commit serves a whole crowd and a batch of one is the ordinary case. There is no
 * artificial delay: a batch is what arrived while the last one committed.
 */
export class HoldWriter {
  readonly #queue: Waiting[] = [];
  readonly #setups = new SetupCache();
  #wanted: { atMs: number; command: HoldCommand; refused: boolean }[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly options: HoldWriterOptions) {}

  /** Resolves with the answer or the refusal once it is committed. Throws BUSY when too many wait. */
  submit(command: HoldCommand): Promise<HoldOutcome> {
    if (this.#closed || this.#queue.length >= (this.options.maxQueue ?? 5_000)) {
      this.options.observer?.busy();
      return Promise.reject(new AppError('BUSY', { retryAfterSeconds: 2 }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, sinceMs: performance.now(), resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Takes no more commands and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  /** How many commands wait, and the days that were wanted most in the last minute. */
  contention(): HoldContention {
    this.#wanted = this.#wanted.filter(({ atMs }) => performance.now() - atMs < CONTENTION_MS);
    const days = new Map<string, DayContention>();
    for (const { command, refused } of this.#wanted) {
      const { restaurantId, wish } = command;
      const id = dayId({ restaurantId, serviceDate: wish.serviceDate });
      const day = days.get(id) ?? { restaurantId, serviceDate: wish.serviceDate, wanted: 0, refused: 0, hot: false };
      days.set(id, { ...day, wanted: day.wanted + 1, refused: day.refused + (refused ? 1 : 0) });
    }
    const most = [...days.values()].sort((a, b) => b.wanted - a.wanted);
    return { queued: this.#queue.length, days: most.slice(0, MOST_DAYS) };
  }

  async #drain(): Promise<void> {
    // What arrives in the same turn of the event loop belongs to the same batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.options.maxBatch ?? 256);
      try {
        const outcomes = await this.#runWithRetry(batch);
        for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index]!);
      } catch {
        await this.#oneByOne(batch);
      }
    }
    this.#running = null;
  }

  /** One command that cannot be written must not sink the others of its batch. */
  async #oneByOne(batch: Waiting[]): Promise<void> {
    for (const waiting of batch) {
      try {
        const [outcome] = await this.#runWithRetry([waiting]);
        waiting.resolve(outcome!);
      } catch (error) {
        waiting.reject(error);
      }
    }
  }

  /**
   * A batch that the database rolled back runs again. So does one whose connection was lost: if its commit happened
   * after all, the command rows answer for it.
   */
  async #runWithRetry(batch: Waiting[]): Promise<HoldOutcome[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#run(batch);
      } catch (error) {
        const fault = databaseFault(error);
        if (tried >= TRIES || !(isTransient(error) || fault === 'disconnected')) throw error;
        this.options.observer?.retry(fault ?? 'other');
      }
    }
  }

  async #run(batch: Waiting[]): Promise<HoldOutcome[]> {
    const commands = batch.map((waiting) => waiting.command);
    const startedMs = performance.now();
    const connection = await this.options.pool.getConnection();
    let broken = true;
    try {
      const facts = await lockAndRead(connection, commands, this.options.locks ?? true);
      const lockedMs = performance.now();
      const setups = await this.#setups.get(connection, facts.versions);
      const { outcomes, holds } = decideBatch(commands, facts, setups, this.options.newId);
      const decidedMs = performance.now();
      if (holds.length > 0) await writeAndCommit(connection, holds, facts.nowMs, this.options.newId);
      else await connection.query('ROLLBACK');
      broken = false;
      const taken = (outcome: HoldOutcome) => !outcome.ok && outcome.code === 'SLOT_TAKEN';
      for (const [index, command] of commands.entries())
        this.#wanted.push({ atMs: startedMs, command, refused: taken(outcomes[index]!) });
      this.options.observer?.batch({
        size: batch.length,
        refused: outcomes.filter((outcome) => !outcome.ok).length,
        waitMs: startedMs - batch[0]!.sinceMs,
        lockMs: lockedMs - startedMs,
        commitMs: holds.length > 0 ? performance.now() - decidedMs : 0,
      });
      return outcomes;
    } finally {
      // A failed script leaves an open transaction behind; closing the connection ends it for certain.
      if (broken) connection.destroy();
      else connection.release();
    }
  }
}
