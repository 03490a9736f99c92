import type { Connection } from 'mysql2/promise';

/** So many rows go in one statement: far below every server's packet limit, far above where the round trip counts. */
const ROWS_A_STATEMENT = 2_000;

/** What `insertRows` needs of a connection. */
export type Inserter = Pick<Connection, 'query'>;

/**
 * Inserts rows with multi-row statements; a row has its values in the order of `columns` (JSON as text). Names of tables
 * and columns are trusted text. Throws what the database throws, with the earlier statements left to the transaction.
 */
export async function insertRows(
  connection: Inserter,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  // Quoted: `rank` is a word of MySQL 8's own.
  const statement = `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES ?`;
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await connection.query(statement, [rows.slice(from, from + ROWS_A_STATEMENT)]);
  }
}
