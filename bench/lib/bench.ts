import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { createRedis } from '@/server/infra/redis';
import { serverConnection } from '@/tests/support/database';
import { type Figure, printTable, type Row } from './table';

export type Measured = {
  /** What it was measured with: sizes, rounds, rates. */
  parameters: Record<string, Figure>;
  rows: Row[];
  /** Ours against the others, as `name: times`. */
  ratios: Record<string, number>;
  /** What must be true; the exit status is 1 when one is false. */
  checks: Record<string, boolean>;
};

const RESULTS = new URL('../results/', import.meta.url);

/** Runs one benchmark, prints it as a table, writes `bench/results/<name>.json` and ends the process. */
export async function bench(name: string, measure: () => Promise<Measured>): Promise<never> {
  const at = new Date().toISOString();
  const loadBefore = os.loadavg()[0]!;
  const measured = await measure();
  const host = { ...(await describeHost()), loadBefore: Number(loadBefore.toFixed(1)) };
  printTable(measured.rows);
  console.log(
    `  ${Object.entries(measured.parameters)
      .map(([parameter, value]) => `${parameter} ${value}`)
      .join(', ')}\n`,
  );
  for (const [ratio, times] of Object.entries(measured.ratios)) console.log(`  ${ratio}: ${times.toFixed(2)}×`);
  for (const [check, holds] of Object.entries(measured.checks)) console.log(`  ${holds ? '✓' : '✗'} ${check}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    fileURLToPath(new URL(`${name}.json`, RESULTS)),
    `${JSON.stringify({ name, at, host, ...measured }, null, 2)}\n`,
  );
  process.exit(Object.values(measured.checks).every(Boolean) ? 0 : 1);
}

async function describeHost() {
  const connection = await mysql.createConnection(serverConnection());
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush',
  );
  await connection.end();
  const handle = createRedis({ REDIS_URL: process.env.REDIS_URL });
  const info = String(await handle.redis.exec(['INFO', 'server']).catch(() => ''));
  await handle.close();
  return {
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model ?? 'unknown',
    node: process.version,
    database: `${row!.version}, flush at commit ${row!.flush}`,
    redis: info.match(/redis_version:(\S+)/)?.[1] ?? 'unknown',
  };
}
