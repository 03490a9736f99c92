import type { Pool, RowDataPacket } from 'mysql2/promise';

/**
 * What can be watched: a booking (its status, price, payment and refund), a restaurant's day (`<restaurant>/<date>`) or a coupon
 * campaign, whose version is `status:left` with nothing after the colon when it has no limit.
 */
export type WatchKind = 'booking' | 'day' | 'campaign';

type Listener = (version: string) => void;
type Watched = { kind: WatchKind; key: string; version: string | null; listeners: Set<Listener> };

const SQL: Record<WatchKind, string> = {
  booking: `SELECT r.id AS k, CONCAT_WS(':', r.version, r.discount_minor, COUNT(p.id), MAX(p.version), MAX(p.status), MAX(f.status), MAX(f.done_at)) AS v
    FROM reservations r LEFT JOIN payments p ON p.reservation_id = r.id LEFT JOIN refunds f ON f.reservation_id = r.id
    WHERE r.id IN (?) GROUP BY r.id, r.version, r.discount_minor`,
  day: `SELECT CONCAT(restaurant_id, '/', service_date) AS k, version AS v FROM service_day WHERE `,
  campaign: `SELECT id AS k, CONCAT(status, ':', COALESCE(quantity - issued, '')) AS v FROM coupon_campaigns WHERE id IN (?)`,
};

const KEYS_A_STATEMENT = 500;

/**
 * Tells watchers of this process when something changed, in whichever process it did: all watched things are read with
 * one statement a kind and tick, so a thousand watchers of one day cost what one does.
 */
export class LiveWatch {
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly pool: Pool,
    private readonly tickMs = 300,
  ) {}

  /** Calls `listener` with a version string whenever it differs from the one before. Returns how to stop. */
  watch(kind: WatchKind, key: string, listener: Listener): () => void {
    const id = `${kind} ${key}`;
    const watched = this.#watched.get(id) ?? { kind, key, version: null, listeners: new Set<Listener>() };
    watched.listeners.add(listener);
    this.#watched.set(id, watched);
    // Somebody who joins later must not wait for the next change to learn how things stand.
    if (watched.version !== null) listener(watched.version);
    this.#schedule();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#watched.delete(id);
    };
  }

  /** The changes of one thing until `signal` ends; the first comes at once. */
  async *changes(kind: WatchKind, key: string, signal: AbortSignal): AsyncGenerator<string> {
    let latest: string | null = null;
    let wake: () => void = () => {};
    const stop = this.watch(kind, key, (version) => {
      latest = version;
      wake();
    });
    const onAbort = () => wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted && !this.#closed) {
        if (latest === null) await new Promise<void>((resolve) => (wake = resolve));
        if (latest === null || this.#closed) continue;
        const version: string = latest;
        latest = null;
        yield version;
      }
    } finally {
      stop();
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const watched of this.#watched.values()) for (const listener of watched.listeners) listener('');
    this.#watched.clear();
  }

  #schedule(): void {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => void this.#tick(), this.tickMs);
  }

  async #tick(): Promise<void> {
    try {
      await Promise.all([this.#read('booking'), this.#read('day'), this.#read('campaign')]);
    } catch {
      // The database is away: watchers keep what they know and hear of changes when it is back.
    }
    this.#timer = null;
    if (this.#watched.size > 0) this.#schedule();
  }

  async #read(kind: WatchKind): Promise<void> {
    const keys = [...this.#watched.values()].filter((watched) => watched.kind === kind).map((watched) => watched.key);
    if (keys.length === 0) return;
    const rows: RowDataPacket[] = [];
    for (let from = 0; from < keys.length; from += KEYS_A_STATEMENT) {
      const some = keys.slice(from, from + KEYS_A_STATEMENT);
      rows.push(...(kind === 'day' ? await this.#readDays(some) : await this.#query(SQL[kind], [some])));
    }
    const versions = new Map(rows.map((row) => [row.k as string, String(row.v)]));
    for (const key of keys) {
      const watched = this.#watched.get(`${kind} ${key}`);
      const version = versions.get(key) ?? '0';
      if (!watched || watched.version === version) continue;
      watched.version = version;
      for (const listener of watched.listeners) listener(version);
    }
  }

  #readDays(keys: string[]): Promise<RowDataPacket[]> {
    const where = keys.map(() => '(restaurant_id = ? AND service_date = ?)').join(' OR ');
    return this.#query(
      SQL.day + where,
      keys.flatMap((key) => key.split('/')),
    );
  }

  async #query(sql: string, params: unknown[]): Promise<RowDataPacket[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(sql, params);
    return rows;
  }
}
