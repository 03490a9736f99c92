/** What is asked of the queue. */
type Lines<K> = { size: number; lines: number; lengthOf(key: K): number };

/** Longer than this nobody is left waiting: better to be told when to come back than to hang. */
const MAX_WAIT_MS = 15_000;
const LONGEST_RETRY_SECONDS = 30;
/** How much the newest batch counts. */
const WEIGHT = 0.2;
/** A guess until batches have told better. */
const GUESS_MS_EACH = 1;

/** A line that stood still is not tried again for so long. */
const STALLED_MS = 2_000;

/** How fast commands are answered, and so how long one that comes now would wait. */
export class Pace<K> {
  /** What a full batch takes. */
  #fullMs: number;
  readonly #stalledUntilMs = new Map<K, number>();

  constructor(
    private readonly maxBatch: number,
    private readonly maxQueue: number,
  ) {
    this.#fullMs = maxBatch * GUESS_MS_EACH;
  }

  /**
   * A lane answered `commands` in `ms`. A full batch takes at least as long, and at most as long for each of its commands: a
   * batch is mostly waiting for the disk and for answers, so the time of a small one says little of a crowd's.
   */
  note(commands: number, ms: number): void {
    const nearest = Math.min(Math.max(this.#fullMs, ms), (ms * this.maxBatch) / commands);
    this.#fullMs += WEIGHT * (nearest - this.#fullMs);
  }

  /** Nothing of that line could be answered. */
  stalled(key: K): void {
    const now = performance.now();
    for (const [other, untilMs] of this.#stalledUntilMs) if (untilMs < now) this.#stalledUntilMs.delete(other);
    this.#stalledUntilMs.set(key, now + STALLED_MS);
  }

  /**
   * How long a command of that line that comes now would wait. Lines take turns, so it waits for as many of each other line
   * as there are in its own, and never for more than all.
   */
  waitMs(queue: Lines<K>, key: K): number {
    const ahead = Math.min(Math.max(1, queue.lengthOf(key)) * queue.lines, queue.size);
    return (1 + ahead / this.maxBatch) * this.#fullMs;
  }

  /** 0 when a command of that line may wait; else in how many seconds to come back. */
  tooLong(queue: Lines<K>, key: K): number {
    const stalledMs = (this.#stalledUntilMs.get(key) ?? 0) - performance.now();
    if (stalledMs > 0) return Math.ceil(stalledMs / 1000);
    const waitMs = this.waitMs(queue, key);
    if (waitMs <= MAX_WAIT_MS && queue.size < this.maxQueue) return 0;
    return Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(waitMs / 1000)));
  }
}
