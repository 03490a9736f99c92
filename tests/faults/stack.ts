import mysql from 'mysql2/promise';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import { DEFAULT_KEYS, type Provider, startProvider } from '../support/provider';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { makeProcess, type Process } from './processes';
import { type Servers, startServers } from './servers';

export const SECRET = 'only-for-tests-only-for-tests-only-for-tests';
export const EVENT_KEY = 'test-event-key';

/** A whole product of real processes. Every connection between them goes over a wire that the harness can cut. */
export type Stack = {
  servers: Servers;
  provider: Provider;
  webs: Process[];
  worker: Process;
  /** A second worker, not running unless a fault starts it. */
  spare: Process;
  wires: { webDatabase: TcpProxy; workerDatabase: TcpProxy; redis: TcpProxy; provider: TcpProxy };
  /** Straight to the database, for looking on and for checking. Opened anew after its server was killed. */
  client(): DatabaseClient;
  reconnect(): Promise<void>;
  /** Ends all processes and begins again on an empty database, as after a broken invariant. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

const through = (url: string, wire: TcpProxy) => {
  const address = new URL(url);
  address.port = String(wire.port);
  return address;
};

const WIRED = ['webDatabase', 'workerDatabase', 'redis', 'provider'] as const;

async function startWires(servers: Servers, provider: Provider): Promise<Stack['wires']> {
  const local = (port: number) => startTcpProxy({ host: '127.0.0.1', port });
  const sandboxPort = Number(new URL(provider.sandbox.url).port);
  const [webDatabase, workerDatabase, redis, toProvider] = await Promise.all([
    local(servers.database.port),
    local(servers.database.port),
    local(servers.redis.port),
    local(sandboxPort),
  ]);
  return { webDatabase, workerDatabase, redis, provider: toProvider };
}

/** Brings everything up: servers, sandbox, `webs` web processes and a worker. */
export async function startStack(options: { webs: number }): Promise<Stack> {
  const [servers, provider] = await Promise.all([startServers(), startProvider()]);
  const wires = await startWires(servers, provider);
  let databaseNo = 0;
  let name = '';
  let client: DatabaseClient;
  const direct = () => Object.assign(new URL(servers.database.url), { pathname: `/${name}` }).href;

  const environment = (databaseWire: TcpProxy): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'test',
    TABLEPICK_MODE: 'demo',
    WEB_PROCESSES: '1',
    APP_URL: 'http://127.0.0.1:3000',
    DATABASE_URL: Object.assign(through(servers.database.url, databaseWire), { pathname: `/${name}` }).href,
    DATABASE_POOL_SIZE: '8',
    REDIS_URL: through(servers.redis.url, wires.redis).href,
    NEXTAUTH_SECRET: SECRET,
    TOSS_API_URL: `http://127.0.0.1:${wires.provider.port}/toss`,
    TOSS_CLIENT_KEY: DEFAULT_KEYS.tossClientKey,
    TOSS_SECRET_KEY: DEFAULT_KEYS.tossSecretKey,
    SMTP_URL: `smtp://127.0.0.1:${provider.sandbox.smtpPort}`,
    INNGEST_EXECUTOR: 'embedded',
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: `signkey-test-${'ab'.repeat(32)}`,
    LOG_LEVEL: 'warn',
  });
  const web = (no: number) =>
    makeProcess({
      name: `web-${no}`,
      script: 'web.ts',
      logs: `${servers.home}/logs`,
      env: (port) => ({ ...environment(wires.webDatabase), PORT: String(port) }),
    });
  const worker = (called: string) =>
    makeProcess({
      name: called,
      script: 'worker.ts',
      logs: `${servers.home}/logs`,
      env: (port) => ({
        ...environment(wires.workerDatabase),
        WORKER_PORT: String(port),
        INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
      }),
    });
  const webs = await Promise.all(Array.from({ length: options.webs }, (_, index) => web(index + 1)));
  const [main, spare] = await Promise.all([worker('worker'), worker('spare-worker')]);

  const begin = async () => {
    name = `tablepick_faults_${++databaseNo}`;
    const connection = await mysql.createConnection(servers.database.url);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await connection.end();
    await migrateDatabase(direct());
    client = createDatabase(direct(), 4);
    await Promise.all([...webs, main].map((process) => process.start()));
    await provider.control('PUT', '/config', { webhookUrl: `http://127.0.0.1:${webs[0]!.port}/api/webhooks/toss` });
  };
  const end = async () => {
    await Promise.all([...webs, main, spare].map((process) => process.kill()));
    await client?.close().catch(() => {});
  };
  let closing: Promise<void> | null = null;
  const close = async () => {
    await end();
    await Promise.all(WIRED.map((wire) => wires[wire].close()));
    await provider.close();
    await servers.close();
  };
  await begin();
  return {
    servers,
    provider,
    webs,
    worker: main,
    spare,
    wires,
    client: () => client,
    reconnect: async () => {
      await client.close().catch(() => {});
      client = createDatabase(direct(), 4);
    },
    renew: async () => {
      await end();
      await provider.control('POST', '/reset');
      await begin();
    },
    // Asked for twice, as by a Ctrl-C at the end, it is waited for twice and done once.
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
