import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { makeDatabase } from '../support/database';
import { makeRestaurant, makeUsers, table, unique } from '../support/factories';
import { granulesThatDisagree } from '../support/holds';
import { waitFor } from '../support/wait-for';
import { type HoldReply, startWeb, type WebProcess } from '../support/web-process';

const DINERS = 12;

let url: string;
let client: DatabaseClient;
/** Killed and started anew by each test; the next one takes over what the last one started. */
let web: WebProcess | undefined;
/** Somebody else's connection, into whose lock the writer runs. */
let blocker: Connection;
let restaurantId: RestaurantId;
let diners: UserId[];
let keys: string[];

beforeAll(async () => {
  url = await makeDatabase(unique('killed'));
  client = createDatabase(url, 4);
  blocker = await mysql.createConnection(url);
});
afterAll(async () => {
  web?.child.kill('SIGKILL');
  await web?.ended;
  await blocker.end();
  await client.close();
});
beforeEach(async () => {
  web ??= await startWeb(url, 1);
  // Room for all of them several times over: what is booked twice would not be refused for want of seats.
  const counter = table(1, DINERS * 8, { shareable: true, maxParty: 2 });
  restaurantId = (await makeRestaurant(client, { tables: [counter] })).id;
  diners = await makeUsers(client, DINERS);
  keys = diners.map(() => unique('key-'));
}, 90_000);
const everyCaller = (): Promise<HoldReply>[] => diners.map((diner, at) => web!.hold(diner, restaurantId, keys[at]!));

async function bookings(): Promise<string[]> {
  const [rows] = await client.pool.query<RowDataPacket[]>('SELECT id FROM reservations WHERE restaurant_id = ?', [
    restaurantId,
  ]);
  return rows.map(({ id }) => id as string);
}

/** The statement at which the web process's writer stands still. */
const writerStandsAt = (statement: string) =>
  waitFor(`the writer to stand at ${statement}`, async () => {
    const [rows] = await client.pool.query<RowDataPacket[]>(
      'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE ?',
      [`${statement}%`],
    );
    return rows.length > 0;
  });

/** Where the process is killed. Each returns what the callers learned. */
const MOMENTS: Record<string, () => Promise<HoldReply[]>> = {
  'while it waits for its locks': async () => {
    await blocker.query('START TRANSACTION');
    await blocker.query('SELECT id FROM users FOR UPDATE');
    const calls = everyCaller();
    await writerStandsAt('SELECT id, name, locale FROM users');
    web!.child.kill('SIGKILL');
    const replies = await Promise.all(calls);
    await blocker.query('ROLLBACK');
    expect(await bookings()).toEqual([]);
    return replies;
  },
  'while it writes': async () => {
    await blocker.query('LOCK TABLES outbox READ');
    const calls = everyCaller();
    await writerStandsAt('INSERT INTO outbox');
    web!.child.kill('SIGKILL');
    const replies = await Promise.all(calls);
    await blocker.query('UNLOCK TABLES');
    return replies;
  },
  'when its commit is done and nobody has been answered': async () => {
    await blocker.query('LOCK TABLES outbox READ');
    const calls = everyCaller();
    await writerStandsAt('INSERT INTO outbox');
    // Asleep, it cannot answer; the commit is with the server already.
    web!.child.kill('SIGSTOP');
    await blocker.query('UNLOCK TABLES');
    await waitFor('the batch to be committed', async () => (await bookings()).length > 0);
    web!.child.kill('SIGKILL');
    return Promise.all(calls);
  },
  'when the first caller has been answered': async () => {
    const calls = everyCaller();
    await Promise.race(calls);
    web!.child.kill('SIGKILL');
    return Promise.all(calls);
  },
};

it.each(Object.keys(MOMENTS))(
  'a web process is killed %s: its callers get an error or the truth, and under the same key each has one booking',
  async (moment) => {
    const replies = await MOMENTS[moment]!();
    expect(await web!.ended).toBe('SIGKILL');
    const committed = await bookings();
    if (moment.includes('nobody')) {
      // The hazard is real: bookings stand of which nobody was told.
      expect(replies.every((reply) => 'lost' in reply)).toBe(true);
      expect(committed.length).toBeGreaterThan(0);
    }

    web = await startWeb(url, 1);
    const again = await Promise.all(everyCaller());
    const ids = again.map((reply) => ('answer' in reply ? reply.answer.reservationId : JSON.stringify(reply)));
    expect(ids.toSorted()).toEqual((await bookings()).toSorted());
    expect(ids).toEqual(expect.arrayContaining(committed));
    expect(new Set(ids).size).toBe(DINERS);
    for (const [at, reply] of replies.entries()) if ('answer' in reply) expect(again[at]).toEqual(reply);
    // Not because a second one was impossible: under another key it is another booking, and refused as such.
    expect(await web.hold(diners[0]!, restaurantId, unique('key-'))).toEqual({ refused: 'BOOKING_OVERLAPS' });
    expect(await granulesThatDisagree(client, restaurantId)).toBe(0);
  },
  180_000,
);
