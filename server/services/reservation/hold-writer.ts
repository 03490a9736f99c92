import type { Redis } from '@upstash/redis';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';
import { AppError, refuse } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { crashPoint } from '@/server/infra/crash-point';
import { campaignVersions, RulesCache } from '../coupon';
import { FairQueue, Pace } from '../crowd';
import { SetupCache } from '../restaurant';
import { type DayKey, dayId } from './day-key';
import type { HoldCommand, HoldOutcome } from './hold-command';
import { decideBatch, type NewId } from './hold-decide';
import type { HoldContention, HoldObserver } from './hold-observer';
import { acceptedBefore, lockAndRead } from './hold-read';
import { writeAndCommit } from './hold-write';
import { HotControl } from './hot/hot-control';

/** Transactions of one writer at once; its pool has as many connections. */
export const HOLD_LANES = 2;

export type HoldWriterOptions = {
  /** Takes several statements a call; no reader uses it. Its connections are as many as `lanes`, or more. */
  pool: Pool;
  newId: NewId;
  /** Where leases and the sold-out gate are; without it hot days have their row's lock alone. */
  redis?: Redis;
  observer?: HoldObserver;
  /** More people want this day than can be answered soon. Told again and again while it lasts. */
  onRush?: (day: DayKey) => void;
  /** A wait from which on that is so. */
  rushWaitMs?: number;
  /** Transactions at once, of different restaurants. */
  lanes?: number;
  /** Most commands a transaction decides. */
  maxBatch?: number;
  /** Most commands that may wait; further ones are told to come back. */
  maxQueue?: number;
  /** Only for tests that show what happens without the day's lock. */
  locks?: boolean;
};

type Waiting = {
  command: HoldCommand;
  sinceMs: number;
  resolve: (outcome: HoldOutcome) => void;
  reject: (error: unknown) => void;
};

const MAX_BATCH = 256;
const RUSH_WAIT_MS = 8_000;
/** The same rush is told no oftener. */
const RUSH_TOLD_MS = 10_000;
const TRIES = 5;
const GIVE_UP_MS = 30_000;
const DAYS_SHOWN = 20;

/**
 * Group commit of holds. Commands queue in arrival order; whenever a lane is free it takes what waits and decides it in one
 * transaction, so one commit serves a whole crowd and a batch of one is the ordinary case. There is no artificial delay: a
 * batch is what arrived while the last one committed. A restaurant is in one lane at a time, so its own commands never
 * wait for each other's locks; restaurants take turns, so a hot one does not starve the others.
 */
export class HoldWriter {
  readonly #queue = new FairQueue<RestaurantId, Waiting>();
  readonly #setups = new SetupCache();
  readonly #rules = new RulesCache();
  readonly #hot: HotControl;
  readonly #pace: Pace<RestaurantId>;
  readonly #gated: DataLoader<HoldCommand, HoldOutcome | null, HoldCommand>;
  readonly #underWay = new Set<RestaurantId>();
  readonly #lanes = new Set<Promise<void>>();
  readonly #mostLanes: number;
  readonly #rushes = new LRUCache<string, number>({ max: 1_000 });
  #waking = false;
  #closed = false;

  constructor(private readonly options: HoldWriterOptions) {
    this.#hot = new HotControl(options.redis, options.observer);
    this.#mostLanes = options.lanes ?? HOLD_LANES;
    this.#pace = new Pace(options.maxBatch ?? MAX_BATCH, options.maxQueue ?? 20_000);
    this.#gated = new DataLoader((commands) => this.#askGate(commands), { cache: false, maxBatchSize: 500 });
  }

  /** Resolves with the answer or the refusal once it is committed. Throws BUSY, with when to come back, when too many wait. */
  submit(command: HoldCommand): Promise<HoldOutcome> {
    return this.#hot.isCrowded(command) ? this.#throughGate(command) : this.#enqueue(command);
  }

  /** A table of the day came free, committed, when the database's clock said `atMs`: what was refused before may be had. */
  async opened(day: DayKey, atMs: number): Promise<void> {
    await this.#hot.opened(day, atMs);
  }

  contention(): HoldContention {
    return { queued: this.#queue.size, days: this.#hot.top(DAYS_SHOWN) };
  }

  /** Takes no more commands and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#startLanes();
    while (this.#lanes.size > 0) await Promise.all(this.#lanes);
  }

  async #throughGate(command: HoldCommand): Promise<HoldOutcome> {
    return (await this.#gated.load(command)) ?? this.#enqueue(command);
  }

  /** What is gone is answered without a lock, but for a command that was accepted before: that one gets its own answer. */
  async #askGate(commands: readonly HoldCommand[]): Promise<(HoldOutcome | null)[]> {
    const details = await this.#hot.soldOut(commands);
    const gone = commands.filter((_, index) => details[index]);
    const accepted = await acceptedBefore(this.options.pool, gone).catch(() => null);
    if (!accepted) return commands.map(() => null);
    return commands.map((command, index) => {
      const why = details[index];
      if (!why || accepted.has(command)) return null;
      this.#hot.refusedByGate(command);
      this.options.observer?.gate('refused');
      return refuse('SLOT_TAKEN', why);
    });
  }

  #enqueue(command: HoldCommand): Promise<HoldOutcome> {
    const { restaurantId } = command;
    if (this.#pace.waitMs(this.#queue, restaurantId) >= (this.options.rushWaitMs ?? RUSH_WAIT_MS)) this.#rush(command);
    const waitSeconds = this.#closed ? 1 : this.#pace.tooLong(this.#queue, restaurantId);
    if (waitSeconds > 0) {
      this.options.observer?.busy();
      return Promise.reject(busy(waitSeconds));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push(restaurantId, { command, sinceMs: performance.now(), resolve, reject });
      this.#wake();
    });
  }

  /** Its own crowd, that is, and not one that wants other restaurants. */
  #rush({ restaurantId, wish }: HoldCommand): void {
    if (this.#queue.lengthOf(restaurantId) * 2 < this.#queue.size) return;
    const day = { restaurantId, serviceDate: wish.serviceDate };
    if (performance.now() - (this.#rushes.get(dayId(day)) ?? Number.NEGATIVE_INFINITY) < RUSH_TOLD_MS) return;
    this.#rushes.set(dayId(day), performance.now());
    this.options.onRush?.(day);
  }

  /** What arrives in the same turn of the event loop belongs to the same batch. */
  #wake(): void {
    if (this.#waking) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      this.#startLanes();
    });
  }

  #startLanes(): void {
    while (this.#lanes.size < this.#mostLanes) {
      const batch = this.#next();
      if (batch.length === 0) return;
      const lane: Promise<void> = this.#drain(batch).finally(() => this.#lanes.delete(lane));
      this.#lanes.add(lane);
    }
  }

  #next(): Waiting[] {
    const batch = this.#queue.take(this.options.maxBatch ?? MAX_BATCH, (restaurant) => !this.#underWay.has(restaurant));
    for (const { command } of batch) this.#underWay.add(command.restaurantId);
    return batch;
  }

  async #drain(first: Waiting[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.#next()) {
      await this.#settle(batch);
      for (const { command } of batch) this.#underWay.delete(command.restaurantId);
    }
  }

  /** Answers each command. One that cannot be written must not sink the others of its batch. */
  async #settle(all: Waiting[]): Promise<void> {
    const batch = all.filter((waiting) => !this.#gaveUp(waiting));
    if (batch.length === 0) return;
    try {
      const since = performance.now();
      const outcomes = await this.#runWithRetry(batch);
      this.#pace.note(batch.length, performance.now() - since);
      for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index]!);
    } catch (error) {
      const restaurants = [...new Set(batch.map((waiting) => waiting.command.restaurantId))];
      const fault = databaseFault(error);
      if (fault === 'lock-timeout' && restaurants.length > 1) await this.#apart(batch, restaurants);
      else if (fault === 'lock-timeout' || fault === 'disconnected') {
        if (fault === 'lock-timeout') this.#pace.stalled(restaurants[0]!);
        // What happened is not known, or nothing did; the same command again gets the truth.
        for (const waiting of batch) waiting.reject(busy(2, error));
      } else if (batch.length === 1) batch[0]!.reject(error);
      else for (const waiting of batch) await this.#settle([waiting]);
    }
  }

  /** Somebody keeps the lock of one of these days: the other restaurants must not wait with it. */
  async #apart(batch: Waiting[], restaurants: RestaurantId[]): Promise<void> {
    for (const id of restaurants) await this.#settle(batch.filter((waiting) => waiting.command.restaurantId === id));
  }

  /** Whoever has waited so long is told to come back: a table held for somebody who left is a table lost. */
  #gaveUp(waiting: Waiting): boolean {
    if (performance.now() - waiting.sinceMs < GIVE_UP_MS) return false;
    this.options.observer?.busy();
    waiting.reject(busy(1));
    return true;
  }

  /**
   * A batch that the database rolled back runs again. So does one whose connection was lost: if its commit happened
   * after all, the bookings' command keys answer for it. Two bookings of a day may draw the same code: they draw again. Who
   * waited for a lock in vain has waited long enough.
   */
  async #runWithRetry(batch: Waiting[]): Promise<HoldOutcome[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#run(batch);
      } catch (error) {
        const fault = databaseFault(error);
        const mayPass =
          fault !== 'lock-timeout' && (isTransient(error) || fault === 'disconnected' || fault === 'duplicate');
        if (tried >= TRIES || !mayPass) throw error;
        this.options.observer?.retry(fault!);
      }
    }
  }

  async #run(batch: Waiting[]): Promise<HoldOutcome[]> {
    const commands = batch.map((waiting) => waiting.command);
    const beganMs = performance.now();
    const giveBack = await this.#hot.lease(commands);
    const connection = await this.options.pool.getConnection();
    let broken = true;
    try {
      const facts = await lockAndRead(connection, commands, this.options.locks ?? true);
      const readMs = performance.now();
      const setups = await this.#setups.get(connection, facts.versions);
      const rules = await this.#rules.get(connection, campaignVersions([...facts.coupons.values()].flat()));
      const { outcomes, holds } = decideBatch(commands, facts, { setups, rules }, this.options.newId);
      const decidedMs = performance.now();
      if (holds.length > 0) {
        crashPoint('before-T1');
        await writeAndCommit(connection, holds, facts.nowMs, this.options.newId);
        crashPoint('after-T1');
      } else await connection.query('ROLLBACK');
      broken = false;
      this.options.observer?.batch({
        size: batch.length,
        refused: outcomes.filter((outcome) => !outcome.ok).length,
        waitMs: beganMs - Math.min(...batch.map((waiting) => waiting.sinceMs)),
        lockMs: readMs - beganMs,
        commitMs: holds.length > 0 ? performance.now() - decidedMs : 0,
      });
      this.#hot.learn({ commands, outcomes, holds, facts });
      return outcomes;
    } finally {
      giveBack();
      // A failed script leaves an open transaction behind; closing the connection ends it for certain.
      if (broken) connection.destroy();
      else connection.release();
    }
  }
}

const busy = (retryAfterSeconds: number, cause?: unknown) => new AppError('BUSY', { retryAfterSeconds }, { cause });
