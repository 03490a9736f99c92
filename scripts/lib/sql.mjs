import { Plain } from './log.mjs';
import { run } from './proc.mjs';

const PROGRAM = `
import mysql from 'mysql2/promise';
const url = new URL(process.env.DATABASE_URL.replace(/^mariadb:/, 'mysql:'));
const fresh = process.argv[1] === 'fresh';
const exists = !fresh && (await mysql.createConnection(url.href).then((open) => open.end().then(() => true), (error) => {
  if (error.errno === 1049) return false;
  throw error;
}));
if (!exists) {
  const name = mysql.escapeId(decodeURIComponent(url.pathname.slice(1)));
  url.pathname = '/';
  const server = await mysql.createConnection(url.href);
  if (fresh) await server.query('DROP DATABASE IF EXISTS ' + name);
  await server.query('CREATE DATABASE IF NOT EXISTS ' + name + ' CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
  await server.end();
}
`;

/** A database address that names a database: `tablepick` when the given one has none. */
export const databaseNamed = (url) => (new URL(url).pathname.length > 1 ? url : withDatabase(url, 'tablepick'));

/** The address of another database on the same server. */
export function withDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Creates the database that `url` names, if it is missing; with `fresh` an old one is dropped first. Needs node_modules. */
export async function ensureDatabase({ root, env, url, fresh = false }) {
  const args = ['--input-type=module', '-e', PROGRAM, '--', fresh ? 'fresh' : 'keep'];
  const { code, output } = await run(process.execPath, args, { cwd: root, env: { ...env, DATABASE_URL: url } });
  if (code === 0) return;
  const reason = output.match(/^\s*(?:Error|\w+Error): (.*)$/m)?.[1] ?? output.trim().split('\n').at(-1);
  throw new Plain(`The database named by DATABASE_URL cannot be used: ${reason}`);
}
