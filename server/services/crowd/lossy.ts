const WAIT_MS = 60;
/** After a failure nobody asks for so long: a crowd must not pay the wait once each. */
const PAUSE_MS = 1_000;

/**
 * Something that may fail to answer, and whose answer is never needed. `ask` never rejects: undefined when there was no
 * answer in time, and at once for a while after that. What comes too late is handed to `late`.
 */
export class Lossy {
  #pausedUntilMs = 0;

  constructor(private readonly waitMs = WAIT_MS) {}

  async ask<T>(work: () => Promise<T>, late: (value: T) => void = () => {}): Promise<T | undefined> {
    if (performance.now() < this.#pausedUntilMs) return undefined;
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    const answer = work().then(
      (value) => {
        if (over) late(value);
        return { value };
      },
      () => undefined,
    );
    const timeUp = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.waitMs);
    });
    const first = await Promise.race([answer, timeUp]);
    over = true;
    clearTimeout(timer);
    if (!first) this.#pausedUntilMs = performance.now() + PAUSE_MS;
    return first?.value;
  }
}
