import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { workerDatabase } from '@/tests/support/database';
import { makeRestaurant } from '@/tests/support/factories';
import { SetupCache } from './setup-cache';

let client: DatabaseClient;
beforeAll(async () => {
  client = await workerDatabase();
});
afterAll(() => client.close());

it('a full cache forgets others, never what this very call asked for', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => makeRestaurant(client)));
  const cache = new SetupCache(2);
  const versions = new Map(made.map(({ id }) => [id, 1]));
  for (let round = 0; round < 3; round++) {
    expect([...(await cache.get(client.scripts, versions)).keys()].sort()).toEqual([...versions.keys()].sort());
  }
});
