/** A map that forgets its oldest entries: a crowd of strangers must not fill the memory. */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(private readonly max: number) {
    super();
  }

  override set(key: K, value: V): this {
    super.delete(key);
    super.set(key, value);
    if (this.size > this.max) super.delete(this.keys().next().value as K);
    return this;
  }
}

export type Bucket = {
  /** What may come at once. */
  burst: number;
  /** What comes back each second. */
  perSecond: number;
};

/** Token buckets in this process's memory, one a key. `nowMs` must never go back by much. */
export class LocalBuckets {
  private readonly buckets: BoundedMap<string, { tokens: number; atMs: number }>;

  constructor(maxKeys: number) {
    this.buckets = new BoundedMap(maxKeys);
  }

  /** Takes one token. Answers 0 when there was one, else the milliseconds until there is. */
  take(key: string, bucket: Bucket, nowMs: number): number {
    const found = this.buckets.get(key) ?? { tokens: bucket.burst, atMs: nowMs };
    const passedMs = Math.max(0, nowMs - found.atMs);
    const tokens = Math.min(bucket.burst, found.tokens + (passedMs / 1000) * bucket.perSecond);
    const left = tokens >= 1 ? tokens - 1 : tokens;
    this.buckets.set(key, { tokens: left, atMs: nowMs });
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / bucket.perSecond) * 1000);
  }
}
