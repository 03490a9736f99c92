import type { Redis } from '@upstash/redis';
import { Lossy } from '../../crowd';
import type { DayKey } from '../day-key';
import type { HoldObserver } from '../hold-observer';
import { keyOf } from './day-leases';

/** A start that is gone for a party size. */
export type Start = { minute: number; party: number };
/** With what its refusal told the diner besides. */
export type Gone = Start & { details: Record<string, unknown> };
type Closed = { atMs: number; details: Gone['details'] };

/** So long nobody asks the database again; the next refusal closes the gate anew. */
const CLOSED_MS = 3_000;
/** Longer than anything closed before it can last. */
const OPEN_MS = 10_000;

/**
 * Answers "sold out" from Redis while a crowd asks for what is gone. All instants are the database's, read under the day's
 * lock, so that "refused before a table came free" is told from "refused after it" whatever order the messages take.
 * It may forget and it may be slow; it is never asked whether something is free.
 */
export class SoldOutGate {
  readonly #lossy = new Lossy();

  constructor(
    private readonly redis: Redis,
    private readonly observer?: HoldObserver,
  ) {}

  /** The refusal's details for each start that is known to be gone, null for the others. One round trip for all. */
  async ask(wishes: readonly { day: DayKey; start: Start }[]): Promise<(Gone['details'] | null)[]> {
    // A crowd asks for few starts.
    const starts = new Map(wishes.map((wish) => [closedKey(wish.day, wish.start), openKey(wish.day)]));
    const answers = await this.#lossy.ask(() => {
      const pipeline = this.redis.pipeline();
      for (const [closed, open] of starts) pipeline.mget(open, closed);
      return pipeline.exec<[number | null, Closed | null][]>();
    });
    const details = new Map(
      [...starts.keys()].map((key, index) => {
        const [openMs, closed] = answers?.[index] ?? [null, null];
        return [key, closed && closed.atMs > (openMs ?? 0) ? closed.details : null] as const;
      }),
    );
    return wishes.map((wish) => details.get(closedKey(wish.day, wish.start)) ?? null);
  }

  /** These starts were refused at `atMs`. */
  close(day: DayKey, gone: readonly Gone[], atMs: number): void {
    const pipeline = this.redis.pipeline();
    const starts = new Map(gone.map((one) => [closedKey(day, one), one.details]));
    for (const [key, details] of starts) pipeline.set(key, { atMs, details } satisfies Closed, { px: CLOSED_MS });
    void this.#lossy.ask(() => pipeline.exec());
    this.observer?.gate('closed');
  }

  /** Something of the day came free at `atMs`. Resolves when the gate knows, or when it does not answer. */
  async open(day: DayKey, atMs: number): Promise<void> {
    this.observer?.gate('opened');
    // Tried also while Redis seems to be away: others may still be asking it.
    await new Lossy().ask(() => this.redis.set(openKey(day), atMs, { px: OPEN_MS }));
  }
}

const openKey = (day: DayKey) => `open:${keyOf(day)}`;
const closedKey = (day: DayKey, { minute, party }: Start) => `soldout:${keyOf(day)}:${minute}:${party}`;
