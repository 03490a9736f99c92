import { Lock } from '@upstash/lock';
import type { Redis } from '@upstash/redis';
import { Lossy } from '../../crowd';
import { type DayKey, dayId } from '../day-key';
import type { HoldObserver } from '../hold-observer';

/** Longer than a batch takes, shorter than anybody would notice that its holder died. */
const LEASE_MS = 1_000;
const RETRY = { attempts: 16, delay: 5 };
/** A little more than all tries take. */
const WAIT_MS = 150;

/**
 * Leases of days that several processes want, so that they queue in Redis and not for a row's lock in the database. A lease
 * proves nothing: whoever has none, or has lost it, goes on all the same and meets the row's lock.
 */
export class DayLeases {
  readonly #lossy = new Lossy(WAIT_MS);

  constructor(
    private readonly redis: Redis,
    private readonly observer?: HoldObserver,
  ) {}

  /** Takes the days' leases in their order, as far as they can be had soon. Returns how to give them back. */
  async take(days: readonly DayKey[]): Promise<() => void> {
    const taken: Lock[] = [];
    for (const day of days) {
      const lock = await this.#take(day);
      if (lock) taken.push(lock);
    }
    return () => {
      for (const lock of taken) giveBack(lock);
    };
  }

  async #take(day: DayKey): Promise<Lock | null> {
    const since = performance.now();
    // The lock remembers whose it is, so each try has one of its own.
    const lock = new Lock({ redis: this.redis, id: `lease:${keyOf(day)}`, lease: LEASE_MS, retry: RETRY });
    const got = await this.#lossy.ask(
      () => lock.acquire(),
      (late) => late && giveBack(lock),
    );
    const outcome = got === undefined ? 'no-answer' : got ? 'taken' : 'missed';
    this.observer?.lease(outcome, performance.now() - since);
    return got ? lock : null;
  }
}

/** Its own lease only; without an answer it ends by itself. */
const giveBack = (lock: Lock) => void lock.release().catch(() => {});

/** The hash tag keeps all keys of a restaurant on one node of a cluster. */
export const keyOf = (day: DayKey) => dayId(day).replace(/^([^/]+)\//, '{$1}:');
