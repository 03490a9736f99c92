import { env } from '@/env';
import { createDatabase, type DatabaseClient } from '../client';
import { HistoryRefused, providerOf } from './money/provider';
import { type SeedResult, seedDemo } from './seed';

/** With payments, where the sandbox takes them. One that has others under the same orders keeps them: then nothing is paid. */
async function seed(client: DatabaseClient): Promise<SeedResult> {
  const nowMs = Date.now();
  try {
    return await seedDemo(client, { nowMs, provider: providerOf(env) });
  } catch (error) {
    if (!(error instanceof HistoryRefused)) throw error;
    console.log(`Demo: nothing is paid, as the sandbox remembers another demo: ${error.message}`);
    return seedDemo(client, { nowMs });
  }
}

/** `node --import tsx db/seed/main.ts`: the demo, unless it is there already. A production installation gets none. */
async function main(): Promise<void> {
  if (env.TABLEPICK_MODE === 'production') return;
  const started = performance.now();
  const client = createDatabase(env.DATABASE_URL, 2);
  try {
    const { added, restaurants, diners, bookings, payments } = await seed(client);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      added
        ? `Demo: ${restaurants} restaurants, ${diners} diners, ${bookings} bookings, ${payments} payments in ${seconds} s`
        : 'Demo: already there',
    );
  } finally {
    await client.close();
  }
}

await main();
