import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import { env } from '@/env';
import { createDatabase } from './client';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Applies the migrations a database has not seen; does nothing when it has seen all. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = createDatabase(url, 2);
  try {
    await migrate(client.db, { migrationsFolder: folder });
  } finally {
    await client.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await migrateDatabase(env.DATABASE_URL);
}
