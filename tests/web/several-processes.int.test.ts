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

const PATIENT_MS = 180_000;
const TOKEN = 'only-for-scrapers-of-tests';

let url: string;
let client: DatabaseClient;
let web: WebProcess | undefined;
beforeAll(async () => {
  url = await makeDatabase(unique('web'));
  client = createDatabase(url, 8);
});
afterAll(() => client.close());
afterEach(async () => {
  web?.child.kill('SIGTERM');
  await web?.ended;
  web = undefined;
});

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
  const look = async () => {
    seen.add(await one.whoAnswers().catch(() => 0));
    seen.delete(0);
    return seen.size >= many;
  };
  await waitFor(`${many} processes to answer`, look, 60_000);
  return [...seen];
}

/** The value of one line of Prometheus' text. */
const figure = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length) ?? Number.NaN,
  );

describe('two web processes', () => {
  it(
    'share the port and count as one; one that is killed is replaced while the other goes on answering',
    async () => {
      web = await startWeb(url, 2, { METRICS_TOKEN: TOKEN });
      const before = await workersOf(web, 2);
      expect(before).not.toContain(web.child.pid);

      const restaurant = await makeRestaurant(client);
      const diners = await makeUsers(client, 6);
      await Promise.all(diners.map((diner) => web!.hold(diner, restaurant.id, unique('key-'))));
      const scrape = () => web!.get('/api/metrics', { authorization: `Bearer ${TOKEN}` });
      // Whichever of the two is asked, and it is each in turn, tells of both.
      for (const { status, text } of [await scrape(), await scrape()]) {
        expect(status).toBe(200);
        const decided = ['accepted', 'refused'].map((outcome) =>
          figure(text, `tablepick_hold_commands_total{outcome="${outcome}"}`),
        );
        expect(decided[0]! + decided[1]!).toBe(6);
        expect(figure(text, 'tablepick_database_connections_limit{pool="main"}')).toBe(8);
      }
      expect((await web.get('/api/metrics')).text).not.toContain('tablepick_');

      process.kill(before[0]!, 'SIGKILL');
      await waitFor('the killed one to be gone', async () => !alive(before[0]!));
      expect(await web.whoAnswers()).toBe(before[1]);
      const another = async () => {
        const pid = await web!.whoAnswers();
        return before.includes(pid) ? false : pid;
      };
      const after = await waitFor('another to take its place', another, 60_000);
      expect(await workersOf(web, 2)).toEqual(expect.arrayContaining([before[1], after]));
    },
    PATIENT_MS,
  );

  it(
    'asked to end amid a rush, answer or cut every caller; under the same key each has one booking afterwards',
    async () => {
      const seats = 60;
      const counter = table(1, seats, { shareable: true, maxParty: 2 });
      const restaurant = await makeRestaurant(client, { tables: [counter] });
      const diners = await makeUsers(client, 90);
      const keys = diners.map(() => unique('key-'));
      const first = await startWeb(url, 2);
      web = first;
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
    },
    PATIENT_MS,
  );

  it(
    'end by themselves when the one that started them is killed',
    async () => {
      web = await startWeb(url, 2);
      const workers = await workersOf(web, 2);
      web.child.kill('SIGKILL');
      expect(await web.ended).toBe('SIGKILL');
      await waitFor('the orphans to end', async () => !workers.some(alive));
    },
    PATIENT_MS,
  );

  it(
    'that cannot live are given up, with status 1',
    async () => {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      try {
        expect(await spawnWeb(url, 2, (taken.address() as AddressInfo).port).ended).toBe(1);
      } finally {
        taken.close();
      }
    },
    PATIENT_MS,
  );
});
