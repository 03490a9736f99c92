import { until } from '../testing/harness';

export type Mark = { at: number; tag: string; data?: unknown };

/** What the trial functions did, in order. Both executors run them in this process, so one list sees all. */
export class Marks {
  readonly #list: Mark[] = [];
  readonly #counts = new Map<string, number>();

  /** Writes down that something happened. */
  add(tag: string, data?: unknown): void {
    this.#list.push({ at: Date.now(), tag, ...(data === undefined ? {} : { data }) });
  }

  /** How often `count` was asked for this key, this time included. */
  count(key: string): number {
    const n = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, n);
    return n;
  }

  of(prefix: string): Mark[] {
    return this.#list.filter((mark) => mark.tag === prefix || mark.tag.startsWith(`${prefix}.`));
  }

  /** Tags below `prefix`, without it. */
  tags(prefix: string): string[] {
    return this.of(prefix).map((mark) => mark.tag.slice(prefix.length + 1));
  }

  data(tag: string): unknown[] {
    return this.#list.filter((mark) => mark.tag === tag).map((mark) => mark.data);
  }

  /** Waits until `tag` was marked `times` times; answers the marks. */
  async wait(tag: string, times = 1, timeoutMs = 12_000): Promise<Mark[]> {
    const marks = () => this.#list.filter((mark) => mark.tag === tag);
    await until(`${times} × ${tag}`, () => marks().length >= times, timeoutMs);
    return marks();
  }
}
