import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';

/** The rows of a statement of our own words. */
export const rowsOf = async <T>(db: Database | Transaction, statement: SQL): Promise<T[]> =>
  ((await db.execute(statement)) as unknown as [T[]])[0];

/** Values of an `IN (…)`. */
export const list = (values: readonly (string | number)[]): SQL =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

/** An instant as epoch milliseconds; every connection runs in UTC. */
export const msOf = (column: string): SQL => sql.raw(`FLOOR(UNIX_TIMESTAMP(${column}) * 1000)`);
