import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '@/db/bulk-insert';
import { createDatabase, type DatabaseClient } from '@/db/client';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { makeDatabase } from '@/tests/support/database';
import { dateIn, makeContext, makeRestaurant, makeUser } from '@/tests/support/factories';
import { granulesThatDisagree, holdAs } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { OCCUPANCY_KEPT_DAYS, pruneRecords } from './prune';

let client: DatabaseClient;
let ctx: ServiceContext;
beforeAll(async () => {
  client = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_prune`), 4);
  ctx = makeContext(client);
});
afterAll(() => client.close());

/** Days that somebody had booked, with so many granules each, as a completed booking leaves them. */
async function takenOn(places: RestaurantId[], dates: string[], granules = 4): Promise<void> {
  const days = places.flatMap((id) => dates.map((date) => [id, date]));
  await insertRows(
    client.pool,
    'service_day',
    ['restaurant_id', 'service_date', 'version'],
    days.map((day) => [...day, 3]),
  );
  await insertRows(
    client.pool,
    'occupancy',
    ['restaurant_id', 'service_date', 'minute', 'table_id', 'taken', 'seats'],
    days.flatMap((day) => Array.from({ length: granules }, (_, n) => [...day, 720 + 30 * n, 1, 0, 2])),
  );
}

async function datesLeft(table: 'occupancy' | 'service_day', restaurantId: RestaurantId): Promise<string[]> {
  const [rows] = await client.pool.query<RowDataPacket[]>(
    `SELECT DISTINCT service_date FROM ${table} WHERE restaurant_id = ? ORDER BY service_date`,
    [restaurantId],
  );
  return rows.map((row) => row.service_date);
}

const OLD = -OCCUPANCY_KEPT_DAYS - 5;

describe('pruning days', () => {
  it('takes away what was taken on days long past, and leaves later days and live bookings whole', async () => {
    const { id } = await makeRestaurant(client, { policy: null });
    const kept = [dateIn(-OCCUPANCY_KEPT_DAYS + 1), dateIn(-1)];
    await takenOn([id], [dateIn(OLD - 300), dateIn(OLD), ...kept]);
    await holdAs(ctx, await makeUser(client), id);
    expect(await pruneRecords(ctx, { limit: 1_000 })).toBe(10);
    for (const table of ['occupancy', 'service_day'] as const)
      expect(await datesLeft(table, id)).toEqual([...kept, dateIn(5)]);
    expect(await granulesThatDisagree(client, id)).toBe(0);
    expect(await pruneRecords(ctx, { limit: 1_000 })).toBe(0);
  });

  it('takes no more than its limit, and the next runs take the rest', async () => {
    const places = await Promise.all(Array.from({ length: 3 }, () => makeRestaurant(client)));
    const ids = places.map((place) => place.id);
    await takenOn(ids, [dateIn(OLD - 1), dateIn(OLD)]);
    const runs: number[] = [];
    do runs.push(await pruneRecords(ctx, { limit: 7 }));
    while (runs.at(-1)! > 0);
    expect(Math.max(...runs)).toBe(7);
    expect(runs.reduce((sum, gone) => sum + gone, 0)).toBe(3 * 2 * 5);
    for (const id of ids) {
      expect(await datesLeft('occupancy', id)).toEqual([]);
      expect(await datesLeft('service_day', id)).toEqual([]);
    }
  });

  it('reads a key a restaurant when nothing is old, however many days there are', async () => {
    const places = Array.from({ length: 200 }, () => newId('restaurant'));
    const dates = Array.from({ length: 50 }, (_, n) => dateIn(n - 25));
    await takenOn(places, dates, 1);
    await client.pool.query('ANALYZE TABLE service_day');
    const [plan] = await client.pool.query<RowDataPacket[]>(
      'EXPLAIN SELECT restaurant_id AS id FROM service_day GROUP BY restaurant_id HAVING MIN(service_date) < curdate() - interval 60 day LIMIT 100',
    );
    expect(plan[0]!.Extra).toMatch(/Using index for group-by/);
  });
});
