import { env } from '@/env';
import { createDatabase } from '../client';
import { seedDemo } from './seed';

/** `node --import tsx db/seed/main.ts`: the demo, unless it is there already. A production installation gets none. */
async function main(): Promise<void> {
  if (env.TABLEPICK_MODE === 'production') return;
  const started = performance.now();
  const client = createDatabase(env.DATABASE_URL, 2);
  try {
    const { added, restaurants, diners, bookings } = await seedDemo(client, { nowMs: Date.now() });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      added
        ? `Demo: ${restaurants} restaurants, ${diners} diners, ${bookings} bookings in ${seconds} s`
        : 'Demo: already there',
    );
  } finally {
    await client.close();
  }
}

await main();
