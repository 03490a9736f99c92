import mysql from 'mysql2/promise';

/** An empty database of that address; what was there is gone. Only for benchmarks' own databases. */
export async function ensureFresh(url: string): Promise<void> {
  const address = new URL(url);
  const name = address.pathname.slice(1);
  address.pathname = '/';
  const connection = await mysql.createConnection(address.href);
  await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
  await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
}
