import { writeFileSync } from 'node:fs';
import { env } from '@/env';
import { createDatabase } from '../client';
import { openSoon } from './open-soon';

/** `node --import tsx db/seed/open-soon-main.ts FILE CROWD`: a demo opening; what there is to know of it goes into the file. */
async function main(): Promise<void> {
  if (env.TABLEPICK_MODE === 'production') throw new Error('A demo opening is for a demo: set TABLEPICK_MODE=demo.');
  const [file = '', crowd = ''] = process.argv.slice(2);
  const client = createDatabase(env.DATABASE_URL, 2);
  try {
    writeFileSync(file, JSON.stringify(await openSoon(client, { nowMs: Date.now(), crowd: Number(crowd) })));
  } finally {
    await client.close();
  }
}

await main();
