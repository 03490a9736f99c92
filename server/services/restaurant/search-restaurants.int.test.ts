import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { instantOf } from '@/server/domain/shared/time';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, makeUsers, table, unique } from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { holdTable } from '../reservation';
import { type SearchItem, searchRestaurants } from './index';

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

describe('searching restaurants', () => {
  it('shows up to five bookable times around the wanted one, in order, and what the party pays', async () => {
    const area = unique();
    const made = await makeRestaurant(client, { restaurant: { district: area } });
    const { items, nextCursor } = await searchRestaurants(ctx, { ...at, area, party: 3 });
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: made.id, slug: made.slug, status: 'times', depositMinorFor: 30_000 });
    expect(items[0]!.slots.map((slot) => [slot.minute, slot.wanted])).toEqual([
      [1080, false],
      [1110, false],
      [1140, true],
      [1170, false],
      [1200, false],
    ]);
  });

  it('leaves out what is taken: a full time is not offered, and a full evening hides the restaurant from browsing', async () => {
    const area = unique();
    const { id } = await makeRestaurant(client, { restaurant: { district: area }, tables: [table(1, 2)] });
    await hold(id, 1110, 2);
    expect(await all({ ...at, area })).toEqual([]);
    const [byLunch] = await all({ ...at, area, minute: 990 });
    expect(byLunch!.slots.map((slot) => slot.minute)).toEqual([870, 900, 930, 960, 990]);
  });

  it('browsing shows those with exactly the wanted time first, then by rank', async () => {
    const area = unique();
    const make = (rank: number) =>
      makeRestaurant(client, { restaurant: { district: area, rank }, tables: [table(1, 2)], policy: null });
    const [low, high, middle] = [await make(1), await make(9), await make(5)];
    await hold(high.id, 1200, 2);
    const order = async (minute: number) => (await all({ ...at, minute, area })).map((item) => item.id);
    expect(await order(1200)).toEqual([middle.id, low.id, high.id]);
    expect(await order(1080)).toEqual([high.id, middle.id, low.id]);
  });

  it('a search by text tells of a match without times too, and why it has none', async () => {
    const word = unique('말');
    const named = (name: string, overrides: Parameters<typeof makeRestaurant>[1] = {}) =>
      makeRestaurant(client, { ...overrides, restaurant: { name: word + name, ...overrides.restaurant } });
    const full = await named('full', { tables: [table(1, 2)], periods: [evening] });
    await hold(full.id, 1140, 2);
    await named('closed', { closures: [{ serviceDate: date, fromMinute: 0, toMinute: 2880 }] });
    await named('small', { tables: [table(1, 1)] });
    await named('big', { tables: [table(1, 8, { minParty: 5 })] });
    await named('lunch', { periods: [{ ...evening, opensMinute: 660, lastSeatingMinute: 780 }] });
    await named('late', { restaurant: { bookingWindowDays: 3 } });
    const found = await all({ ...at, text: word });
    expect(Object.fromEntries(found.map((item) => [item.name.slice(word.length), item.status]))).toEqual({
      full: 'full',
      closed: 'closed',
      small: 'party-too-large',
      big: 'party-too-small',
      lunch: 'none-near',
      late: 'not-yet',
    });
    const opens = Object.fromEntries(found.map((item) => [item.name.slice(word.length), item.opensAtMs]));
    expect(opens).toMatchObject({ late: instantOf(dateIn(4), 0, 'Asia/Seoul'), full: null, closed: null });
    expect(found.find((item) => item.name.endsWith('lunch'))!.slots.map((slot) => slot.minute)).toEqual([
      660, 690, 720, 750, 780,
    ]);
  });

  it('browsing offers a restaurant from the moment that day opens there', async () => {
    const area = unique();
    const { id } = await makeRestaurant(client, {
      restaurant: { district: area, bookingWindowDays: 7, openingMinute: 600 },
    });
    const opensMs = instantOf(dateIn(0), 600, 'Asia/Seoul')!;
    const found = async (nowMs: number) =>
      (await searchRestaurants({ ...ctx, nowMs: () => nowMs }, { ...at, area })).items.map((item) => item.id);
    expect(await found(opensMs - 1)).toEqual([]);
    expect(await found(opensMs)).toEqual([id]);
  });

  it('names that begin with the text come before names that hold it, each found once', async () => {
    const word = unique('쌀');
    const held = await makeRestaurant(client, { restaurant: { name: `시장 ${word} 식당 ${word}`, rank: 9 } });
    const begins = await makeRestaurant(client, { restaurant: { name: `${word} 식당`, rank: 1 } });
    const english = await makeRestaurant(client, {
      restaurant: { name: '다른 이름', nameEn: `${word} Bistro`, rank: 2 },
    });
    expect((await all({ ...at, text: word })).map((item) => item.id)).toEqual([english.id, begins.id, held.id]);
  });

  it('text is found whatever its case, spaces, accents, punctuation or composition', async () => {
    const word = unique();
    const { id } = await makeRestaurant(client, {
      restaurant: { name: `카페 ${word}`, nameEn: `Café d’${word} (2F)` },
    });
    for (const text of [`CAFE D'${word.toUpperCase()}`, `페${word}`, `카페 ${word}`.normalize('NFD'), `${word}2f`]) {
      expect((await all({ ...at, text })).map((item) => item.id)).toEqual([id]);
    }
    expect(await all({ ...at, text: '!?' })).toEqual([]);
    expect(await all({ ...at, text: `${word}%` })).toHaveLength(1);
    expect(await all({ ...at, text: `%${word}_` })).toHaveLength(1);
  });

  it('pages hold every restaurant once, in the order of one large page', async () => {
    const area = unique();
    const word = unique('쪽');
    const made = await Promise.all(
      Array.from({ length: 23 }, (_, index) =>
        makeRestaurant(client, {
          restaurant: {
            district: area,
            rank: index % 4,
            name: index % 3 === 0 ? `${word} ${index}` : `${index} ${word}`,
          },
          ...(index % 5 === 0 && { closures: [{ serviceDate: date, fromMinute: 0, toMinute: 2880 }] }),
        }),
      ),
    );
    const browsed = await all({ ...at, area, limit: 4 });
    expect(browsed.map((item) => item.id)).toEqual((await all({ ...at, area, limit: 50 })).map((item) => item.id));
    expect(browsed).toHaveLength(18);
    const searched = await all({ ...at, text: word, limit: 4 });
    expect(searched.map((item) => item.id)).toEqual(
      (await all({ ...at, text: word, limit: 50 })).map((item) => item.id),
    );
    expect(new Set(searched.map((item) => item.id))).toEqual(new Set(made.map((one) => one.id)));
  });

  it('filters by district, neighbourhood and cuisine; drafts are never found', async () => {
    const area = unique();
    const inArea = (restaurant: object) => makeRestaurant(client, { restaurant: { district: area, ...restaurant } });
    const cuisine = unique('c');
    const sushi = await inArea({ cuisine, neighbourhood: 'yeonnam' });
    await inArea({ cuisine: 'bar' });
    await inArea({ cuisine, status: 'draft' });
    await makeRestaurant(client, { restaurant: { cuisine, district: unique() } });
    expect((await all({ ...at, area, cuisine })).map((item) => item.id)).toEqual([sushi.id]);
    expect((await all({ ...at, area: 'yeonnam', cuisine })).map((item) => item.id)).toEqual([sushi.id]);
    expect(await all({ ...at, cuisine })).toHaveLength(2);
  });

  it('what diners took a moment ago is no longer found', async () => {
    const area = unique();
    const { id } = await makeRestaurant(client, {
      restaurant: { district: area },
      tables: Array.from({ length: 3 }, (_, index) => table(index + 1, 2)),
      policy: null,
    });
    const diners = await makeUsers(client, 5);
    const outcomes = await Promise.allSettled(
      diners.map((diner) =>
        holdTable(as(ctx, diner), {
          restaurantId: id,
          serviceDate: date,
          minute: 1140,
          party: 2,
          commandKey: unique('k-'),
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3);
    const [item] = await all({ ...at, area, minute: 1020 });
    expect(item!.slots.find((slot) => slot.minute === 1050)).toBeUndefined();
    expect(item!.slots.find((slot) => slot.wanted)).toMatchObject({ minute: 1020, left: 3 });
  });

  it('refuses a date that is none or over everywhere, and a cursor that is none', async () => {
    for (const bad of ['2026-02-30', 'tomorrow', dateIn(-2), '12026-01-01']) {
      await expect(searchRestaurants(ctx, { ...at, date: bad })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'date' },
      });
    }
    for (const cursor of ['x', 'bnVsbA', Buffer.from('["prefix",1,"a"]').toString('base64url')]) {
      await expect(searchRestaurants(ctx, { ...at, cursor })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'cursor' },
      });
    }
    await expect(searchRestaurants(ctx, { ...at, party: 0 })).rejects.toThrow();
    await expect(searchRestaurants(ctx, { ...at, minute: -30 })).rejects.toThrow();
    expect(await all({ ...at, area: "'; drop table users; --" })).toEqual([]);
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
