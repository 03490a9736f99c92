import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import {
  as,
  dateIn,
  EVERY_DAY,
  makeContext,
  makeRestaurant,
  makeUser,
  type RestaurantOverrides,
  table,
} from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import {
  closeDay,
  getServiceDay,
  getSettings,
  listMyRestaurants,
  listUpcoming,
  reopenDay,
  saveHours,
  savePolicy,
  saveSpecialDay,
  saveTables,
} from './index';

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

describe('who may', () => {
  const verbs: [string, (ctx: ServiceContext, restaurantId: RestaurantId) => Promise<unknown>][] = [
    ['getSettings', (c, restaurantId) => getSettings(c, { restaurantId })],
    ['getServiceDay', (c, restaurantId) => getServiceDay(c, { restaurantId, date })],
    ['listUpcoming', (c, restaurantId) => listUpcoming(c, { restaurantId, from: date, days: 3 })],
    ['closeDay', (c, restaurantId) => closeDay(c, { restaurantId, serviceDate: date })],
    ['reopenDay', (c, restaurantId) => reopenDay(c, { restaurantId, serviceDate: date })],
    [
      'saveSpecialDay',
      (c, restaurantId) => saveSpecialDay(c, { ...edit(restaurantId), serviceDate: date, periods: [] }),
    ],
    ['saveHours', (c, restaurantId) => saveHours(c, { ...edit(restaurantId), ...HOURS })],
    ['saveTables', (c, restaurantId) => saveTables(c, { ...edit(restaurantId), ...FLOOR })],
    ['savePolicy', (c, restaurantId) => savePolicy(c, { ...edit(restaurantId), ...TERMS })],
  ];
  const edit = (restaurantId: RestaurantId) => ({ restaurantId, expectedConfigVersion: 1 });

  it.each(verbs)('%s: another restaurant’s owner finds nothing, and changes nothing', async (_, verb) => {
    const mine = await make();
    const other = await make();
    await expect(verb(other.owner, mine.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(verb(as(ctx, other.ownerId, 'operator'), mine.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(verb(ctx, mine.id)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    expect((await getSettings(mine.owner, { restaurantId: mine.id })).configVersion).toBe(1);
    await verb(mine.owner, mine.id);
  });

  it('staff work the day but do not change the settings', async () => {
    const mine = await make();
    const staff = await makeUser(client);
    await client.pool.query('INSERT INTO memberships VALUES (?, ?, ?, NOW(6))', [staff, mine.id, 'staff']);
    const working = as(ctx, staff, 'staff');
    expect((await listMyRestaurants(working)).map((one) => [one.id, one.role])).toEqual([[mine.id, 'staff']]);
    await getServiceDay(working, { restaurantId: mine.id, date });
    for (const [name, verb] of verbs.filter(([word]) => /^(save|close|reopen)/.test(word))) {
      await expect(verb(working, mine.id), name).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('each sees the restaurants they work for, and only those', async () => {
    const ownerId: UserId = await makeUser(client);
    const [low, high] = [
      await make({ ownerId, restaurant: { rank: 1 } }),
      await make({ ownerId, restaurant: { rank: 2 } }),
    ];
    await make();
    expect((await listMyRestaurants(as(ctx, ownerId))).map((one) => one.id)).toEqual([high.id, low.id]);
    await expect(listMyRestaurants(ctx)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });
});

const HOURS = {
  slotMinutes: 30,
  periods: [{ ...EVERY_DAY, weekdays: [1, 2, 3] }],
  turnTimes: [{ partyMax: 8, minutes: 120 }],
  opening: { kind: 'rolling' as const, daysAhead: 30, minute: 0 },
  minNoticeMinutes: 0,
  pacingCovers: null,
  holdMinutes: 7,
  maxParty: 8,
};
const FLOOR = {
  areas: [{ areaNo: 1, name: '홀', nameEn: null }],
  tables: [{ ...table(1, 4), active: true }],
  joins: [],
};
const TERMS = {
  depositKind: 'per_person' as const,
  depositMinor: 5_000,
  depositFromParty: 2,
  tiers: [{ hoursBefore: 24, refundPercent: 100 }],
  graceMinutes: 30,
};
