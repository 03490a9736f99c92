import { type AddressInfo, createServer } from 'node:net';
import { count, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { reservations } from '@/db/schema';
import { makeDatabase } from '../support/database';
import { makeRestaurant, makeUsers, table, unique } from '../support/factories';
import { granulesThatDisagree } from '../support/holds';
import { waitFor } from '../support/wait-for';
import { spawnWeb, startWeb, type WebProcess } from '../support/web-process';

let url: string;
let client: DatabaseClient;
let web: WebProcess | undefined;
beforeAll(async () => {
  url = await makeDatabase(unique('web'));
  client = createDatabase(url, 8);
});
afterEach(async () => {
  web?.child.kill('SIGTERM');
  await web?.ended;
  web = undefined;
});
afterAll(() => client.close());

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The processes behind the port, once so many different ones have answered. */
async function workersOf(one: WebProcess, many: number): Promise<number[]> {
  const seen = new Set<number>();
  await waitFor(
    `${many} processes to answer`,
    async () => {
      seen.add(await one.whoAnswers().catch(() => 0));
      seen.delete(0);
      return seen.size >= many;
    },
    60_000,
  );
  return [...seen];
}

describe('two web processes', () => {
  it('share the port; one that is killed is replaced while the other goes on answering', async () => {
    web = await startWeb(url, 2);
    const before = await workersOf(web, 2);
    expect(before).not.toContain(web.child.pid);
    process.kill(before[0]!, 'SIGKILL');
    await waitFor('the killed one to be gone', async () => !alive(before[0]!));
    expect(await web.whoAnswers()).toBe(before[1]);
    const after = await waitFor(
      'another to take its place',
      async () => {
        const pid = await web!.whoAnswers();
        return before.includes(pid) ? false : pid;
      },
      60_000,
    );
    expect(await workersOf(web, 2)).toEqual(expect.arrayContaining([before[1], after]));
  }, 180_000);

  it('asked to end amid a rush, answer or cut every caller; under the same key each has one booking afterwards', async () => {
    const seats = 60;
    const restaurant = await makeRestaurant(client, {
      tables: [table(1, seats, { shareable: true, maxParty: 2 })],
    });
    const diners = await makeUsers(client, 90);
    const keys = diners.map(() => unique('key-'));
    web = await startWeb(url, 2);
    const first = web;
    await workersOf(first, 2);
    const calls = diners.map((diner, index) => first.hold(diner, restaurant.id, keys[index]!));
    await Promise.race(calls);
    first.child.kill('SIGTERM');
    const replies = await Promise.all(calls);
    // 0, or 1 when the machine was too busy to drain in time.
    expect([0, 1]).toContain(await first.ended);

    web = await startWeb(url, 1);
    const again = await Promise.all(diners.map((diner, index) => web!.hold(diner, restaurant.id, keys[index]!)));
    for (const [index, reply] of replies.entries()) if ('answer' in reply) expect(again[index]).toEqual(reply);
    expect(again.filter((reply) => 'lost' in reply)).toEqual([]);
    expect(again.filter((reply) => 'answer' in reply)).toHaveLength(seats / 2);
    const [sold] = await client.db
      .select({ n: count() })
      .from(reservations)
      .where(eq(reservations.restaurantId, restaurant.id));
    expect(sold!.n).toBe(seats / 2);
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  }, 180_000);

  it('end by themselves when the one that started them is killed', async () => {
    web = await startWeb(url, 2);
    const workers = await workersOf(web, 2);
    web.child.kill('SIGKILL');
    expect(await web.ended).toBe('SIGKILL');
    await waitFor('the orphans to end', async () => !workers.some(alive));
  }, 180_000);

  it('that cannot live are given up, with status 1', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    try {
      const { ended } = spawnWeb(url, 2, (taken.address() as AddressInfo).port);
      expect(await ended).toBe(1);
    } finally {
      taken.close();
    }
  }, 180_000);
});
