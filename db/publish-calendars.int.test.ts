import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { holdTable } from '@/server/services/reservation';
import { getAvailability } from '@/server/services/restaurant';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import type { DatabaseClient } from './client';
import { type OpeningCalendar, publishCalendars } from './publish-calendars';

const HOURLY: OpeningCalendar = {
  slotMinutes: 60,
  bookingWindowDays: 30,
  minNoticeMinutes: 0,
  periods: [
    { name: '점심', nameEn: 'Lunch', weekdays: 0b1111111, opensMinute: 660, lastSeatingMinute: 840 },
    { name: '저녁', nameEn: null, weekdays: 0b1111111, opensMinute: 1020, lastSeatingMinute: 1200 },
  ],
};

let client: DatabaseClient;
beforeAll(async () => {
  client = await workerDatabase();
});
afterAll(() => client.close());

/** Publishes in a transaction of its own. */
async function publish(ids: readonly RestaurantId[]): Promise<number> {
  const connection = await client.pool.getConnection();
  try {
    await connection.beginTransaction();
    const opened = await publishCalendars(connection, ids, HOURLY);
    await connection.commit();
    return opened;
  } finally {
    connection.release();
  }
}

const drafts = async (count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const made = await makeRestaurant(client, { restaurant: { status: 'draft' }, periods: [], policy: null });
      return made.id;
    }),
  );

const stateOf = async (ids: readonly RestaurantId[]) => {
  const [rows] = await client.pool.query<RowDataPacket[]>(
    `SELECT r.id, r.status, r.config_version, r.slot_minutes, COUNT(p.period_no) AS periods FROM restaurants r
      LEFT JOIN service_periods p ON p.restaurant_id = r.id WHERE r.id IN (?) GROUP BY r.id ORDER BY r.id`,
    [ids],
  );
  return rows;
};

describe('publishing calendars', () => {
  it('makes every slot of drafts bookable at once, also for who knew the restaurant as closed', async () => {
    const [id] = await drafts(1);
    const ctx = makeContext(client);
    const diner = as(ctx, await makeUser(client));
    const wish = { restaurantId: id!, serviceDate: dateIn(30), minute: 1200, party: 2 };
    expect(await codeOf(holdTable(diner, { ...wish, commandKey: unique('key-') }))).toBe('RESTAURANT_UNKNOWN');
    expect(await publish([id!])).toBe(1);
    const day = await getAvailability(ctx, { restaurantId: id!, date: dateIn(30), party: 2 });
    expect(day.slots.map((slot) => slot.minute)).toEqual([660, 720, 780, 840, 1020, 1080, 1140, 1200]);
    expect(await holdTable(diner, { ...wish, commandKey: unique('key-') })).toMatchObject({ status: 'CONFIRMED' });
  });

  it('done twice, and by two at once, opens each restaurant once', async () => {
    const ids = await drafts(40);
    const opened = await Promise.all([publish(ids), publish([...ids].reverse())]);
    expect(opened[0]! + opened[1]!).toBe(40);
    const after = await stateOf(ids);
    for (const row of after)
      expect(row).toMatchObject({ status: 'published', config_version: 2, slot_minutes: 60, periods: 2 });
    expect(await publish(ids)).toBe(0);
    expect(await stateOf(ids)).toEqual(after);
  });

  it('leaves a restaurant that has hours as it is', async () => {
    const { id } = await makeRestaurant(client);
    const before = await stateOf([id]);
    expect(await publish([id])).toBe(0);
    expect(await stateOf([id])).toEqual(before);
  });

  it('rolled back, opens nothing', async () => {
    const ids = await drafts(3);
    const connection = await client.pool.getConnection();
    await connection.beginTransaction();
    expect(await publishCalendars(connection, ids, HOURLY)).toBe(3);
    await connection.rollback();
    connection.release();
    for (const row of await stateOf(ids)) expect(row).toMatchObject({ status: 'draft', config_version: 1, periods: 0 });
  });
});
