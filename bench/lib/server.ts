import os from 'node:os';
import type { Connection, RowDataPacket } from 'mysql2/promise';

const GIB = 1024 ** 3;

/** Half of the machine's memory, at most 8 GiB: what a server of its own would be given, in whole GiB. */
export const POOL_GIB = Math.max(1, Math.min(8, Math.floor(os.totalmem() / GIB / 2)));

/** Sets a global variable where the server has it under that name. Returns whether it has. */
async function set(connection: Connection, name: string, value: number): Promise<boolean> {
  const UNKNOWN = 1193;
  try {
    await connection.query(`SET GLOBAL ${name} = ?`, [value]);
    return true;
  } catch (error) {
    if ((error as { errno?: number }).errno === UNKNOWN) return false;
    throw error;
  }
}

/** Gives the server a buffer pool and a log that fit millions of bookings. Durability is not touched. */
export async function enlarge(connection: Connection): Promise<void> {
  await set(connection, 'innodb_buffer_pool_size', POOL_GIB * GIB);
  // MariaDB's name, and MySQL's.
  if (!(await set(connection, 'innodb_log_file_size', 4 * GIB)))
    await set(connection, 'innodb_redo_log_capacity', 4 * GIB);
}

/** The data is thrown away: the server need not put all of its memory on the disk when it stops. */
export async function leave(connection: Connection): Promise<void> {
  await set(connection, 'innodb_fast_shutdown', 2);
}

/** While loading, a commit does not wait for the disk.. */
export async function whileLoading(connection: Connection, work: () => Promise<void>): Promise<void> {
  await set(connection, 'innodb_flush_log_at_trx_commit', 0);
  try {
    await work();
  } finally {
    await set(connection, 'innodb_flush_log_at_trx_commit', 1);
  }
}

/** For a session that loads: rows are known to be unique, and nothing refers to anything yet. */
export const LOADING_SESSION = "SET unique_checks = 0, foreign_key_checks = 0, time_zone = '+00:00'";

type Index = { table: string; name: string; definition: string };

/** A table's secondary indexes, as the server itself writes them down. */
export async function secondaryIndexes(connection: Connection, table: string): Promise<Index[]> {
  const [[row]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${table}`);
  return [...String(row!['Create Table']).matchAll(/^\s*((?:UNIQUE )?KEY `(\w+)` \(.*\)),?$/gm)].map((match) => ({
    table,
    name: match[2]!,
    definition: match[1]!,
  }));
}

/** Takes indexes off a table, or builds them again in one pass: sorted, so faster by far than row by row. */
export async function alterIndexes(connection: Connection, indexes: Index[], how: 'drop' | 'add'): Promise<void> {
  const [first] = indexes;
  if (!first) return;
  const changes = indexes.map((index) => (how === 'drop' ? `DROP KEY ${index.name}` : `ADD ${index.definition}`));
  await connection.query(`ALTER TABLE ${first.table} ${changes.join(', ')}`);
}

/** How many rows the server has read for anybody since it started: by key, by range or by scan. */
export async function rowsRead(connection: Connection): Promise<number> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Handler_read%'");
  return rows.reduce((sum, row) => sum + Number(row.Value), 0);
}

/** Waits until the server has cleared away what earlier statements left: it would work beside what is timed next. */
export async function settled(connection: Connection): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const [[row]] = await connection.query<RowDataPacket[]>(
      "SELECT count AS n FROM information_schema.INNODB_METRICS WHERE name = 'trx_rseg_history_len'",
    );
    if (Number(row?.n ?? 0) < 100) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Waits until what was written is on the disk in its place, half a minute at most: after loading, the server would go on with
 * it for minutes beside what is timed.
 */
export async function flushed(connection: Connection): Promise<void> {
  const [[before]] = await connection.query<RowDataPacket[]>('SELECT @@innodb_max_dirty_pages_pct AS most');
  await set(connection, 'innodb_max_dirty_pages_pct', 0);
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const [[row]] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'");
    if (Number(row?.Value ?? 0) < 200) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await set(connection, 'innodb_max_dirty_pages_pct', Number(before?.most ?? 90));
}
