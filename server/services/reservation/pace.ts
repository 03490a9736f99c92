/** What is asked of the queue. */
type Lines<K> = { size: number; lines: number; lengthOf(key: K): number };

/** Longer than this nobody is left waiting: better to be told when to come back than to hang. */
const MAX_WAIT_MS = 10_000;
const LONGEST_RETRY_SECONDS = 30;
/** How much the newest batch counts. */
const WEIGHT = 0.2;

/** A line that stood still is not tried again for so long. */
const STALLED_MS = 2_000;

/** How fast commands are answered, and so how long one that comes now would wait. */
export class Pace<K> {
  /** Of one lane; a guess until the first batch. */
  #msEach = 1;
  readonly #stalledUntilMs = new Map<K, number>();

  constructor(
    private readonly lanes: number,
    private readonly maxQueue: number,
  ) {}

  /** A lane answered `commands` in `ms`. */
  note(commands: number, ms: number): void {
    this.#msEach += WEIGHT * (ms / commands - this.#msEach);
  }

  /** Nothing of that line could be answered. */
  stalled(key: K): void {
    const now = performance.now();
    for (const [other, untilMs] of this.#stalledUntilMs) if (untilMs < now) this.#stalledUntilMs.delete(other);
    this.#stalledUntilMs.set(key, now + STALLED_MS);
  }

  /**
   * 0 when a command of that line may wait; else in how many seconds to come back. A line is served by one lane at a time
   * and takes turns with the others, whatever their length.
   */
  tooLong(queue: Lines<K>, key: K): number {
    const stalledMs = (this.#stalledUntilMs.get(key) ?? 0) - performance.now();
    if (stalledMs > 0) return Math.ceil(stalledMs / 1000);
    const ownMs = queue.lengthOf(key) * this.#msEach;
    const turnMs = (queue.lines * this.#msEach) / this.lanes;
    const waitMs = Math.max(ownMs, turnMs);
    if (waitMs <= MAX_WAIT_MS && queue.size < this.maxQueue) return 0;
    return Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(waitMs / 1000)));
  }
}
