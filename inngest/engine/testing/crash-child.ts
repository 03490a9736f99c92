import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from 'inngest/edge';
import { createDatabase } from '@/db/client';
import { createEngine } from '../engine';
import { engineHttpListener } from '../http';
import { fastBackoff, type Keys, newClient } from './harness';

export const CHAIN = ['one', 'two', 'three', 'four', 'five'] as const;

/** A worker of its own process, to be killed: an engine whose function writes every execution of a step into `trial_marks`. */
async function main(databaseUrl: string, port: number, keys: Keys): Promise<void> {
  const database = createDatabase(databaseUrl, 10);
  const client = newClient(`http://127.0.0.1:${port}`, keys);
  const chain = client.createFunction({ id: 'chain', triggers: [{ event: 't/chain' }] }, async ({ step, event }) => {
    const tokens: string[] = [];
    for (const name of CHAIN) {
      const token = await step.run(name, async () => {
        const made = randomUUID();
        await database.pool.query('INSERT INTO trial_marks (n, step, token) VALUES (?, ?, ?)', [
          event.data.n,
          name,
          made,
        ]);
        await new Promise((resolve) => setTimeout(resolve, 15));
        return made;
      });
      tokens.push(token);
      if (name === 'three') await step.sleep('nap', '1s');
    }
    return tokens;
  });
  const handler = serve({ client, functions: [chain] });
  const engine = createEngine({ pool: database.pool, handler, ...keys, backoff: fastBackoff });
  const server = createServer(engineHttpListener(engine));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await engine.start();
  process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`);
}

const [databaseUrl, port, eventKey, signingKey] = process.argv.slice(2) as [string, string, string, string];
if (databaseUrl) await main(databaseUrl, Number(port), { eventKey, signingKey });
