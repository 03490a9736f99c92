import path from 'node:path';
import { findDatabaseServer, startDatabase } from './database.mjs';
import { endpoint } from './env.mjs';
import { aptInstall, canInstall, DATABASE_PACKAGES, REDIS_PACKAGES, servicesMissing } from './install.mjs';
import { Plain, step } from './log.mjs';
import { answers } from './ports.mjs';
import { findRedisServer, startRedis } from './redis.mjs';

async function named(name, value, fallbackPort) {
  const { host, port } = endpoint(name, value, fallbackPort);
  if (!(await answers(host, port))) throw new Plain(`${name} names ${host}:${port}, but nothing answers there.`);
  return `${host}:${port}, from ${name}`;
}

/** A server's program on this machine, installed if it must and may be. */
async function program(find, packages, log, say) {
  const found = await find();
  if (found || !canInstall()) return found;
  say(`apt-get install ${packages[0].join(' ')}`);
  await aptInstall(packages, log);
  return find();
}

/** True when the database is ours to run; false when DATABASE_URL names one. */
export const ownDatabase = (settings) => !settings.DATABASE_URL;
/** True when Redis is ours to run; false when REDIS_URL or UPSTASH_REDIS_REST_URL names one. */
export const ownRedis = (settings) => !settings.REDIS_URL && !settings.UPSTASH_REDIS_REST_URL;

/**
 * Finds or starts the database and Redis. Returns `{ databaseUrl, redisUrl }`; `redisUrl` is undefined with Upstash.
 * `context`: `{ home, cache, settings, secrets, ports, supervisor, env, everything }`.
 */
export async function startServices(context) {
  const { settings, home, cache, ports } = context;
  const missing = [];
  const log = (name) => path.join(home, 'logs', `apt-${name}.log`);
  const [database, redis] = await Promise.all([
    ownDatabase(settings) && findDatabaseServer(),
    ownRedis(settings) && findRedisServer(path.join(cache, 'bin')),
  ]);
  if (!canInstall()) {
    if (ownDatabase(settings) && !database) missing.push('a MySQL or MariaDB server');
    if (ownRedis(settings) && !redis) missing.push('a Redis or Valkey server');
    if (missing.length > 0) throw servicesMissing(missing);
  }
  const urls = { databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL };
  const startOne = async (say, find, packages, what, start, name) => {
    const server = await program(find, packages, log(name), say);
    if (!server) throw servicesMissing([what]);
    say('starting');
    return start({ ...context, server, port: ports[name] });
  };
  await Promise.all([
    step('database', async (say) => {
      if (!ownDatabase(settings)) return named('DATABASE_URL', settings.DATABASE_URL, 3306);
      const what = 'a MySQL or MariaDB server';
      const { url, detail } = await startOne(
        say,
        findDatabaseServer,
        DATABASE_PACKAGES,
        what,
        startDatabase,
        'database',
      );
      urls.databaseUrl = url;
      return detail;
    }),
    step('redis', async (say) => {
      if (settings.UPSTASH_REDIS_REST_URL && !settings.REDIS_URL) return 'Upstash, from UPSTASH_REDIS_REST_URL';
      if (!ownRedis(settings)) return named('REDIS_URL', settings.REDIS_URL, 6379);
      const find = () => findRedisServer(path.join(cache, 'bin'));
      const { url, detail } = await startOne(
        say,
        find,
        REDIS_PACKAGES,
        'a Redis or Valkey server',
        startRedis,
        'redis',
      );
      urls.redisUrl = url;
      return detail;
    }),
  ]);
  return urls;
}
