import type { Pool, RowDataPacket } from 'mysql2/promise';
import { crashPoint } from '../crash-point';

export type OutboxMessage = { id: string; name: string; v: string; data: Record<string, unknown>; ts: number };

export type RelayOptions = {
  pool: Pool;
  /** Sends messages on; resolves when they were taken. The receiver drops an id it has had. */
  send: (messages: OutboxMessage[]) => Promise<void>;
  /** Told of every failed try; the messages stay and are tried again. */
  onError: (error: unknown) => void;
  pollMs?: number;
  batch?: number;
};

const SLOWEST_RETRY_MS = 5_000;
const MOST_ATTEMPTS = 20;
const TRIED_WHEN_ALL_FAIL = 3;

const toMessage = (row: RowDataPacket): OutboxMessage => ({
  id: row.id,
  name: row.name,
  v: String(row.v),
  data: typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
  ts: row.created_at.getTime(),
});

/**
 * Carries facts from the outbox to the functions, oldest first. A message is marked sent only after it was taken, so a
 * crash between the two sends it twice under one id. Several relays may run: at worst they send the same ids.
 */
export class OutboxRelay {
  #stopping = false;
  #loop: Promise<void> | null = null;
  #wake: (() => void) | null = null;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Resolves when the batch under way is done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#loop;
  }

  /** Sends what waits now, at most one batch; returns how many were taken. */
  async runOnce(): Promise<number> {
    const [rows] = await this.options.pool.query<RowDataPacket[]>(
      'SELECT id, name, v, data, created_at FROM outbox WHERE sent_at IS NULL AND attempts < ? ORDER BY id LIMIT ?',
      [MOST_ATTEMPTS, this.options.batch ?? 200],
    );
    if (rows.length === 0) return 0;
    const messages = rows.map(toMessage);
    try {
      await this.#pass(messages);
      return messages.length;
    } catch (error) {
      if (messages.length === 1) throw error;
      return this.#oneByOne(messages, error);
    }
  }

  async #pass(messages: OutboxMessage[]): Promise<void> {
    crashPoint('before-relay');
    await this.options.send(messages);
    crashPoint('after-relay');
    await this.options.pool.query('UPDATE outbox SET sent_at = NOW(6) WHERE id IN (?)', [messages.map(({ id }) => id)]);
  }

  /**
   * One message that is never taken must not hold up those behind it. When others were taken, so that the receiver is
   * there, a refused one counts a failed attempt; after `MOST_ATTEMPTS` it stays, unsent, for an operator to see.
   */
  async #oneByOne(messages: OutboxMessage[], first: unknown): Promise<number> {
    const refused: string[] = [];
    for (const message of messages) {
      try {
        await this.#pass([message]);
      } catch {
        refused.push(message.id);
        // Nobody takes anything: it is the receiver that is away, not the messages that are bad.
        if (refused.length > TRIED_WHEN_ALL_FAIL && refused.length === messages.indexOf(message) + 1) throw first;
      }
    }
    if (refused.length === messages.length) throw first;
    if (refused.length > 0) {
      await this.options.pool.query('UPDATE outbox SET attempts = attempts + 1 WHERE id IN (?)', [refused]);
      this.options.onError(first);
    }
    return messages.length - refused.length;
  }

  async #run(): Promise<void> {
    const pollMs = this.options.pollMs ?? 100;
    let waitMs = pollMs;
    while (!this.#stopping) {
      try {
        const sent = await this.runOnce();
        waitMs = sent > 0 ? 0 : pollMs;
      } catch (error) {
        this.options.onError(error);
        waitMs = Math.min(Math.max(waitMs, pollMs) * 2, SLOWEST_RETRY_MS);
      }
      if (waitMs > 0) await this.#sleep(waitMs);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
