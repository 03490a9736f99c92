import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import mysql, { type Pool, type PoolOptions } from 'mysql2/promise';
import * as schema from './schema';

export type Database = MySql2Database<typeof schema>;
/** What `Database.transaction` hands its callback; has the same query methods. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export type DatabaseClient = {
  db: Database;
  /** The same for transactions, which may send several statements in one round trip. */
  transactions: Database & { $client: Pool };
  /** One statement a call. */
  pool: Pool;
  /** Several statements a call, for fixed scripts that read many tables in one round trip. */
  scripts: Pool;
  /** The same for the writers of holds and of coupon claims alone: a crowd of readers never stands before it. */
  writer: Pool;
  close(): Promise<void>;
};

/**
 * Every connection speaks UTC, refuses bad data instead of mending it, and reads what is committed now. It waits for a lock
 * so long, and a process that was stopped in the middle of a transaction keeps its locks no longer than twice that
 * (MariaDB ends such a connection; MySQL has no such limit and takes it for a comment).
 */
const session = (lockWaitSeconds: number) => [
  `SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', innodb_lock_wait_timeout = ${lockWaitSeconds}
   /*M!100303 , idle_transaction_timeout = ${2 * lockWaitSeconds} */`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
];

function createPool(options: PoolOptions, lockWaitSeconds = 10): Pool {
  const pool = mysql.createPool({
    timezone: 'Z',
    dateStrings: ['DATE'],
    charset: 'utf8mb4',
    // affectedRows counts rows that changed, not rows that matched: it is the answer to a compare-and-set.
    flags: ['-FOUND_ROWS'],
    enableKeepAlive: true,
    // Longer than this nobody waits for an answer any more: further callers are told to come back.
    queueLimit: 2_000,
    ...options,
  });
  // Queued on the new connection before its first caller's statement: commands of a connection run in order.
  pool.pool.on('connection', (connection) => {
    for (const statement of session(lockWaitSeconds)) connection.query(statement);
  });
  return pool;
}

/** How many connections a pool may open, how many work or rest, and how many callers wait for one. */
export type PoolUse = { limit: number; used: number; free: number; waiting: number };

/** The driver counts these but has no words for them of its own. */
type Counted = Record<'_allConnections' | '_freeConnections' | '_connectionQueue', { length: number }>;

/** How a pool stands now. */
export function poolUse({ pool }: Pool): PoolUse {
  const { _allConnections, _freeConnections, _connectionQueue } = pool as unknown as Counted;
  return {
    limit: pool.config.connectionLimit ?? 0,
    used: _allConnections.length - _freeConnections.length,
    free: _freeConnections.length,
    waiting: _connectionQueue.length,
  };
}

/** At least as many as the hold writer has lanes, and one for claims. */
const WRITER_CONNECTIONS = 4;
/** A diner is waiting. */
const WRITER_LOCK_WAIT_SECONDS = 3;

/** Opens pools to a MySQL 8+ or MariaDB 10.6+ server. Connects on first use. */
export function createDatabase(url: string, poolSize = 16): DatabaseClient {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const pool = createPool({ uri, connectionLimit: poolSize });
  const scripts = createPool({ uri, connectionLimit: Math.max(2, Math.ceil(poolSize / 4)), multipleStatements: true });
  // Their own: what a transaction reads beside itself must never wait for the connections of others like it.
  const forTransactions = createPool({
    uri,
    connectionLimit: Math.max(2, Math.ceil(poolSize / 2)),
    multipleStatements: true,
  });
  const writer = createPool(
    { uri, connectionLimit: WRITER_CONNECTIONS, multipleStatements: true },
    WRITER_LOCK_WAIT_SECONDS,
  );
  return {
    db: drizzle(pool, { schema, mode: 'default' }),
    transactions: drizzle(forTransactions, { schema, mode: 'default' }),
    pool,
    scripts,
    writer,
    close: async () => {
      await Promise.all([pool, scripts, forTransactions, writer].map((one) => one.end()));
    },
  };
}
