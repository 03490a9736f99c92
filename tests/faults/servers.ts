import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDatabaseServer, startDatabase } from '@/scripts/lib/database.mjs';
import { loadSecrets } from '@/scripts/lib/env.mjs';
import { findRedisServer, startRedis } from '@/scripts/lib/redis.mjs';
import { freePort } from '../support/worker-process';

type Spec = {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  ready: () => Promise<boolean>;
  readyMs?: number;
};

/** A server of this harness alone, to be killed, stopped in its tracks and started again. */
export type Server = {
  /** Dies at once, as in a power cut. */
  kill(): Promise<void>;
  /** Starts again on the data that is there; returns once it answers. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
};

export type Servers = {
  database: Server & { url: string; port: number };
  redis: Server & { url: string; port: number };
  home: string;
  close(): Promise<void>;
};

function serverOf(spec: Spec, home: string): Server {
  let child: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  // However the harness ends: a server that outlives it would be nobody's.
  process.once('exit', () => child?.kill('SIGKILL'));
  const start = async () => {
    const log = openSync(path.join(home, 'logs', `${spec.name}.log`), 'a');
    // A group of its own: a Ctrl-C in the terminal must not end it before what uses it.
    child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    ended = once(child, 'exit');
    const giveUpAt = Date.now() + (spec.readyMs ?? 60_000);
    while (!(await spec.ready())) {
      if (child.exitCode !== null) throw new Error(`${spec.name} ended before it was ready; see ${home}/logs`);
      if (Date.now() > giveUpAt) throw new Error(`${spec.name} was not ready in time; see ${home}/logs`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    start,
    kill: async () => {
      child?.kill('SIGKILL');
      await ended;
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
}

/** Starts a database server and a Redis as `npm start` does, in a folder of their own that `close` removes. */
export async function startServers(): Promise<Servers> {
  const home = mkdtempSync(path.join(tmpdir(), 'tablepick-faults-'));
  mkdirSync(path.join(home, 'logs'));
  const servers = new Map<string, Server>();
  const supervisor = {
    start: async (spec: Spec) => {
      const server = serverOf(spec, home);
      servers.set(spec.name, server);
      await server.start();
    },
    isStopping: () => false,
  };
  const [database, redis] = await Promise.all([findDatabaseServer(), findRedisServer(path.join(home, 'bin'))]);
  if (!database || !redis) throw new Error('the harness needs mariadbd or mysqld, and redis-server or valkey-server');
  const secrets = loadSecrets(home);
  const context = { home, secrets, supervisor, env: process.env };
  const ports = { database: await freePort(), redis: await freePort() };
  const [{ url: databaseUrl }, { url: redisUrl }] = await Promise.all([
    startDatabase({ ...context, server: database, port: ports.database, everything: true }),
    startRedis({ ...context, server: redis, port: ports.redis }),
  ]);
  return {
    database: { ...servers.get('database')!, url: databaseUrl, port: ports.database },
    redis: { ...servers.get('redis')!, url: redisUrl, port: ports.redis },
    home,
    close: async () => {
      await Promise.all([...servers.values()].map((server) => server.kill()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}
