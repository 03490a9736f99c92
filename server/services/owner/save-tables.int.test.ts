import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import {
  as,
  dateIn,
  makeContext,
  makeRestaurant,
  makeUser,
  type RestaurantOverrides,
  table,
  unique,
} from '@/tests/support/factories';
import { beginHold, somebodyWaits } from '@/tests/support/in-flight';
import type { ServiceContext } from '../context';
import { cancelReservation, holdTable } from '../reservation';
import { getAvailability } from '../restaurant';
import { getServiceDay, getSettings, saveTables } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

/** A restaurant with the floor as its form holds it, and a way to send it back changed. */
async function make(overrides: RestaurantOverrides = {}) {
  const { id, ownerId } = await makeRestaurant(client, { policy: null, ...overrides });
  const owner = as(ctx, ownerId);
  const read = async () => (await getSettings(owner, { restaurantId: id })).floor;
  type Floor = Awaited<ReturnType<typeof read>>;
  const save = async (change: (floor: Floor) => Partial<Floor>) => {
    const { floor, configVersion } = await getSettings(owner, { restaurantId: id });
    return saveTables(owner, { restaurantId: id, expectedConfigVersion: configVersion, ...floor, ...change(floor) });
  };
  return { id, owner, read, save };
}

async function book(restaurantId: RestaurantId, party: number, minute = 1140) {
  const diner = as(ctx, await makeUser(client));
  const answer = await holdTable(diner, {
    restaurantId,
    serviceDate: date,
    minute,
    party,
    commandKey: unique('command-'),
  });
  return () => cancelReservation(diner, { reservationId: answer.reservationId, expectedRefundMinor: 0 });
}

const without = (tableId: number) => (floor: { tables: { tableId: number }[]; joins: [number, number][] }) => ({
  tables: floor.tables.filter((one) => one.tableId !== tableId) as never,
  joins: floor.joins.filter((join) => !join.includes(tableId)),
});

const withTable = (tableId: number, change: object) => (floor: { tables: { tableId: number }[] }) => ({
  tables: floor.tables.map((one) => (one.tableId === tableId ? { ...one, ...change } : one)) as never,
});

describe('the floor', () => {
  it('is read back as it was saved; new tables get numbers of their own, and joins follow them', async () => {
    const { save, read, id } = await make({ tables: [table(1, 2), table(2, 2)], joins: [[1, 2]] });
    const saved = await save((floor) => ({
      areas: [...floor.areas, { areaNo: 2, name: '마당', nameEn: 'Yard' }],
      tables: [
        ...floor.tables,
        { ...table(-1, 4, { label: 'A', areaNo: 2 }), active: true },
        { ...table(-2, 4, { label: 'B' }), active: true, x: 9 },
      ],
      joins: [...floor.joins, [-1, -2], [-2, 2]],
    }));
    expect(saved).toEqual({
      configVersion: 2,
      numbers: [
        { given: -1, tableId: 3 },
        { given: -2, tableId: 4 },
      ],
    });
    const floor = await read();
    expect(floor.tables.map((one) => [one.tableId, one.label, one.areaNo])).toEqual([
      [1, '1', 1],
      [2, '2', 1],
      [3, 'A', 2],
      [4, 'B', 1],
    ]);
    expect(floor.joins).toEqual([
      [1, 2],
      [2, 4],
      [3, 4],
    ]);
    const { slots } = await getAvailability(ctx, { restaurantId: id, date, party: 8 });
    expect(slots).not.toEqual([]);
  });

  it('a table with coming bookings cannot be removed: the dates are told; out of service it takes nobody new and keeps them', async () => {
    const { save, id, read } = await make({ tables: [table(1, 2)], joins: [] });
    const cancel = await book(id, 2, 720);
    const swapped = () => save(() => ({ tables: [{ ...table(-1, 2), active: true }] }));
    await expect(swapped()).rejects.toMatchObject({
      code: 'TABLE_IN_USE',
      details: { tables: [{ tableId: 1, label: '1', problem: 'removed', dates: [date] }] },
    });
    await save(withTable(1, { active: false }));
    expect((await getAvailability(ctx, { restaurantId: id, date, party: 2 })).slots).toEqual([]);
    await expect(swapped()).rejects.toMatchObject({ code: 'TABLE_IN_USE' });
    await cancel();
    await swapped();
    expect((await read()).tables.map((one) => one.tableId)).toEqual([2]);
  });

  it('the number of a removed table is never given to another while its bookings are remembered', async () => {
    const { save, id, read } = await make({ tables: [table(1, 2), table(2, 4)] });
    await (await book(id, 4))();
    await save(without(2));
    const { numbers } = await save((floor) => ({
      tables: [...floor.tables, { ...table(-7, 6, { label: 'new' }), active: true }],
    }));
    expect(numbers).toEqual([{ given: -7, tableId: 3 }]);
    expect((await read()).tables.map((one) => one.tableId)).toEqual([1, 3]);
    await expect(
      save((floor) => ({ tables: [...floor.tables, { ...table(2, 2, { label: 'again' }), active: true }] })),
    ).rejects.toMatchObject({
      code: 'FLOOR_INVALID',
      details: { problems: [{ field: 'tables', index: 2, problem: 'unknown' }] },
    });
  });

  it('seats may not fall below what coming bookings hold: of a table, of joined tables, of a counter', async () => {
    const seats = (count: number) => ({ seats: count, maxParty: count, minParty: 1 });
    const single = await make({ tables: [table(1, 6)] });
    await book(single.id, 4);
    await expect(single.save(withTable(1, seats(3)))).rejects.toMatchObject({
      details: { tables: [{ problem: 'seats', dates: [date] }] },
    });
    await single.save(withTable(1, seats(4)));

    const joined = await make({ tables: [table(1, 4), table(2, 4)], joins: [[1, 2]] });
    await book(joined.id, 7);
    await expect(joined.save(withTable(2, seats(2)))).rejects.toMatchObject({ code: 'TABLE_IN_USE' });
    await joined.save(withTable(2, seats(3)));

    const counter = await make({ tables: [table(1, 8, { shareable: true, shape: 'counter', maxParty: 3 })] });
    await book(counter.id, 3, 1080);
    await book(counter.id, 2, 1140);
    await book(counter.id, 3, 1200);
    await expect(counter.save(withTable(1, { seats: 4 }))).rejects.toMatchObject({
      details: { tables: [{ problem: 'seats' }] },
    });
    await counter.save(withTable(1, { seats: 5 }));
    await expect(counter.save(withTable(1, { shareable: false }))).rejects.toMatchObject({
      details: { tables: [{ problem: 'sharing' }] },
    });
  });

  it('after any accepted change no table is sold twice: a booked table grown larger stays one party’s', async () => {
    const { save, id } = await make({ tables: [table(1, 2)] });
    await book(id, 2);
    await save(withTable(1, { seats: 6, maxParty: 6 }));
    await expect(book(id, 2)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await expect(book(id, 4, 1080)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
  });

  it('every problem is told at once, where it is', async () => {
    const { save, read } = await make();
    const before = await read();
    const bad = save((floor) => ({
      areas: [...floor.areas, { areaNo: 1, name: ' ', nameEn: null }],
      tables: [
        ...floor.tables,
        { ...table(-1, 4, { label: '1', areaNo: 9 }), active: true, x: 23, w: 3 },
        { ...table(-1, 0, { label: '', minParty: 0, maxParty: 4 }), active: true },
      ],
      joins: [...floor.joins, [2, 1], [3, 4], [3, 3], [3, 77]],
    }));
    await expect(bad).rejects.toMatchObject({ code: 'FLOOR_INVALID' });
    const { problems } = (await bad.catch((error) => error)).details;
    expect(problems).toEqual([
      { field: 'areas', index: 1, problem: 'no-name' },
      { field: 'areas', index: 1, problem: 'twice' },
      { field: 'tables', index: 4, problem: 'label-twice' },
      { field: 'tables', index: 4, problem: 'area-unknown' },
      { field: 'tables', index: 4, problem: 'off-plan' },
      { field: 'tables', index: 5, problem: 'range' },
      { field: 'tables', index: 5, problem: 'number' },
      { field: 'tables', index: 5, problem: 'no-label' },
      { field: 'tables', index: 5, problem: 'party' },
      { field: 'joins', index: 2, problem: 'twice' },
      { field: 'joins', index: 3, problem: 'shared' },
      { field: 'joins', index: 4, problem: 'unknown' },
      { field: 'joins', index: 5, problem: 'unknown' },
    ]);
    expect(await read()).toEqual(before);
  });

  describe('a table is removed while a hold of it is being written', () => {
    const begin = async (lock: boolean) => {
      const made = await make({ tables: [table(1, 2), table(2, 4)] });
      const hold = { restaurantId: made.id, userId: await makeUser(client), serviceDate: date, tableId: 2, party: 4 };
      return { ...made, flight: await beginHold(client, hold, { lock }) };
    };

    it('without the day’s lock the booking ends up with a table that is gone', async () => {
      const { save, read, flight, owner, id } = await begin(false);
      await save(without(2));
      await flight.commit();
      const { bookings } = await getServiceDay(owner, { restaurantId: id, date });
      expect(bookings.map((booking) => booking.tables)).toEqual([[2]]);
      expect((await read()).tables.map((one) => one.tableId)).toEqual([1]);
    });

    it('with it the edit waits, sees the booking and is refused', async () => {
      const { save, read, flight } = await begin(true);
      const outcome = save(without(2)).catch((error) => error.code);
      await somebodyWaits(client);
      await flight.commit();
      expect(await outcome).toBe('TABLE_IN_USE');
      expect((await read()).tables.map((one) => one.tableId)).toEqual([1, 2]);
    });
  });

  it('a floor edit and a hold at the same moment: whatever the order, no booking is left without its table', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, save, read } = await make({ tables: [table(1, 2), table(2, 4, { minParty: 3 })] });
      const [edit, hold] = await Promise.allSettled([save(without(2)), book(id, 4)]);
      const removed = !(await read()).tables.some((one) => one.tableId === 2);
      expect([edit.status, hold.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect(removed).toBe(edit.status === 'fulfilled');
    }
  });
});
