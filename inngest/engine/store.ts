import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';

/** One open transaction. */
export type Tx = {
  /** Rows of a SELECT. */
  rows<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Number of rows a writing statement changed, inserted or deleted (for an UPDATE: matched). */
  write(sql: string, values?: unknown[]): Promise<number>;
  /** Inserts one row; answers its automatic id. */
  insert(sql: string, values?: unknown[]): Promise<number>;
};

export type Store = {
  /**
   * Runs `work` in a transaction and answers once it is committed. Works that wait while all lanes are busy then share one
   * transaction, one after the other; if one of them fails, each is run again alone, so `work` may run more than once and
   * must have no effect outside of `tx`. Passing faults of the database are tried again.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows of a SELECT outside of any transaction. */
  rows<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Transactions committed so far, and those that had to be run again. */
  counts(): { transactions: number; repeated: number };
};

type Job = {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
};

/** Works that share a transaction at most: a bound on how long its locks are held. */
const BATCH = 32;
const TRIES = 8;

/** `lanes` transactions run at once. */
export function createStore(pool: Pool, lanes: number): Store {
  const queue: Job[] = [];
  const counters = { transactions: 0, repeated: 0 };
  let busy = 0;

  async function drain(): Promise<void> {
    if (busy >= lanes) return;
    busy++;
    try {
      while (queue.length > 0) await runBatch();
    } finally {
      busy--;
    }
  }

  /** Takes what waits, and what comes to wait meanwhile, into one transaction. */
  async function runBatch(): Promise<void> {
    const taken: { job: Job; value: unknown }[] = [];
    try {
      await inTransaction(pool, async (tx) => {
        while (taken.length < BATCH) {
          const job = queue.shift();
          if (!job) break;
          const entry = { job, value: undefined as unknown };
          taken.push(entry);
          entry.value = await job.work(tx);
        }
      });
      counters.transactions++;
      for (const { job, value } of taken) job.resolve(value as never);
    } catch (error) {
      const [only] = taken;
      if (only && taken.length === 1 && !isPassing(error)) return only.job.reject(error);
      counters.repeated++;
      if (taken.length === 0) rejectNext(error);
      for (const { job } of taken) await runAlone(job);
    }
  }

  /** No connection could be had before any work was taken: the first that waits gets its own tries, and the news. */
  function rejectNext(error: unknown): void {
    const job = queue.shift();
    if (job) void runAlone(job).catch(() => job.reject(error));
  }

  async function runAlone(job: Job): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const value = await inTransaction(pool, job.work);
        counters.transactions++;
        return job.resolve(value as never);
      } catch (error) {
        if (!isPassing(error) || attempt >= TRIES) return job.reject(error);
        counters.repeated++;
        await delay(Math.min(1_000, 5 * 2 ** attempt) * (0.5 + Math.random()));
      }
    }
  }

  return {
    transact: (work) =>
      new Promise((resolve, reject) => {
        queue.push({ work, resolve, reject });
        void drain();
      }),
    rows: async <Row>(sql: string, values?: unknown[]) => (await pool.query(sql, values))[0] as Row[],
    counts: () => ({ ...counters }),
  };
}

const isPassing = (error: unknown): boolean => isTransient(error) || databaseFault(error) === 'disconnected';

async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    // Only the next transaction: what is locked is read as it is now, and gaps between rows are left to others.
    await connection.query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await connection.beginTransaction();
    const value = await work(txOn(connection));
    await connection.commit();
    connection.release();
    return value;
  } catch (error) {
    await connection.rollback().then(
      () => connection.release(),
      () => connection.destroy(),
    );
    throw error;
  }
}

const txOn = (connection: PoolConnection): Tx => ({
  rows: async <Row>(sql: string, values?: unknown[]) => (await connection.query(sql, values))[0] as Row[],
  insert: async (sql, values) => ((await connection.query(sql, values))[0] as ResultSetHeader).insertId,
  write: async (sql, values) => ((await connection.query(sql, values))[0] as ResultSetHeader).affectedRows,
});
