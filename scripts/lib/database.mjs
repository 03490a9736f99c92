import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from './env.mjs';
import { Plain } from './log.mjs';
import { exchange } from './ports.mjs';
import { must, readJson, run, which } from './proc.mjs';

const FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
  ...['mysql', 'mysql@8.4', 'mysql@8.0', 'mariadb'].flatMap((name) => [
    `/opt/homebrew/opt/${name}/bin`,
    `/usr/local/opt/${name}/bin`,
  ]),
];

/** Reads what `mysqld --version` says: family, version, and whether TablePick can run on it (MySQL 8+, MariaDB 10.6+). */
export function parseServerVersion(text) {
  const family = /mariadb/i.test(text) ? 'MariaDB' : 'MySQL';
  const [, major, minor] = text.match(/(?:Ver|Distrib)\s+(\d+)\.(\d+)/) ?? [];
  if (!major) return undefined;
  const number = Number(major) * 100 + Number(minor);
  return { family, version: `${major}.${minor}`, fits: number >= (family === 'MariaDB' ? 1006 : 800) };
}

/** The machine's database server, `{ program, family, version }`; undefined when there is none that fits. */
export async function findDatabaseServer() {
  const program = which(['mariadbd', 'mysqld'], FOLDERS);
  if (!program) return undefined;
  const { output } = await run(program, ['--no-defaults', '--version']);
  const server = parseServerVersion(output);
  return server?.fits ? { program, ...server } : undefined;
}

const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

/** Makes an empty data folder; built beside its place and moved there whole, so that a killed start leaves none by halves. */
async function initialise(server, folder, temporary, options) {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  if (server.family === 'MySQL') {
    const args = ['--no-defaults', ...asRoot(), '--initialize-insecure', `--datadir=${fresh}`, `--tmpdir=${temporary}`];
    await must('Preparing the database', server.program, args, options);
  } else {
    const beside = [
      path.dirname(server.program),
      path.join(path.dirname(realpathSync(server.program)), '../bin'),
      '/usr/bin',
    ];
    const installer = which(['mariadb-install-db', 'mysql_install_db'], [...beside, '/usr/share/mysql/scripts']);
    if (!installer) throw new Plain('mariadb-install-db was not found; it comes with the MariaDB server packages.');
    const base = path.resolve(path.dirname(realpathSync(installer)), '..');
    const args = [
      '--no-defaults',
      ...asRoot(),
      `--basedir=${base}`,
      `--datadir=${fresh}`,
      '--skip-test-db',
      `--tmpdir=${temporary}`,
    ];
    await must('Preparing the database', installer, args, options);
  }
  renameSync(fresh, folder);
}

/** Statements the server runs at each start: our account and database, and a password for its own root. */
function startStatements(secrets, everything) {
  const account = "'tablepick'@'127.0.0.1'";
  return [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secrets.databaseRootPassword}';`,
    'CREATE DATABASE IF NOT EXISTS tablepick CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;',
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${secrets.databasePassword}';`,
    `ALTER USER ${account} IDENTIFIED BY '${secrets.databasePassword}';`,
    `GRANT ALL PRIVILEGES ON ${everything ? '*' : '`tablepick%`'}.* TO ${account};`,
    '',
  ].join('\n');
}

const options = (folder, temporary, port, initFile) => [
  '--no-defaults',
  ...asRoot(),
  `--datadir=${folder}`,
  // Of its own: in a shared one, a server that starts takes away the temporary tables of those that run.
  `--tmpdir=${temporary}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  // Relative to the data folder: an absolute path may be longer than a socket's name can be.
  '--socket=server.sock',
  `--pid-file=${path.join(folder, 'server.pid')}`,
  `--init-file=${initFile}`,
  '--skip-name-resolve',
  '--skip-log-bin',
  '--loose-mysqlx=OFF',
  '--performance-schema=OFF',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-buffer-pool-size=256M',
  // An index over millions of rows is built in a few passes over the disk instead of dozens.
  '--innodb-sort-buffer-size=32M',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--transaction-isolation=READ-COMMITTED',
  '--default-time-zone=+00:00',
  '--max-connections=300',
];

/** The server greets (protocol 10) only once it serves: until then the connection waits, or an error comes. */
const greets = async (port) => (await exchange(port, { enough: (answer) => answer.length > 4 }))[4] === 10;

/**
 * Starts this folder's own database server and returns `{ url, detail }`. Data stays in `<home>/mysql`. With
 * `everything` our account may do all (test databases), else it may touch databases named tablepick… only.
 */
export async function startDatabase({ home, server, port, secrets, supervisor, everything, env }) {
  const folder = path.join(home, 'mysql');
  const note = path.join(home, 'mysql.json');
  const logs = path.join(home, 'logs');
  const temporary = path.join(home, 'mysql-tmp');
  for (const needed of [logs, temporary]) mkdirSync(needed, { recursive: true });
  const made = readJson(note);
  const first = !existsSync(folder);
  if (!first && made && made.family !== server.family)
    throw new Plain(
      `The data in ${folder} belongs to ${made.family} ${made.version}, but this machine now has ${server.family} ${server.version}.\n` +
        `Install ${made.family} again, or start over with: npm start -- --reset`,
    );
  if (first) await initialise(server, folder, temporary, { env, log: path.join(logs, 'database-setup.log') });
  writePrivate(note, JSON.stringify({ family: server.family, version: server.version }));
  const initFile = path.join(home, 'mysql-start.sql');
  writePrivate(initFile, startStatements(secrets, everything));
  await supervisor.start({
    name: 'database',
    service: true,
    command: server.program,
    args: options(folder, temporary, port, initFile),
    cwd: home,
    env,
    ready: () => greets(port),
    readyMs: 120_000,
  });
  return {
    url: `mysql://tablepick:${secrets.databasePassword}@127.0.0.1:${port}/tablepick`,
    detail: `${server.family} ${server.version}, private, port ${port}`,
  };
}
