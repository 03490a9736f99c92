import { existsSync } from 'node:fs';
import { notice, Plain } from './log.mjs';
import { run, which } from './proc.mjs';

/** True where packages can be installed without asking anybody: Debian or Ubuntu, as root. */
export const canInstall = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && Boolean(which(['apt-get']));

let queue = Promise.resolve();

/**
 * Installs the first of `choices` (lists of package names) that this release has; one installation at a time.
 * Returns true when one worked.
 */
export function aptInstall(choices, log) {
  const turn = queue.then(() => install(choices, log));
  queue = turn.catch(() => {});
  return turn;
}

let updated = false;

async function install(choices, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) =>
    run('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { env, log, timeoutMs: 300_000 });
  let said = '';
  for (;;) {
    for (const packages of choices) {
      const { code, output } = await apt(['install', '--no-install-recommends', ...packages]);
      if (code === 0) return true;
      said = output;
    }
    // The lists of a fresh machine are empty or old, or an installation was killed: mend both once, then try again.
    if (updated) break;
    updated = true;
    await run('dpkg', ['--configure', '-a'], { env, log });
    await apt(['update']);
  }
  notice(`apt-get could not install ${choices[0].join(' ')}: ${said.trim().split('\n').at(-1)}`);
  return false;
}

// Server packages without a service of their own: nothing but our private instance is started.
export const DATABASE_PACKAGES = [
  ['mariadb-server-core', 'mariadb-client-core'],
  ['mariadb-server-core-10.6', 'mariadb-client-core-10.6'],
  ['mysql-server-core-8.0'],
];
export const REDIS_PACKAGES = [['redis-tools'], ['valkey-tools']];
export const BROWSER_PACKAGES = [
  ['chromium-headless-shell', 'fonts-noto-cjk'],
  ['chromium', 'fonts-noto-cjk'],
];

/** What a reader can do who has no database or Redis, and whose machine we may not change. */
export function servicesMissing(missing) {
  const rows = [
    `TablePick needs ${missing.join(' and ')}, and found none on this machine. Any one of these will do:`,
    '',
    '  Debian, Ubuntu   sudo apt-get install mariadb-server-core mariadb-client-core redis-tools',
    '  macOS            brew install mariadb redis',
    '  Docker           docker compose up -d --wait',
    '                   then in .env:  DATABASE_URL=mysql://tablepick:tablepick@127.0.0.1:3306/tablepick',
    '                                  REDIS_URL=redis://127.0.0.1:6379',
    '  your own         DATABASE_URL=mysql://user:password@host:3306/name   (MySQL 8+ or MariaDB 10.6+)',
    '                   REDIS_URL=redis://host:6379, or UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN',
    '',
    'Then run the command again. The programs are only used for private instances inside .tablepick/.',
  ];
  return new Plain(rows.join('\n'));
}
