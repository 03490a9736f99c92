import mysql from 'mysql2/promise';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';

/** The server and the base name of the test databases: `npm test` provides it. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: run the tests with `npm test`');
  return url;
}

/** Connects to the server without a database. */
export function serverConnection(): string {
  const url = new URL(databaseUrl());
  url.pathname = '/';
  return url.toString();
}

/** Makes an empty, migrated database of that name beside the test database; returns its URL. */
export async function makeDatabase(suffix: string): Promise<string> {
  const url = new URL(databaseUrl());
  url.pathname = `${url.pathname}_${suffix}`;
  const connection = await mysql.createConnection(serverConnection());
  await connection.query(`CREATE DATABASE IF NOT EXISTS \`${url.pathname.slice(1)}\` CHARACTER SET utf8mb4`);
  await connection.end();
  await migrateDatabase(url.toString());
  return url.toString();
}

let sharedUrl: Promise<string> | undefined;

/** The address of this worker's migrated database, for suites that connect as several processes do. */
export function workerDatabaseUrl(): Promise<string> {
  sharedUrl ??= makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}`);
  return sharedUrl;
}

/**
 * A client of this worker's migrated database, for its suite to close. Suites share the database and keep apart by making their own
 * restaurants and diners.
 */
export async function workerDatabase(): Promise<DatabaseClient> {
  return createDatabase(await workerDatabaseUrl(), 12);
}
