import { and, eq, gt } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { occupancy, reservations, serviceDays } from '@/db/schema';
import { opensAtMs } from '@/server/domain/availability/opening';
import { asAppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { dayOfMonth, instantOf } from '@/server/domain/shared/time';
import { makeDatabase } from '@/tests/support/database';
import { dateIn, makeContext, makeRestaurant, makeUser, makeUsers, unique } from '@/tests/support/factories';
import { granulesThatDisagree, holdAs, ONE_TABLE } from '@/tests/support/holds';

let url: string;
let client: DatabaseClient;

beforeAll(async () => {
  url = await makeDatabase(unique('opening'));
  client = createDatabase(url, 4);
});
afterAll(() => client.close());

/** Runs something while the hold writer's database says that it is `nowMs`; the process keeps its own clock. */
async function at<T>(nowMs: number, run: (ctx: ReturnType<typeof makeContext>) => Promise<T>): Promise<T> {
  const then = createDatabase(url, 2);
  then.writer.pool.on('connection', (connection) => connection.query(`SET timestamp = ${(nowMs / 1000).toFixed(3)}`));
  try {
    return await run(makeContext(then));
  } finally {
    await then.close();
  }
}

const written = async (restaurantId: RestaurantId) => {
  const [made, taken, moved] = await Promise.all([
    client.db.select().from(reservations).where(eq(reservations.restaurantId, restaurantId)),
    client.db.select().from(occupancy).where(eq(occupancy.restaurantId, restaurantId)),
    client.db
      .select()
      .from(serviceDays)
      .where(and(eq(serviceDays.restaurantId, restaurantId), gt(serviceDays.version, 0))),
  ]);
  return [made.length, taken.length, moved.length];
};

const monthly = { openingKind: 'monthly' as const, openingDay: 1, openingMinute: 720 };
const nextMonth = dayOfMonth(dateIn(0), 1, 15);

describe.each([
  [
    '20 days ahead at 10:00',
    { bookingWindowDays: 20, openingMinute: 600 },
    dateIn(22),
    instantOf(dateIn(2), 600, 'Asia/Seoul')!,
  ],
  ['the 1st at 12:00', monthly, nextMonth, instantOf(dayOfMonth(nextMonth, -1, 1), 720, 'Asia/Seoul')!],
])('a calendar that opens %s', (_, restaurant, serviceDate, opensMs) => {
  it('opens for holds at that millisecond by the database’s clock, and not one before', async () => {
    const { id } = await makeRestaurant(client, { ...ONE_TABLE, restaurant });
    const diner = await makeUser(client);
    const early = await at(opensMs - 1, (ctx) => holdAs(ctx, diner, id, { serviceDate })).catch(asAppError);
    expect(early).toMatchObject({
      code: 'SLOT_NOT_OPEN_YET',
      details: { date: serviceDate, opensAt: new Date(opensMs).toISOString() },
    });
    expect(await written(id)).toEqual([0, 0, 0]);
    expect(await at(opensMs, (ctx) => holdAs(ctx, diner, id, { serviceDate }))).toMatchObject({ status: 'HELD' });
  });

  it('is pressed by a crowd a moment too early and again in time: all are refused, then one has the table', async () => {
    const { id } = await makeRestaurant(client, { ...ONE_TABLE, restaurant });
    const crowd = await makeUsers(client, 40);
    const codes = (nowMs: number) =>
      at(nowMs, async (ctx) => {
        const answers = await Promise.allSettled(
          crowd.map((diner) => holdAs(ctx, diner, id, { serviceDate, commandKey: `press-by-${diner}` })),
        );
        return answers.map((answer) => (answer.status === 'fulfilled' ? 'HELD' : asAppError(answer.reason)?.code));
      });
    expect(new Set(await codes(opensMs - 1))).toEqual(new Set(['SLOT_NOT_OPEN_YET']));
    // The same key again: a refusal is not remembered as the answer.
    const after = await codes(opensMs);
    expect(after.filter((code) => code === 'HELD')).toHaveLength(1);
    expect(after.filter((code) => code === 'SLOT_TAKEN')).toHaveLength(39);
    expect(await granulesThatDisagree(client, id)).toBe(0);
  });
});

describe('the row of a rule', () => {
  it('is refused by the database where it would be none', async () => {
    const wrong = [
      { openingKind: 'monthly' as const },
      { openingKind: 'monthly' as const, openingDay: 29 },
      { openingKind: 'monthly' as const, openingDay: 0 },
      { openingKind: 'rolling' as const, openingDay: 1 },
      { openingKind: 'weekly' as never },
      { openingMinute: 1440 },
      { openingMinute: -1 },
    ];
    for (const restaurant of wrong) await expect(makeRestaurant(client, { restaurant })).rejects.toThrow();
    await expect(makeRestaurant(client, { restaurant: monthly })).resolves.toBeDefined();
  });

  it('says the same to whoever reads it: the row of a new restaurant opens at midnight, day by day', async () => {
    const { id } = await makeRestaurant(client, { restaurant: { bookingWindowDays: 5 } });
    const calendar = { opening: { kind: 'rolling' as const, daysAhead: 5, minute: 0 }, timeZone: 'Asia/Seoul' };
    const serviceDate = dateIn(7);
    const opensMs = opensAtMs(calendar, serviceDate);
    expect(new Date(opensMs).toISOString()).toMatch(/T15:00:00.000Z$/);
    const diner = await makeUser(client);
    const early = await at(opensMs - 1, (ctx) => holdAs(ctx, diner, id, { serviceDate })).catch(asAppError);
    expect(early).toMatchObject({ code: 'SLOT_NOT_OPEN_YET' });
    expect(await at(opensMs, (ctx) => holdAs(ctx, diner, id, { serviceDate }))).toMatchObject({ status: 'HELD' });
  });
});
