import mysql from 'mysql2/promise';
import { databaseUrl, serverConnection } from './database';

/** Databases of an earlier run are dropped, so that every run meets fresh ones. */
export default async function setup(): Promise<void> {
  const connection = await mysql.createConnection(serverConnection());
  const [rows] = await connection.query<mysql.RowDataPacket[]>('SHOW DATABASES LIKE ?', [
    `${new URL(databaseUrl()).pathname.slice(1)}\\_w%`,
  ]);
  for (const row of rows) await connection.query(`DROP DATABASE \`${Object.values(row)[0]}\``);
  await connection.end();
}
