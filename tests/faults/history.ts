/** What became of a call. `unknown`: no answer came, or one that says nothing; it may have happened. */
export type Outcome = 'ok' | 'refused' | 'unknown';

export type Call = {
  no: number;
  who: string;
  path: string;
  input: Record<string, unknown>;
  /** Milliseconds since the run began. */
  atMs: number;
  tookMs: number;
  outcome: Outcome;
  /** Of a refusal its code, of an unknown call what was seen of it. */
  why: string | null;
  answer: unknown;
};

/** Every call of a run, in the order in which they ended. */
export class History {
  readonly calls: Call[] = [];
  readonly #beganMs = performance.now();
  #next = 1;

  /** Milliseconds since the run began. */
  now(): number {
    return performance.now() - this.#beganMs;
  }

  note(call: Omit<Call, 'no' | 'tookMs'>): Call {
    const noted = { ...call, no: this.#next++, tookMs: this.now() - call.atMs };
    this.calls.push(noted);
    return noted;
  }

  of(path: string, outcome?: Outcome): Call[] {
    return this.calls.filter((call) => call.path === path && (outcome === undefined || call.outcome === outcome));
  }

  counts(): Record<Outcome, number> {
    const counts = { ok: 0, refused: 0, unknown: 0 };
    for (const call of this.calls) counts[call.outcome]++;
    return counts;
  }

  /** As text, one call a line, for whoever reads a failed run. */
  print(): string {
    return this.calls
      .map((call) =>
        [
          String(Math.round(call.atMs)).padStart(6),
          `${Math.round(call.tookMs)}ms`.padStart(7),
          call.outcome.padEnd(7),
          call.who,
          call.path,
          call.why ?? '',
          JSON.stringify(call.input),
          call.outcome === 'ok' ? JSON.stringify(call.answer)?.slice(0, 160) : '',
        ].join(' '),
      )
      .join('\n');
  }
}
