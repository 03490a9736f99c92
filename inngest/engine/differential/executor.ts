import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import { inngestServer } from '@/tests/support/inngest-server';
import { newClient, openBench, until } from '../testing/harness';

/** Something that runs the trial functions in this process. */
export type Executor = {
  kind: 'embedded' | 'server';
  client: Inngest;
  /** Resolves when nothing is left to happen: then what was not seen did not happen. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the executor the environment names: a real server if `INNGEST_BASE_URL` is set, else the embedded engine. */
export async function openExecutor(functions: (client: Inngest) => InngestFunction.Any[]): Promise<Executor> {
  const server = inngestServer();
  return server ? openServer(server, functions) : openEmbedded(functions);
}

async function openEmbedded(functions: (client: Inngest) => InngestFunction.Any[]): Promise<Executor> {
  const bench = await openBench('differential');
  await bench.launch(functions(bench.client));
  return {
    kind: 'embedded',
    client: bench.client,
    settled: async () => {
      await until('all runs ended', async () => {
        const [rows] = await bench.database.pool.query("SELECT id FROM engine_runs WHERE status = 'running'");
        return (rows as unknown[]).length === 0;
      });
    },
    close: bench.close,
  };
}

type Server = NonNullable<ReturnType<typeof inngestServer>>;

async function openServer(
  { baseUrl, ...keys }: Server,
  functions: (client: Inngest) => InngestFunction.Any[],
): Promise<Executor> {
  const client = newClient(baseUrl, keys);
  const served = createServer(serve({ client, functions: functions(client) }));
  await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(served.address() as AddressInfo).port}/api/inngest`;
  const registered = await fetch(url, { method: 'PUT' });
  if (!registered.ok)
    throw new Error(`the server did not take the functions: ${registered.status} ${await registered.text()}`);
  return {
    kind: 'server',
    client,
    // A server does not tell: longer than any sleep of the trial functions.
    settled: () => new Promise((resolve) => setTimeout(resolve, 5_000)),
    close: async () => {
      served.closeAllConnections();
      await new Promise((resolve) => served.close(resolve));
    },
  };
}
