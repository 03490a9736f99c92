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
  unique,
} from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { holdTable } from '../reservation';
import { getAvailability } from '../restaurant';
import { closeDay, getServiceDay, getSettings, reopenDay, saveSpecialDay } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

const make = async (overrides: RestaurantOverrides = {}) => {
  const made = await makeRestaurant(client, { policy: null, ...overrides });
  return { ...made, owner: as(ctx, made.ownerId) };
};

async function book(restaurantId: RestaurantId, minute = 1140, party = 2, serviceDate = date) {
  const diner = as(ctx, await makeUser(client));
  const answer = await holdTable(diner, { restaurantId, serviceDate, minute, party, commandKey: unique('command-') });
  return { ...answer, diner };
}

const minutesFree = async (restaurantId: RestaurantId, party = 2, on = date) =>
  (await getAvailability(ctx, { restaurantId, date: on, party })).slots.map((slot) => slot.minute);

describe('closing days', () => {
  it('a closed day offers nothing and refuses holds, keeps its bookings and counts them; reopening brings the day back', async () => {
    const made = await make();
    await book(made.id);
    const open = await minutesFree(made.id);
    const closed = await closeDay(made.owner, {
      restaurantId: made.id,
      serviceDate: date,
      reason: '공사',
      reasonEn: 'Works',
    });
    expect(closed).toEqual({ closingId: null, configVersion: 2, dayVersion: 2, liveBookings: 1, inClosedPart: 1 });
    const day = await getAvailability(ctx, { restaurantId: made.id, date, party: 2 });
    expect(day).toMatchObject({
      slots: [],
      grid: [],
      version: 2,
      closed: { why: 'closed', reason: '공사', reasonEn: 'Works' },
    });
    await expect(book(made.id)).rejects.toMatchObject({ code: 'DAY_CLOSED' });
    expect((await getServiceDay(made.owner, { restaurantId: made.id, date })).bookings).toHaveLength(1);
    expect(await minutesFree(made.id, 2, dateIn(8))).not.toEqual([]);

    const reopened = await reopenDay(made.owner, { restaurantId: made.id, serviceDate: date });
    expect(reopened).toMatchObject({ configVersion: 3, dayVersion: 3, liveBookings: 1, inClosedPart: 0 });
    expect(await minutesFree(made.id)).toEqual(open);
  });

  it('a part of a day is closed up to its end, which is open again', async () => {
    const made = await make();
    await book(made.id, 720);
    const change = await closeDay(made.owner, {
      restaurantId: made.id,
      serviceDate: date,
      fromMinute: 1020,
      toMinute: 1140,
    });
    expect(change).toMatchObject({ liveBookings: 1, inClosedPart: 0 });
    const free = await minutesFree(made.id);
    expect(free.filter((minute) => minute >= 990)).toEqual([990, 1140, 1170, 1200]);
    await closeDay(made.owner, { restaurantId: made.id, serviceDate: date, fromMinute: 660, toMinute: 690 });
    await reopenDay(made.owner, { restaurantId: made.id, serviceDate: date, fromMinute: 1020 });
    expect(await minutesFree(made.id)).toEqual(
      [690, ...Array.from({ length: 17 }, (_, index) => 720 + index * 30)].slice(0, 18),
    );
  });

  it('refuses a day that is over, what is no date, and an empty part', async () => {
    const { owner, id: restaurantId } = await make();
    for (const serviceDate of [dateIn(-3), '2026-02-31', 'x']) {
      await expect(closeDay(owner, { restaurantId, serviceDate })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await expect(
      closeDay(owner, { restaurantId, serviceDate: date, fromMinute: 600, toMinute: 600 }),
    ).rejects.toThrow();
  });

  it('a special day has its own hours and no others until it is given back', async () => {
    const made = await make();
    const feast = { name: '잔치', nameEn: 'Feast', opensMinute: 600, lastSeatingMinute: 660 };
    const save = (periods: object[], expectedConfigVersion: number) =>
      saveSpecialDay(made.owner, {
        restaurantId: made.id,
        expectedConfigVersion,
        serviceDate: date,
        periods: periods as never,
      });
    await save([feast], 1);
    expect(await minutesFree(made.id)).toEqual([600, 630, 660]);
    expect((await getSettings(made.owner, { restaurantId: made.id })).specialDays).toEqual([
      { serviceDate: date, periods: [feast] },
    ]);
    await expect(save([], 1)).rejects.toMatchObject({ code: 'STALE_EDIT' });
    await expect(
      save(
        [
          { ...feast, opensMinute: 605 },
          { ...feast, lastSeatingMinute: 2100 },
        ],
        2,
      ),
    ).rejects.toMatchObject({
      code: 'HOURS_INVALID',
      details: {
        problems: [
          { field: 'periods', index: 0, problem: 'off-grid' },
          { field: 'periods', index: 1, problem: 'overlap' },
          { field: 'periods', problem: 'runs-into-next-day', serviceDate: date },
        ],
      },
    });
    await save([], 2);
    expect(await minutesFree(made.id)).toHaveLength(19);
  });
});
