import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import { makeDatabase } from '@/tests/support/database';
import { as, type MadeRestaurant, makeContext, makeRestaurant, makeUser } from '@/tests/support/factories';
import { holdAs } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { listBookings } from './list-bookings';

/** Of one connection, so that what it read can be asked of its session. */
let client: DatabaseClient;
let ctx: ServiceContext;
let place: MadeRestaurant;
beforeAll(async () => {
  client = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_list`), 1);
  ctx = makeContext(client);
  place = await makeRestaurant(client, { policy: null });
});
afterAll(() => client.close());

/** The booking now runs from so many minutes ago, for two hours. */
const move = (id: ReservationId, minutesAgo: number, status = 'CONFIRMED') =>
  client.pool.query(
    'UPDATE reservations SET starts_at = NOW(6) - INTERVAL ? MINUTE, ends_at = NOW(6) - INTERVAL ? MINUTE, status = ? WHERE id = ?',
    [minutesAgo, minutesAgo - 120, status, id],
  );

/** Copies of a booking, one a day into the past. */
const repeat = (id: ReservationId, times: number) =>
  client.pool.query(
    `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at, party_size,
       status, policy, deposit_minor, currency, guest_name, created_at)
     SELECT CONCAT('res_', RIGHT(id, 20), LPAD(n, 6, '0')), code, restaurant_id, user_id, service_date - INTERVAL n DAY, start_minute, end_minute,
       starts_at - INTERVAL n DAY, ends_at - INTERVAL n DAY, party_size, 'COMPLETED', policy, 0, currency, guest_name, created_at
      FROM reservations JOIN (SELECT a.n + 50 * b.n + 1 AS n FROM (${numbers}) a JOIN (${numbers}) b) weeks WHERE id = ? AND n <= ?`,
    [id, times],
  );
const numbers = Array.from({ length: 50 }, (_, n) => `SELECT ${n} AS n`).join(' UNION ALL ');

const idsOf = async (userId: UserId, scope: 'upcoming' | 'past') =>
  (await listBookings(as(ctx, userId), { scope })).items.map((item) => item.id);

async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const [rows] = await client.pool.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return rows.reduce((sum, row) => sum + Number(row.Value), 0);
  };
  const idle = -(await count()) + (await count());
  const before = await count();
  await work();
  return (await count()) - before - idle;
}

describe("a diner's bookings", () => {
  it('are coming until they are over, the next one first, and past after that, the latest first', async () => {
    const diner = await makeUser(client);
    const hold = async (minute: number) => (await holdAs(ctx, diner, place.id, { minute })).reservationId;
    const [over, seated, evening, noon] = [await hold(660), await hold(780), await hold(1200), await hold(900)];
    await move(over, 60 * 26, 'COMPLETED');
    await move(seated, 60, 'SEATED');
    expect(await idsOf(diner, 'upcoming')).toEqual([seated, noon, evening]);
    expect(await idsOf(diner, 'past')).toEqual([over]);
    await move(seated, 121, 'SEATED');
    expect(await idsOf(diner, 'upcoming')).toEqual([noon, evening]);
    expect(await idsOf(diner, 'past')).toEqual([seated, over]);
  });

  it('are read without those of years ago', async () => {
    const [crowd, often, once] = [await makeUser(client), await makeUser(client), await makeUser(client)];
    for (const [index, diner] of [crowd, often, once].entries()) {
      const { reservationId } = await holdAs(ctx, diner, place.id, { minute: 660 + 150 * index });
      await repeat(reservationId, [1_000, 300, 0][index]!);
    }
    await client.pool.query('ANALYZE TABLE reservations');
    for (const diner of [often, once]) expect(await idsOf(diner, 'upcoming')).toHaveLength(1);
    // A few more than the one booking at most: the server may look some up in another index first.
    for (const diner of [often, once]) expect(await rowsRead(() => idsOf(diner, 'upcoming'))).toBeLessThan(20);
  });
});
