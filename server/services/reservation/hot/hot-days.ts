import { LRUCache } from 'lru-cache';
import { type DayKey, dayId } from '../day-key';
import type { DayContention } from '../hold-observer';

/** What one batch did to a day. Versions are `service_day.version` before it and after its commit. */
export type DayBatch = { wanted: number; refused: number; before: number; after: number };

type Bucket = { no: number; wanted: number; refused: number };
type Day = DayKey & {
  buckets: Bucket[];
  /** The version this process left behind; another one found later means that somebody else wrote. */
  left: number;
  foreign: Fading;
  refused: Fading;
};
/** A count that loses half of itself every `HALF_LIFE_MS`. */
type Fading = { value: number; atMs: number };

const HALF_LIFE_MS = 2_000;
/** So many batches lately that found somebody else's write. One by itself is a cancellation. */
const CONTENDED_FROM = 2;
/** So many refusals lately. */
const CROWDED_FROM = 20;
const BUCKET_MS = 5_000;
const BUCKETS = 12;
const DAYS_KEPT = 1_000;

/**
 * Which days are in such demand that they need more than their row's lock. Found out, not configured: `isContended` where
 * several processes write, `isCrowded` where refusals pile up. Both fade within seconds when the crowd goes.
 */
export class HotDays {
  readonly #days = new LRUCache<string, Day>({ max: DAYS_KEPT });

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** A batch was decided. */
  note(key: DayKey, { wanted, refused, before, after }: DayBatch): void {
    const now = this.nowMs();
    const day = this.#day(key, before);
    day.foreign = { value: faded(day.foreign, now) + (before === day.left ? 0 : 1), atMs: now };
    day.left = after;
    this.#count(day, wanted, refused);
  }

  /** One command was refused without a batch. */
  noteRefused(key: DayKey): void {
    const day = this.#days.get(dayId(key));
    if (day) this.#count(day, 1, 1);
  }

  /** Several processes write to it: the wait is better spent in Redis than in the database. */
  isContended(key: DayKey): boolean {
    const day = this.#days.peek(dayId(key));
    return day !== undefined && faded(day.foreign, this.nowMs()) >= CONTENDED_FROM;
  }

  /** Refusals pile up: the gate is worth asking. */
  isCrowded(key: DayKey): boolean {
    const day = this.#days.peek(dayId(key));
    return day !== undefined && faded(day.refused, this.nowMs()) >= CROWDED_FROM;
  }

  #day(key: DayKey, version: number): Day {
    const known = this.#days.get(dayId(key));
    if (known) return known;
    const quiet = { value: 0, atMs: this.nowMs() };
    const { restaurantId, serviceDate } = key;
    const day: Day = { restaurantId, serviceDate, buckets: [], left: version, foreign: quiet, refused: quiet };
    this.#days.set(dayId(key), day);
    return day;
  }

  #count(day: Day, wanted: number, refused: number): void {
    const now = this.nowMs();
    day.refused = { value: faded(day.refused, now) + refused, atMs: now };
    const no = Math.floor(now / BUCKET_MS);
    const bucket = day.buckets.at(-1);
    if (bucket?.no === no) {
      bucket.wanted += wanted;
      bucket.refused += refused;
    } else day.buckets = [...lately(day, no), { no, wanted, refused }];
  }

  /** The most wanted days of the last minute. */
  top(most: number): DayContention[] {
    const no = Math.floor(this.nowMs() / BUCKET_MS);
    const sum = (day: Day, name: 'wanted' | 'refused') => lately(day, no).reduce((all, one) => all + one[name], 0);
    return [...this.#days.values()]
      .map((day) => ({
        restaurantId: day.restaurantId,
        serviceDate: day.serviceDate,
        wanted: sum(day, 'wanted'),
        refused: sum(day, 'refused'),
        hot: this.isContended(day) || this.isCrowded(day),
      }))
      .filter((day) => day.wanted > 0)
      .sort((a, b) => b.wanted - a.wanted)
      .slice(0, most);
  }
}

const faded = ({ value, atMs }: Fading, nowMs: number) => value * 2 ** ((atMs - nowMs) / HALF_LIFE_MS);
const lately = (day: Day, no: number) => day.buckets.filter((bucket) => bucket.no > no - BUCKETS);
