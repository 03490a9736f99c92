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

const A_DATABASE = 'a MySQL or MariaDB server';
const A_REDIS = 'a Redis or Valkey server';

/** True when the database is ours to run; false when DATABASE_URL names one. */
export const ownDatabase = (settings) => !settings.DATABASE_URL;
/** True when Redis is ours to run; false when REDIS_URL or UPSTASH_REDIS_REST_URL names one. */
export const ownRedis = (settings) => !settings.REDIS_URL && !settings.UPSTASH_REDIS_REST_URL;

/**
 * Looks, before anything slow begins, whether there will be a database and a Redis: what variables name must answer, and
 * what we run ourselves must be on this machine or installable. Returns the programs found: `{ database, redis }`.
 */
export async function locateServices({ settings, cache }) {
  const [database, redis] = await Promise.all([
    ownDatabase(settings) ? findDatabaseServer() : named('DATABASE_URL', settings.DATABASE_URL, 3306),
    ownRedis(settings)
      ? findRedisServer(path.join(cache, 'bin'))
      : settings.REDIS_URL && named('REDIS_URL', settings.REDIS_URL, 6379),
  ]);
  const missing = [];
  if (ownDatabase(settings) && !database) missing.push(A_DATABASE);
  if (ownRedis(settings) && !redis) missing.push(A_REDIS);
  if (missing.length > 0 && !canInstall()) throw servicesMissing(missing);
  return { database, redis };
}

/**
 * Starts what is ours to run, installing it first if it must be. Returns `{ databaseUrl, redisUrl }`; `redisUrl` is
 * undefined with Upstash. `context`: `{ home, cache, settings, secrets, ports, supervisor, env, everything, located }`.
 */
export async function startServices(context) {
  const { settings, home, cache, ports, located } = context;
  const urls = { databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL };
  const own = async (say, name, find, packages, what, start) => {
    let server = located[name];
    if (!server) {
      say(`apt-get install ${packages[0].join(' ')}`);
      await aptInstall(packages, path.join(home, 'logs', `apt-${name}.log`));
      server = await find();
    }
    if (!server) throw servicesMissing([what]);
    say('starting');
    const { url, detail } = await start({ ...context, server, port: ports[name] });
    urls[`${name}Url`] = url;
    return detail;
  };
  const findRedis = () => findRedisServer(path.join(cache, 'bin'));
  await Promise.all([
    step('database', (say) =>
      ownDatabase(settings)
        ? own(say, 'database', findDatabaseServer, DATABASE_PACKAGES, A_DATABASE, startDatabase)
        : located.database,
    ),
    step('redis', (say) => {
      if (ownRedis(settings)) return own(say, 'redis', findRedis, REDIS_PACKAGES, A_REDIS, startRedis);
      return located.redis ?? 'Upstash, from UPSTASH_REDIS_REST_URL';
    }),
  ]);
  return urls;
}
