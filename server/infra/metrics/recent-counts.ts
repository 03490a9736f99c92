import type { Registry } from 'prom-client';

const WINDOW_MS = 10_000;
const PREFIX = 'tablepick_hold_';

/** The totals of all hold metrics at one moment: by metric, then by label value or bucket, buckets from low to high. */
type Totals = Map<string, Map<string, number>>;

export type Recent = {
  /** What the counts cover: the last ten seconds, less in a process that is younger. */
  windowMs: number;
  /** A counter's growth by its label's value; what did not grow is left out. */
  of(name: string): Record<string, number>;
  /** A histogram's growth by bucket, from low to high, the last one for what lies above all bounds. */
  buckets(name: string): number[];
};

/** What the hold metrics grew by in the last ten seconds. */
export class RecentCounts {
  readonly #past: { atMs: number; totals: Totals }[] = [];

  constructor(
    private readonly registry: Registry,
    private readonly startedAtMs: number,
  ) {}

  /** Counts from the oldest reading that is not older than the window; so it has to be read every few seconds. */
  async read(nowMs: number): Promise<Recent> {
    const totals = await this.#totals();
    while (this.#past.length > 0 && nowMs - this.#past[0]!.atMs > WINDOW_MS) this.#past.shift();
    const since = this.#past[0];
    this.#past.push({ atMs: nowMs, totals });
    const growth = (name: string): [string, number][] =>
      [...(totals.get(name) ?? [])].map(([key, total]) => [key, total - (since?.totals.get(name)?.get(key) ?? 0)]);
    return {
      windowMs: Math.max(1, nowMs - (since?.atMs ?? this.startedAtMs)),
      of: (name) => Object.fromEntries(growth(name).filter(([, grown]) => grown > 0)),
      // Prometheus' buckets each hold those below them too.
      buckets: (name) => growth(name).map(([, grown], index, all) => grown - (all[index - 1]?.[1] ?? 0)),
    };
  }

  async #totals(): Promise<Totals> {
    const metrics = this.registry.getMetricsAsArray().filter(({ name }) => name.startsWith(PREFIX));
    const read = await Promise.all(metrics.map((metric) => this.registry.getSingleMetric(metric.name)!.get()));
    return new Map(
      read.map((metric) => [
        metric.name.slice(PREFIX.length),
        new Map(
          metric.values
            .filter((value) => !/_(sum|count)$/.test((value as { metricName?: string }).metricName ?? ''))
            .map(({ labels, value }) => [String(Object.values(labels)[0] ?? ''), value]),
        ),
      ]),
    );
  }
}
