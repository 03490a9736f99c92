import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { bookableSlots } from '@/server/domain/availability/availability';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { weekdayOf } from '@/server/domain/shared/time';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, table, unique } from '@/tests/support/factories';
import { countStatements } from '@/tests/support/statements';
import type { ServiceContext } from '../context';
import { holdTable } from '../reservation';
import { loadSetups, type SearchItem, searchRestaurants } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);
const at = { date, minute: 1140, party: 2 };

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

/** Every page of a search, in order. */
async function all(input: Parameters<typeof searchRestaurants>[1]): Promise<SearchItem[]> {
  const items: SearchItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchRestaurants(ctx, { ...input, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

const hold = async (restaurantId: RestaurantId, minute: number, party: number) =>
  holdTable(as(ctx, await makeUser(client)), {
    restaurantId,
    serviceDate: date,
    minute,
    party,
    commandKey: unique('command-'),
  });

describe('searching a city', () => {
  it('a page is full if there are that many, however many better ranked ones cannot serve such a wish', async () => {
    const area = unique();
    const owner = await makeUser(client);
    const whole = { serviceDate: date, fromMinute: 0, toMinute: 2880 };
    const unable: Parameters<typeof makeRestaurant>[1][] = [
      { periods: [] },
      { periods: [{ ...evening, opensMinute: 600, lastSeatingMinute: 720 }] },
      { periods: [{ ...evening, weekdays: 0b1111111 & ~(1 << (weekdayOf(date) - 1)) }] },
      { restaurant: { bookingWindowDays: 5 } },
      { restaurant: { maxParty: 1 } },
      { restaurant: { pacingCovers: 1 } },
      { closures: [whole] },
      { tables: [table(1, 1)] },
      { specialPeriods: [{ serviceDate: date, periodNo: 1, name: '잔치', opensMinute: 600, lastSeatingMinute: 660 }] },
    ];
    const make = (rank: number, overrides: Parameters<typeof makeRestaurant>[1] = {}) =>
      makeRestaurant(client, {
        ownerId: owner,
        tables: [table(1, 2)],
        ...overrides,
        restaurant: { district: area, rank, ...overrides.restaurant },
      });
    for (let round = 0; round < 5; round++) await Promise.all(unable.map((overrides) => make(9, overrides)));
    const able = await Promise.all(Array.from({ length: 12 }, () => make(1)));
    const special = await make(1, {
      periods: [],
      specialPeriods: [{ serviceDate: date, periodNo: 1, name: '잔치', opensMinute: 1140, lastSeatingMinute: 1140 }],
    });
    const first = await searchRestaurants(ctx, { ...at, area, limit: 10 });
    expect(first.items).toHaveLength(10);
    expect(new Set((await all({ ...at, area, limit: 10 })).map((item) => item.id))).toEqual(
      new Set([...able, special].map((one) => one.id)),
    );
  });

  it('what the database passes over is exactly what has no times: the same search without it finds the same', async () => {
    const area = unique();
    const owner = await makeUser(client);
    for (let made = 0; made < 24; made++) {
      await makeRestaurant(client, {
        ownerId: owner,
        restaurant: {
          district: area,
          timeZone: ['Asia/Seoul', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York'][made % 4]!,
          bookingWindowDays: made % 3,
          minNoticeMinutes: [0, 120, 1440][made % 3]!,
        },
        periods: [
          { ...evening, opensMinute: [0, 660, 1380][made % 3]!, lastSeatingMinute: [300, 900, 1620][made % 3]! },
        ],
        tables: [table(1, 2)],
      });
    }
    let found = 0;
    for (const [minute, days] of [...Array(40).keys()].map((n) => [(n * 181) % 2160, n % 4] as const)) {
      const wish = { area, minute, party: 2, date: dateIn(days) };
      const browsed = (await all(wish)).map((item) => [item.id, item.slots]);
      const [rows] = await client.pool.query<RowDataPacket[]>('SELECT id FROM restaurants WHERE district = ?', [area]);
      const setups = await loadSetups(
        client.scripts,
        rows.map((row) => row.id),
      );
      const expected = [...setups.values()].filter((setup) =>
        bookableSlots(setup, [], wish.date, 2, Date.now()).some((slot) => Math.abs(slot.minute - minute) <= 120),
      );
      expect(new Set(browsed.map(([id]) => id))).toEqual(new Set(expected.map((setup) => setup.id)));
      found += browsed.length;
    }
    expect(found).toBeGreaterThan(40);
  });

  it('sends a handful of statements, however many restaurants it shows or passes over', async () => {
    const area = unique();
    const owner = await makeUser(client);
    const counted = countStatements(client);
    const cold = () => makeContext(client);
    const statements = async (input: object, context = cold()) => {
      const before = counted.count();
      await searchRestaurants(context, { ...at, area, ...input });
      return counted.count() - before;
    };
    const counts: number[] = [];
    for (const round of [1, 60]) {
      await Promise.all(
        Array.from({ length: round }, () =>
          makeRestaurant(client, {
            ownerId: owner,
            restaurant: { district: area },
            tables: [table(1, 2)],
            policy: null,
          }),
        ),
      );
      const { items } = await searchRestaurants(cold(), { ...at, area, limit: 50 });
      for (const item of items.slice(0, 20)) await hold(item.id, 1140, 2);
      counts.push(await statements({ limit: 50 }), await statements({ text: area.slice(1), limit: 50 }));
    }
    counted.stop();
    // A batch: the walk, one script of eight for setups, what is taken. Text adds two looks at how common it is.
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * (1 + 8 + 1) + 2);
    expect(counts[0]).toBeGreaterThanOrEqual(2);
  });

  it('asks again only for what changed: a second search reads versions alone, and then one day', async () => {
    const area = unique();
    const made = await Promise.all(
      Array.from({ length: 6 }, () => makeRestaurant(client, { restaurant: { district: area }, policy: null })),
    );
    for (const { id } of made) await hold(id, 1140, 2);
    const counted = countStatements(client);
    const warm = makeContext(client);
    const sent = async () => {
      const before = counted.texts.length;
      await searchRestaurants(warm, { ...at, area });
      return counted.texts.slice(before);
    };
    await sent();
    expect(await sent()).toHaveLength(1);
    await hold(made[3]!.id, 1140, 2);
    const again = await sent();
    expect(again).toHaveLength(2);
    expect(again[1]!.match(/\('rst_/g)).toHaveLength(1);
    counted.stop();
  });
});

const evening = {
  periodNo: 1,
  name: '저녁',
  nameEn: 'Evening',
  weekdays: 0b1111111,
  opensMinute: 1080,
  lastSeatingMinute: 1200,
};
