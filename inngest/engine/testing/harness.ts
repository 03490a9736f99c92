import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { makeDatabase } from '@/tests/support/database';
import { createEngine } from '../engine';
import { engineFetch, engineHttpListener } from '../http';
import type { Engine, EngineOptions } from '../types';

/** Waits as short as tests can bear. */
export const fastBackoff = (): number => 30;

export type Keys = { eventKey: string; signingKey: string };

export const newKeys = (): Keys => ({
  eventKey: randomBytes(12).toString('hex'),
  signingKey: `signkey-test-${randomBytes(32).toString('hex')}`,
});

const quiet = { info() {}, warn() {}, error() {}, debug() {} };

/** An SDK client that sends its events to `baseUrl`, signed and never in dev mode. */
export const newClient = (baseUrl: string, keys: Keys, inProcess?: ConstructorParameters<typeof Inngest>[0]): Inngest =>
  new Inngest({ ...inProcess, id: 'trial', baseUrl, ...keys, isDev: false, logger: quiet });

export type Bench = {
  database: DatabaseClient & { url: string };
  keys: Keys;
  client: Inngest;
  /** Address of the event API; it keeps answering when engines come and go. */
  baseUrl: string;
  engine(): Engine;
  /** Starts an engine for these functions, in place of the one before (which is not stopped). */
  launch(functions: InngestFunction.Any[], options?: Partial<EngineOptions>): Promise<Engine>;
  /** Stops every engine and empties the engine's tables. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

const TABLES = ['crons', 'events', 'instances', 'locks', 'keys', 'pauses', 'queue', 'runs', 'steps'];

let created = 0;

/** A fresh database, a client, and an event API whose engine can be replaced; without a connection to it if `inProcess`. */
export async function openBench(name: string, inProcess = false): Promise<Bench> {
  const url = await makeDatabase(`engine_${name}_${process.pid}_${++created}`);
  const database = { ...createDatabase(url, 12), url };
  const keys = newKeys();
  let current: Engine | undefined;
  const engine = () => {
    if (!current) throw new Error('no engine was launched');
    return current;
  };
  const server: Server = createServer((request, response) => engineHttpListener(engine())(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = newClient(
    baseUrl,
    keys,
    inProcess
      ? { id: 'trial', fetch: engineFetch(() => current ?? null, baseUrl), checkpointing: { maxRuntime: 0 } }
      : undefined,
  );
  const launched: Engine[] = [];
  return {
    database,
    keys,
    client,
    baseUrl,
    engine,
    async launch(functions, options) {
      const handler = serve({ client, functions });
      const next = createEngine({
        pool: database.pool,
        handler,
        ...keys,
        backoff: fastBackoff,
        pollMs: 50,
        ...options,
      });
      await next.start();
      current = next;
      launched.push(next);
      return next;
    },
    async reset() {
      for (const one of launched.splice(0)) await one.stop();
      for (const table of TABLES) await database.pool.query(`DELETE FROM engine_${table}`);
    },
    async close() {
      for (const one of launched) await one.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.pool.query(`DROP DATABASE \`${new URL(url).pathname.slice(1)}\``);
      await database.close();
    },
  };
}

/** Waits until `probe` gives something; fails with `what` after `timeoutMs`. */
export async function until<T>(what: string, probe: () => T | Promise<T>, timeoutMs = 10_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value as NonNullable<T>;
    if (Date.now() > deadline) throw new Error(`did not happen in ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
