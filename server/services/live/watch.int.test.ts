import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { serviceDays } from '@/db/schema';
import { holdTable } from '@/server/services/reservation';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { LiveWatch } from './watch';

let client: DatabaseClient;
beforeAll(async () => {
  client = await workerDatabase();
});
afterAll(() => client.close());

const date = dateIn(4);

it('everybody who watches a day hears of a change made by another process, and nobody of one elsewhere', async () => {
  const [here, elsewhere] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
  const live = new LiveWatch(client.pool, 20);
  const stop = new AbortController();
  const streams = [0, 1].map(() => live.changes('day', `${here.id}/${date}`, stop.signal));
  const firsts = await Promise.all(streams.map((stream) => stream.next()));
  expect(firsts.map((first) => first.value)).toEqual(['0', '0']);

  const book = (restaurantId: typeof here.id) => async () => {
    const diner = await makeUser(client);
    const wish = { restaurantId, serviceDate: date, minute: 1140, party: 2, commandKey: unique('key-') };
    // Another writer, as another process has.
    return holdTable(as(makeContext(client), diner), wish);
  };
  await book(elsewhere.id)();
  const nexts = Promise.all(streams.map((stream) => stream.next()));
  await book(here.id)();
  expect((await nexts).map((next) => next.value)).toEqual(['1', '1']);

  stop.abort();
  expect((await Promise.all(streams.map((stream) => stream.next()))).every((end) => end.done)).toBe(true);
  live.close();
});

it('who joins later learns at once how things stand', async () => {
  const { id } = await makeRestaurant(client);
  await client.db.insert(serviceDays).values({ restaurantId: id, serviceDate: date, version: 7 });
  const live = new LiveWatch(client.pool, 20);
  const stop = new AbortController();
  const early = live.changes('day', `${id}/${date}`, stop.signal);
  expect((await early.next()).value).toBe('7');
  const late = live.changes('day', `${id}/${date}`, stop.signal);
  expect((await late.next()).value).toBe('7');
  await client.db.update(serviceDays).set({ version: sql`version + 1` }).where(eq(serviceDays.restaurantId, id));
  expect((await Promise.all([early.next(), late.next()])).map((next) => next.value)).toEqual(['8', '8']);
  stop.abort();
  live.close();
});
