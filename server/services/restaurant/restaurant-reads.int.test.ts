import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { menuItems } from '@/db/schema';
import { dayOfMonth, instantOf } from '@/server/domain/shared/time';
import { newId } from '@/server/infra/ids';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, EVERY_DAY, makeContext, makeRestaurant, makeUser, table, unique } from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { cancelReservation, holdTable } from '../reservation';
import { getAvailability, getRestaurant, getWeek } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

const hold = async (restaurantId: Parameters<typeof holdTable>[1]['restaurantId'], minute: number, party = 2) => {
  const diner = as(ctx, await makeUser(client));
  return {
    diner,
    ...(await holdTable(diner, { restaurantId, serviceDate: date, minute, party, commandKey: unique('command-') })),
  };
};

describe('a restaurant’s page', () => {
  it('has its texts, menu, floor, hours, coming changes, terms and limits', async () => {
    const made = await makeRestaurant(client, {
      restaurant: { nameEn: 'Page', story: '이야기', holdTtlMs: 300_000, tags: ['counter', 'quiet'] },
      tables: [table(1, 2), table(2, 4), table(3, 9, { active: false })],
      joins: [[1, 2]],
      periods: [{ ...EVERY_DAY, weekdays: 0b0000010 }],
      closures: [
        { serviceDate: dateIn(3), fromMinute: 0, toMinute: 2880, reason: '쉬어요', reasonEn: 'A day off' },
        { serviceDate: dateIn(-3), fromMinute: 0, toMinute: 2880 },
        { serviceDate: dateIn(90), fromMinute: 0, toMinute: 2880 },
      ],
      specialPeriods: [{ serviceDate: dateIn(5), periodNo: 1, name: '잔치', opensMinute: 600, lastSeatingMinute: 660 }],
    });
    const item = (position: number, section: string) => ({
      restaurantId: made.id,
      position,
      section,
      name: `요리 ${position}`,
      priceMinor: 9_000,
    });
    await client.db.insert(menuItems).values([item(1, '밥'), item(2, '밥'), item(3, '술')]);
    const page = await getRestaurant(ctx, { slug: made.slug });
    expect(page).toMatchObject({
      id: made.id,
      name: made.name,
      nameEn: 'Page',
      story: '이야기',
      tags: ['counter', 'quiet'],
    });
    expect(page.menu.map((section) => [section.section, section.items.length])).toEqual([
      ['밥', 2],
      ['술', 1],
    ]);
    expect(page.tables.map((one) => one.tableId)).toEqual([1, 2]);
    expect(page.joins).toEqual([[1, 2]]);
    expect(page.week.map((day) => day.periods.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(page.closures).toMatchObject([{ serviceDate: dateIn(3), wholeDay: true, reasonEn: 'A day off' }]);
    expect(page.specialDays).toMatchObject([{ serviceDate: dateIn(5), periods: [{ opensMinute: 600 }] }]);
    expect(page.policy).toMatchObject({ depositKind: 'per_person', depositMinor: 10_000 });
    expect(page.limits).toMatchObject({
      maxParty: 6,
      holdMinutes: 5,
      slotMinutes: 30,
      timeZone: 'Asia/Seoul',
      currency: 'KRW',
    });
    expect(page.today).toBe(dateIn(0));
  });

  it('does not exist for a draft, nor for an unknown or hostile slug', async () => {
    const draft = await makeRestaurant(client, { restaurant: { status: 'draft' } });
    for (const slug of [draft.slug, unique(), "' or 1=1 -- "]) {
      await expect(getRestaurant(ctx, { slug })).rejects.toMatchObject({ code: 'RESTAURANT_UNKNOWN' });
    }
  });
});

describe('a day’s times', () => {
  it('every start of the day is shown, taken ones as taken, and the version moves with each change', async () => {
    const { id } = await makeRestaurant(client, { tables: [table(1, 2), table(2, 2)] });
    const read = () => getAvailability(ctx, { restaurantId: id, date, party: 2 });
    const before = await read();
    expect(before).toMatchObject({ version: 0, closed: null });
    expect(before.grid).toHaveLength(19);
    expect(before.grid.every((slot) => slot.state === 'free')).toBe(true);

    const first = await hold(id, 1140);
    const after = await read();
    expect(after.version).toBe(1);
    expect(after.grid.find((slot) => slot.minute === 1140)).toMatchObject({ state: 'last', left: 1 });
    await hold(id, 1140);
    const full = await read();
    expect(full.grid.find((slot) => slot.minute === 1140)).toMatchObject({ state: 'taken', left: 0 });
    expect(full.slots.map((slot) => slot.minute)).not.toContain(1140);
    expect(full.slots.map((slot) => slot.minute)).toContain(1020);

    await cancelReservation(first.diner, { reservationId: first.reservationId, expectedRefundMinor: 0 });
    const freed = await read();
    expect(freed.version).toBeGreaterThan(full.version);
    expect(freed.grid.find((slot) => slot.minute === 1140)).toMatchObject({ state: 'last' });
  });

  it('what the grid offers can be held, and what it shows as taken is refused', async () => {
    const { id } = await makeRestaurant(client, { tables: [table(1, 2)], policy: null });
    await hold(id, 1140);
    const { grid } = await getAvailability(ctx, { restaurantId: id, date, party: 2 });
    for (const slot of grid.filter((one) => one.minute >= 1000)) {
      const outcome = await hold(id, slot.minute).then(
        async (held) => {
          await cancelReservation(held.diner, { reservationId: held.reservationId, expectedRefundMinor: 0 });
          return 'held';
        },
        (error) => error.code,
      );
      expect([slot.minute, outcome]).toEqual([slot.minute, slot.state === 'taken' ? 'SLOT_TAKEN' : 'held']);
    }
  });

  it('times that are past, or too soon for the restaurant’s notice, are said to be so', async () => {
    const { id } = await makeRestaurant(client, { restaurant: { minNoticeMinutes: 60 } });
    const noon = { ...ctx, nowMs: () => instantOf(date, 720, 'Asia/Seoul')! };
    const { grid, slots } = await getAvailability(noon, { restaurantId: id, date, party: 2 });
    expect(grid.slice(0, 6).map((slot) => [slot.minute, slot.state])).toEqual([
      [660, 'past'],
      [690, 'past'],
      [720, 'past'],
      [750, 'too-soon'],
      [780, 'free'],
      [810, 'free'],
    ]);
    expect(slots[0]!.minute).toBe(780);
  });

  it('a day without service says why: closed, over, not open for booking yet, or a party it never seats', async () => {
    const { id } = await makeRestaurant(client, {
      restaurant: { bookingWindowDays: 20 },
      closures: [{ serviceDate: date, fromMinute: 0, toMinute: 2880, reason: '김장', reasonEn: 'Kimchi day' }],
    });
    const why = async (on: string, party = 2) =>
      (await getAvailability(ctx, { restaurantId: id, date: on, party })).closed;
    expect(await why(date)).toMatchObject({ why: 'closed', reason: '김장', reasonEn: 'Kimchi day' });
    expect(await why(dateIn(-1))).toMatchObject({ why: 'past' });
    expect(await why(dateIn(25))).toMatchObject({ why: 'not-yet', opensAtMs: instantOf(dateIn(5), 0, 'Asia/Seoul') });
    expect(await why(dateIn(3), 9)).toMatchObject({ why: 'party-too-large', maxParty: 8 });
    expect(await why(dateIn(3))).toBeNull();
  });

  it('a month that opens at once shows its times from that moment on, and says before when it comes', async () => {
    const made = await makeRestaurant(client, {
      restaurant: { openingKind: 'monthly', openingDay: 1, openingMinute: 720 },
    });
    const first = dayOfMonth(dateIn(0), 1, 1);
    const [on, opensMs] = [dayOfMonth(first, 1, 31), instantOf(first, 720, 'Asia/Seoul')!];
    const read = async (nowMs: number) => {
      const then = { ...ctx, nowMs: () => nowMs };
      const day = await getAvailability(then, { restaurantId: made.id, date: on, party: 2 });
      const [summary] = await getWeek(then, { restaurantId: made.id, from: on, days: 1, party: 2 });
      const page = await getRestaurant(then, { slug: made.slug });
      return { day, summary, page };
    };
    const before = await read(opensMs - 1);
    expect(before.day).toMatchObject({
      nowMs: opensMs - 1,
      slots: [],
      grid: [],
      closed: { why: 'not-yet', opensAtMs: opensMs },
    });
    expect(before.summary).toMatchObject({ state: 'not-yet', opensAtMs: opensMs });
    expect(before.page.lastDay).toBe(dayOfMonth(first, 0, 31));
    expect(before.page.limits.opening).toEqual({ kind: 'monthly', dayOfMonth: 1, minute: 720 });
    const after = await read(opensMs);
    expect(after.day.closed).toBeNull();
    expect(after.day.slots).toHaveLength(19);
    expect(after.summary).toMatchObject({ state: 'open', freeSlots: 19 });
    expect(after.page.lastDay).toBe(on);
  });

  it('refuses what is no date, no party or no restaurant', async () => {
    const { id } = await makeRestaurant(client);
    const draft = await makeRestaurant(client, { restaurant: { status: 'draft' } });
    const read = (input: object) => getAvailability(ctx, { restaurantId: id, date, party: 2, ...input });
    await expect(read({ date: '2026-13-01' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'date' },
    });
    for (const party of [0, -1, 1.5, Number.NaN]) await expect(read({ party })).rejects.toThrow();
    await expect(read({ restaurantId: 'rst_x' })).rejects.toThrow();
    for (const restaurantId of [newId('restaurant'), draft.id]) {
      await expect(read({ restaurantId })).rejects.toMatchObject({ code: 'RESTAURANT_UNKNOWN' });
    }
  });
});

describe('a run of days', () => {
  it('tells for each how many of its starts are left', async () => {
    const { id } = await makeRestaurant(client, {
      restaurant: { bookingWindowDays: 9 },
      tables: [table(1, 2)],
      periods: [{ ...EVERY_DAY, opensMinute: 1080, lastSeatingMinute: 1140 }],
      policy: null,
      closures: [{ serviceDate: dateIn(8), fromMinute: 0, toMinute: 2880 }],
    });
    await hold(id, 1110);
    expect(await getWeek(ctx, { restaurantId: id, from: dateIn(6), days: 5, party: 2 })).toEqual([
      { date: dateIn(6), state: 'open', freeSlots: 3, totalSlots: 3 },
      { date: dateIn(7), state: 'full', freeSlots: 0, totalSlots: 3 },
      { date: dateIn(8), state: 'closed', freeSlots: 0, totalSlots: 0 },
      { date: dateIn(9), state: 'open', freeSlots: 3, totalSlots: 3 },
      {
        date: dateIn(10),
        state: 'not-yet',
        freeSlots: 0,
        totalSlots: 0,
        opensAtMs: instantOf(dateIn(1), 0, 'Asia/Seoul'),
      },
    ]);
  });

  it('agrees with the day’s own times, day by day', async () => {
    const { id } = await makeRestaurant(client);
    await hold(id, 1140, 4);
    await hold(id, 1140, 4);
    const week = await getWeek(ctx, { restaurantId: id, from: dateIn(0), days: 42, party: 4 });
    expect(week).toHaveLength(42);
    for (const day of week.slice(5, 10)) {
      const { slots } = await getAvailability(ctx, { restaurantId: id, date: day.date, party: 4 });
      expect(slots).toHaveLength(day.freeSlots);
    }
    expect(week[7]!.freeSlots).toBeLessThan(week[8]!.freeSlots);
  });

  it('refuses more than six weeks', async () => {
    const { id } = await makeRestaurant(client);
    await expect(getWeek(ctx, { restaurantId: id, from: date, days: 43, party: 2 })).rejects.toThrow();
    await expect(getWeek(ctx, { restaurantId: id, from: 'x', days: 4, party: 2 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
