import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from './env.mjs';
import { notice } from './log.mjs';
import { exchange } from './ports.mjs';
import { run, which } from './proc.mjs';

const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

/**
 * The machine's Redis or Valkey server, `{ program, name, version }`; undefined when there is none. Debian's `redis-tools`
 * (which starts no service) holds the whole server under the name of its checker: called by the server's name it is one.
 */
export async function findRedisServer(links) {
  let program = which(['redis-server', 'valkey-server'], FOLDERS);
  if (!program) {
    const checker = which(['redis-check-rdb', 'valkey-check-rdb'], FOLDERS);
    if (!checker) return undefined;
    program = path.join(links, path.basename(checker).replace('check-rdb', 'server'));
    // A link that is there is left alone: others may be starting their server by it.
    if (!existsSync(program)) {
      mkdirSync(links, { recursive: true });
      rmSync(program, { force: true });
      symlinkSync(checker, program);
    }
  }
  const { output } = await run(program, ['--version']);
  const [, name, version] = output.match(/(Redis|Valkey) server v=([\d.]+)/i) ?? [];
  return version ? { program, name, version } : undefined;
}

/** Starts this folder's own Redis and returns `{ url, detail }`. Data stays in `<home>/redis`. */
export async function startRedis({ home, server, port, secrets, supervisor, env }) {
  const folder = path.join(home, 'redis');
  mkdirSync(folder, { recursive: true });
  const config = path.join(home, 'redis.conf');
  const rows = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${JSON.stringify(folder)}`,
    'appendonly yes',
    'appendfsync everysec',
    'aof-load-truncated yes',
    'save ""',
    'maxmemory-policy noeviction',
    `requirepass ${secrets.redisPassword}`,
    'daemonize no',
    '',
  ];
  writePrivate(config, rows.join('\n'));
  const ask = { text: `AUTH ${secrets.redisPassword}\r\nPING\r\nQUIT\r\n`, enough: () => false };
  const spec = {
    name: 'redis',
    service: true,
    command: server.program,
    args: [config],
    cwd: home,
    env,
    ready: async () => (await exchange(port, ask)).includes('+PONG'),
  };
  await supervisor.start(spec).catch(async (error) => {
    if (supervisor.isStopping()) throw error;
    // It holds nothing that the database does not know: data it cannot read is put aside, never a reason not to start.
    const aside = `${folder}.unreadable`;
    rmSync(aside, { recursive: true, force: true });
    renameSync(folder, aside);
    mkdirSync(folder);
    notice(`Redis could not read its data; it starts empty (the old data is in ${aside})`);
    await supervisor.start(spec);
  });
  return {
    url: `redis://:${secrets.redisPassword}@127.0.0.1:${port}`,
    detail: `${server.name} ${server.version}, private, port ${port}`,
  };
}
