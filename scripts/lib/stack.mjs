import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { childEnv, loadSecrets, standIns } from './env.mjs';
import { notice, Plain, step } from './log.mjs';
import { own, sweep } from './owner.mjs';
import { installPackages } from './packages.mjs';
import { choosePorts } from './ports.mjs';
import { killRunning, must } from './proc.mjs';
import { locateServices, ownDatabase, startServices } from './services.mjs';
import { ROOT } from './sources.mjs';
import { databaseNamed, ensureDatabase } from './sql.mjs';
import { createSupervisor } from './supervisor.mjs';

/** What survives `--reset`: nothing that holds data. */
const KEPT = new Set(['run', 'logs', 'cache', 'bin', 'test', 'secrets.json']);
/** A crowd's requests make much that is soon forgotten: with room for it, it is not taken for what stays. MiB. */
const YOUNG_SPACE = '--max-semi-space-size=64';
const SHOWN = { web: 'port', worker: 'port', sandbox: 'port', smtp: 'mail port' };

const wishes = (settings, base) => ({
  web: Number(settings.PORT) || base.web,
  worker: Number(settings.WORKER_PORT) || base.worker,
  sandbox: Number(settings.SANDBOX_PORT) || base.sandbox,
  smtp: Number(settings.SANDBOX_SMTP_PORT) || base.smtp,
  database: base.database,
  redis: base.redis,
});

const healthy = (port, route) => async () => {
  try {
    return (await fetch(`http://localhost:${port}${route}`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

function requirePlatform() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 20))
    throw new Plain(`TablePick needs Node 20.20 or newer; this is ${process.version}.`);
  if (process.platform === 'win32') throw new Plain('TablePick runs on Linux and macOS; on Windows use WSL.');
}

/**
 * Takes over `home` (a folder below `.tablepick` with data, logs and ports of its own), ends what an earlier run left in
 * it, and returns the pieces of which `npm start`, `npm test` and `npm run import` are made.
 */
export async function openStack({
  home,
  command,
  settings,
  base,
  dev = false,
  everything = false,
  reset = false,
  onGivingUp,
}) {
  requirePlatform();
  mkdirSync(path.join(home, 'logs'), { recursive: true, mode: 0o700 });
  const owner = await own(home, command);
  const left = await sweep(home);
  if (left > 0)
    notice(`an earlier run was killed: ended the ${left} ${left === 1 ? 'process' : 'processes'} it had left`);
  if (reset)
    for (const name of readdirSync(home)) if (!KEPT.has(name)) rmSync(path.join(home, name), { recursive: true });

  const wanted = wishes(settings, base);
  const { ports, moved } = await choosePorts(wanted);
  for (const name of moved)
    if (SHOWN[name]) notice(`${SHOWN[name]} ${wanted[name]} is taken, using ${ports[name]} (${name})`);
  const secrets = loadSecrets(home);
  const supervisor = createSupervisor({ home, onGivingUp });
  const cache = path.join(ROOT, '.tablepick');
  const basics = { ...settings, TABLEPICK_HOME: home };
  const log = (name) => path.join(home, 'logs', `${name}.log`);
  const sandbox = standIns(settings);
  let env;
  let located;

  const node = (...args) => ({ command: process.execPath, args, cwd: ROOT, env });
  const script = (what, ...args) =>
    must(what, process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, env, log: log(what) });
  const serve = (name, port, route, ...args) =>
    step(name, async () => {
      await supervisor.start({
        name,
        ...node(YOUNG_SPACE, '--import', 'tsx', `${name}/main.ts`, ...args),
        ready: healthy(port, route),
      });
      return `http://localhost:${port}`;
    });

  return {
    ports,
    sandbox,
    owner,
    get env() {
      return env;
    },
    packages: () => step('packages', (say) => installPackages({ root: ROOT, env: basics, log: log('npm-ci'), say })),
    /** Looks for the services; fails at once when there can be none. */
    async locate() {
      located = await locateServices({ settings, cache });
    },
    async services() {
      const context = { home, cache, settings, secrets, ports, supervisor, env: basics, everything, located };
      const found = await startServices(context);
      const databaseUrl = databaseNamed(found.databaseUrl);
      const nodeEnv = dev ? 'development' : 'production';
      env = childEnv({ settings, secrets, ports, databaseUrl, redisUrl: found.redisUrl, home, nodeEnv });
      owner.update({ ports, databaseUrl, redisUrl: found.redisUrl });
      return env;
    },
    /** Gives all that follows another database of the same server. */
    switchDatabase(url) {
      env = { ...env, DATABASE_URL: url };
    },
    schema: ({ fresh = false } = {}) =>
      step('schema', async () => {
        // Our own server has made its database when it started.
        if (fresh || !ownDatabase(settings)) await ensureDatabase({ root: ROOT, env, url: env.DATABASE_URL, fresh });
        await script('migrate', 'db/migrate.ts');
        return 'migrations applied';
      }),
    seed: () => step('demo data', async () => void (await script('seed', 'db/seed/main.ts'))),
    build: async () => (dev ? undefined : step('build', (say) => build({ root: ROOT, env, log: log('build'), say }))),
    script,
    startSandbox: () =>
      Object.values(sandbox).includes(true) ? serve('sandbox', ports.sandbox, '/health') : undefined,
    startWorker: () => serve('worker', ports.worker, '/health'),
    startWeb: () => serve('web', ports.web, '/api/health'),
    /** Stops everything that was started here, apps before services, within 5 s. */
    async stop() {
      killRunning('SIGTERM');
      await supervisor.stop();
      killRunning('SIGKILL');
      owner.release();
    },
    hurry: () => {
      killRunning('SIGKILL');
      supervisor.hurry();
    },
  };
}

/**
 * From services to a product that answers: schema and demo data beside the build, then the processes, side by side. The sandbox comes
 * first, as it is told what was paid in the demo.
 */
export async function bringUp(stack, { fresh = false } = {}) {
  const sandbox = stack.startSandbox();
  const data = Promise.all([stack.schema({ fresh }), sandbox]).then(() => stack.seed());
  const built = stack.build();
  const worker = data.then(() => stack.startWorker());
  const web = Promise.all([data, built]).then(() => stack.startWeb());
  await allOf([data, built, sandbox, worker, web]);
}

/** Like Promise.all, but waits for the others to end before it reports the first failure, so that their lines are not lost. */
export async function allOf(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
