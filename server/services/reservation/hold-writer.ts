import type { Pool } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';
import { AppError } from '@/server/domain/shared/errors';
import { SetupCache } from '../restaurant';
import type { HoldCommand, HoldOutcome } from './hold-command';
import { decideBatch, type NewId } from './hold-decide';
import { lockAndRead } from './hold-read';
import { writeAndCommit } from './hold-write';

export type HoldWriterOptions = {
  /** Takes several statements a call; used by nobody else. */
  pool: Pool;
  newId: NewId;
  /** Most commands a transaction decides. */
  maxBatch?: number;
  /** Most commands that may wait; further ones are told to come back. */
  maxQueue?: number;
  /** Only for tests that show what happens without the day's lock. */
  locks?: boolean;
};

type Waiting = { command: HoldCommand; resolve: (outcome: HoldOutcome) => void; reject: (error: unknown) => void };

const TRIES = 5;

/**
 * Group commit of holds. Commands queue in arrival order; whenever the writer is free it takes all that wait and decides
 * them in one transaction, so one commit serves a whole crowd and a batch of one is the ordinary case. There is no
 * artificial delay: a batch is what arrived while the last one committed.
 */
export class HoldWriter {
  readonly #queue: Waiting[] = [];
  readonly #setups = new SetupCache();
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly options: HoldWriterOptions) {}

  /** Resolves with the answer or the refusal once it is committed. Throws BUSY when too many wait. */
  submit(command: HoldCommand): Promise<HoldOutcome> {
    if (this.#closed || this.#queue.length >= (this.options.maxQueue ?? 5_000)) {
      return Promise.reject(new AppError('BUSY', { retryAfterSeconds: 2 }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Takes no more commands and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    // What arrives in the same turn of the event loop belongs to the same batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.options.maxBatch ?? 256);
      try {
        const outcomes = await this.#runWithRetry(batch.map((waiting) => waiting.command));
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
        const [outcome] = await this.#runWithRetry([waiting.command]);
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
  async #runWithRetry(commands: HoldCommand[]): Promise<HoldOutcome[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#run(commands);
      } catch (error) {
        if (tried >= TRIES || !(isTransient(error) || databaseFault(error) === 'disconnected')) throw error;
      }
    }
  }

  async #run(commands: HoldCommand[]): Promise<HoldOutcome[]> {
    const connection = await this.options.pool.getConnection();
    let broken = true;
    try {
      const facts = await lockAndRead(connection, commands, this.options.locks ?? true);
      const setups = await this.#setups.get(connection, facts.versions);
      const { outcomes, holds } = decideBatch(commands, facts, setups, this.options.newId);
      if (holds.length > 0) await writeAndCommit(connection, holds, facts.nowMs, this.options.newId);
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
