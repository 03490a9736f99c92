import { getTableColumns, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import type { MySqlTable } from 'drizzle-orm/mysql-core';
import type { Pool } from 'mysql2/promise';
import type { Transaction } from './client';

/** What a statement of a script answered: rows, or how many rows it changed. */
export type Answer = Record<string, unknown>[] & { affectedRows: number };

/** Runs two or more statements of a transaction in one round trip; one answer each, in their order. */
export async function runScript(tx: Transaction, statements: readonly SQL[]): Promise<Answer[]> {
  const [answers] = await tx.execute(sql.join([...statements], sql`;\n`));
  return answers as unknown as Answer[];
}

/** A statement written with `?` for each of its parameters. */
export const statement = (text: string, params: readonly unknown[]): SQL =>
  sql.join(
    text
      .split('?')
      .flatMap((part, at) => (at === 0 ? [sql.raw(part)] : [sql`${asParam(params[at - 1])}`, sql.raw(part)])),
  );

/** As the driver writes it: drizzle takes a list for one of its own. */
const asParam = (param: unknown) => (Array.isArray(param) ? sql.param(param) : param);

/** A row of `SELECT *` as the query builder would give it. */
export function rowOf<T extends MySqlTable>(table: T, raw: Record<string, unknown>): InferSelectModel<T> {
  const values = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const value = raw[column.name] ?? null;
    return [key, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(values) as InferSelectModel<T>;
}

/** A statement with its parameters, for the driver itself. */
export type Statement = [sql: string, params: unknown[]];

/** Several statements as the driver takes them. */
export const joined = (statements: readonly Statement[]): Statement => [
  statements.map(([text]) => text).join(';\n'),
  statements.flatMap(([, params]) => params),
];

/** Runs statements as one transaction in one round trip. `pool` takes several statements a call. */
export async function runAtOnce(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query(...joined([['START TRANSACTION', []], ...statements, ['COMMIT', []]]));
    connection.release();
  } catch (error) {
    // It may be in the middle of the transaction.
    connection.destroy();
    throw error;
  }
}
