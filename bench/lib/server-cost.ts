import { readFileSync } from 'node:fs';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import { cpuSecondsOf } from './processes';

/** What the database server has done since it started. Bytes, counts and seconds; the processor's only where the server is here. */
export type ServerCost = {
  statements: number;
  bytesIn: number;
  bytesOut: number;
  logBytes: number;
  fsyncs: number;
  cpuSeconds: number;
};

const NAMES: Record<Exclude<keyof ServerCost, 'cpuSeconds'>, string> = {
  statements: 'Questions',
  bytesIn: 'Bytes_received',
  bytesOut: 'Bytes_sent',
  logBytes: 'Innodb_os_log_written',
  fsyncs: 'Innodb_data_fsyncs',
};

/** Reads the server's own counters. */
export async function serverCost(pool: Pool): Promise<ServerCost> {
  const [rows] = await pool.query<RowDataPacket[]>('SHOW GLOBAL STATUS WHERE Variable_name IN (?)', [
    Object.values(NAMES),
  ]);
  const values = new Map(rows.map((row) => [row.Variable_name as string, Number(row.Value)]));
  const counts = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, values.get(name) ?? Number.NaN]));
  return { ...(counts as Omit<ServerCost, 'cpuSeconds'>), cpuSeconds: cpuSecondsOf(await processId(pool)) };
}

async function processId(pool: Pool): Promise<number> {
  const [[row]] = await pool.query<RowDataPacket[]>('SELECT @@pid_file AS file');
  try {
    return Number(readFileSync(row!.file, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

/** What one of `count` bookings cost the server between two readings; times in microseconds. */
export function costEach(before: ServerCost, after: ServerCost, count: number) {
  const each = (key: keyof ServerCost) => (after[key] - before[key]) / count;
  return {
    databaseCpuUs: 1e6 * each('cpuSeconds'),
    statements: each('statements'),
    bytesToDatabase: each('bytesIn'),
    bytesFromDatabase: each('bytesOut'),
    logBytes: each('logBytes'),
    fsyncs: each('fsyncs'),
  };
}
