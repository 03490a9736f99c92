type Asked<Q, A> = { question: Q; resolve(answer: A): void; reject(error: unknown): void };

/**
 * Asks for many at once: one `read` is under way at a time, and all who come meanwhile share the next one. Nobody gets an
 * answer that was read before they asked.
 */
export class Together<Q, A> {
  #waiting: Asked<Q, A>[] = [];
  #reading = false;

  /** `read` answers each question at its place; what it throws is everybody's. */
  constructor(
    private readonly read: (questions: Q[]) => Promise<readonly A[]>,
    private readonly most = 1_000,
  ) {}

  ask(question: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#reading) return;
      this.#reading = true;
      // What arrives in the same turn of the event loop is asked together.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.splice(0, this.most);
      try {
        const answers = await this.read(asked.map(({ question }) => question));
        for (const [at, { resolve }] of asked.entries()) resolve(answers[at]!);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.#reading = false;
  }
}
