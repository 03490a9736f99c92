import { createDatabase, type DatabaseClient } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import type { UserId } from '@/server/domain/shared/ids';
import { makeUsers } from '@/tests/support/factories';
import { ensureFresh } from './database';
import { sessionCookies } from './http-load';

/** A database of the benchmark's own, and people who are signed in: `cookies` in the order of `users`. */
export type Crowd = { client: DatabaseClient; users: UserId[]; cookies: string[] };

const AT_ONCE = 2_500;

export async function makeCrowd(people: number): Promise<Crowd> {
  const url = process.env.DATABASE_URL!;
  await ensureFresh(url);
  await migrateDatabase(url);
  const client = createDatabase(url, 8);
  const users: UserId[] = [];
  while (users.length < people) users.push(...(await makeUsers(client, Math.min(AT_ONCE, people - users.length))));
  return { client, users, cookies: await sessionCookies(users) };
}
