import { eq } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { reservations, restaurants } from '@/db/schema';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dayOfMonth, instantOf } from '@/server/domain/shared/time';
import { workerDatabase } from '@/tests/support/database';
import {
  as,
  dateIn,
  type MadeRestaurant,
  makeContext,
  makeRestaurant,
  makeUser,
  type RestaurantOverrides,
  unique,
} from '@/tests/support/factories';
import { beginHold, somebodyWaits } from '@/tests/support/in-flight';
import type { ServiceContext } from '../context';
import { cancelReservation, holdTable } from '../reservation';
import { getAvailability } from '../restaurant';
import { getServiceDay, getSettings, saveHours, savePolicy } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(7);
const inFlight = { serviceDate: date, tableId: 1, party: 2 };

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

/** The settings as a form would send them back. */
async function formOf(made: MadeRestaurant & { owner: ServiceContext }) {
  const { hours, floor, policy, configVersion } = await getSettings(made.owner, { restaurantId: made.id });
  const edit = { restaurantId: made.id, expectedConfigVersion: configVersion };
  return { hours: { ...edit, ...hours }, floor: { ...edit, ...floor }, policy: { ...edit, ...policy } };
}

describe('hours', () => {
  it('what is saved is read back, moves the version by one and counts for the next search', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    const changed = {
      ...hours,
      periods: [
        { name: '점심', nameEn: 'Lunch', weekdays: [1, 2, 3, 4, 5, 6, 7], opensMinute: 690, lastSeatingMinute: 750 },
        { name: '심야', nameEn: null, weekdays: [5, 6], opensMinute: 1320, lastSeatingMinute: 1530 },
      ],
      turnTimes: [
        { partyMax: 2, minutes: 90 },
        { partyMax: 8, minutes: 150 },
      ],
      pacingCovers: 12,
      maxParty: 6,
      holdMinutes: 10,
      minNoticeMinutes: 30,
      opening: { kind: 'rolling' as const, daysAhead: 20, minute: 600 },
    };
    expect(await saveHours(made.owner, changed)).toEqual({ configVersion: 2 });
    const { hours: read } = await formOf(made);
    expect(read).toEqual({ ...changed, expectedConfigVersion: 2 });
    const free = await minutesFree(made.id);
    expect(free.slice(0, 3)).toEqual([690, 720, 750]);
  });

  it('an edit that began before somebody else’s save is refused and changes nothing', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    await saveHours(made.owner, { ...hours, maxParty: 5 });
    await expect(saveHours(made.owner, { ...hours, maxParty: 7 })).rejects.toMatchObject({
      code: 'STALE_EDIT',
      details: { configVersion: 2 },
    });
    const both = await Promise.allSettled(
      [4, 6].map((maxParty) => saveHours(made.owner, { ...hours, expectedConfigVersion: 2, maxParty })),
    );
    expect(both.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await formOf(made)).hours.expectedConfigVersion).toBe(3);
  });

  it('every problem is told at once, where it is, and nothing is written', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    const period = { name: '밤', weekdays: [1], opensMinute: 1080, lastSeatingMinute: 1200 };
    const refused = saveHours(made.owner, {
      ...hours,
      periods: [
        period,
        { ...period, name: '', opensMinute: 1085 },
        { ...period, weekdays: [2], lastSeatingMinute: 2100 },
        { ...period, weekdays: [3], opensMinute: 600, lastSeatingMinute: 540 },
        { ...period, weekdays: [3], opensMinute: 60, lastSeatingMinute: 90 },
      ],
      turnTimes: [
        { partyMax: 8, minutes: 120 },
        { partyMax: 8, minutes: 5 },
      ],
      holdMinutes: 0,
      pacingCovers: 2,
    });
    await expect(refused).rejects.toMatchObject({ code: 'HOURS_INVALID' });
    const { problems } = (await refused.catch((error) => error)).details;
    expect(problems).toEqual(
      expect.arrayContaining([
        { field: 'periods', index: 1, problem: 'no-name' },
        { field: 'periods', index: 1, problem: 'off-grid' },
        { field: 'periods', index: 1, problem: 'overlap' },
        { field: 'periods', index: 2, problem: 'runs-into-next-day' },
        { field: 'periods', index: 3, problem: 'order' },
        { field: 'turnTimes', index: 1, problem: 'twice' },
        { field: 'turnTimes', index: 1, problem: 'range' },
        { field: 'holdMinutes', problem: 'range' },
        { field: 'pacingCovers', problem: 'below-max-party' },
      ]),
    );
    expect((await formOf(made)).hours).toEqual(hours);
  });

  it('a rule that opens a month at once is read back and counts; days ahead stay for the way back', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    const opening = { kind: 'monthly' as const, dayOfMonth: 28, minute: 720 };
    expect(await saveHours(made.owner, { ...hours, opening })).toEqual({ configVersion: 2 });
    expect((await formOf(made)).hours.opening).toEqual(opening);
    const [row] = await client.db.select().from(restaurants).where(eq(restaurants.id, made.id));
    expect(row).toMatchObject({ openingKind: 'monthly', openingDay: 28, openingMinute: 720, bookingWindowDays: 60 });
    const far = dayOfMonth(dateIn(0), 3, 10);
    const { closed } = await getAvailability(ctx, { restaurantId: made.id, date: far, party: 2 });
    expect(closed).toMatchObject({ why: 'not-yet', opensAtMs: instantOf(dayOfMonth(far, -1, 28), 720, 'Asia/Seoul') });
    await expect(saveHours(made.owner, { ...hours, opening })).rejects.toMatchObject({ code: 'STALE_EDIT' });
    for (const [wrong, field] of [
      [{ ...opening, dayOfMonth: 29 }, 'dayOfMonth'],
      [{ ...opening, minute: 1440 }, 'openingMinute'],
      [{ kind: 'rolling' as const, daysAhead: 0, minute: 0 }, 'daysAhead'],
    ] as const) {
      await expect(saveHours(made.owner, { ...hours, expectedConfigVersion: 2, opening: wrong })).rejects.toMatchObject(
        { code: 'HOURS_INVALID', details: { problems: [{ field, problem: 'range' }] } },
      );
    }
  });

  it('a narrower window refuses new bookings of the days it leaves, and touches none that exist', async () => {
    const made = await make();
    const { reservationId } = await book(made.id);
    const rowOf = async () =>
      (await client.db.select().from(reservations).where(eq(reservations.id, reservationId)))[0];
    const before = await rowOf();
    const { hours } = await formOf(made);
    await saveHours(made.owner, { ...hours, opening: { kind: 'rolling', daysAhead: 3, minute: 0 } });
    expect(await rowOf()).toEqual(before);
    const { bookings } = await getServiceDay(made.owner, { restaurantId: made.id, date });
    expect(bookings.map((booking) => booking.id)).toEqual([reservationId]);
    await expect(book(made.id, 720)).rejects.toMatchObject({
      code: 'SLOT_NOT_OPEN_YET',
      details: { opensAt: new Date(instantOf(addDays(date, -3), 0, 'Asia/Seoul')!).toISOString() },
    });
  });

  it('whoever waits for a day hears that it opens at another time; other edits do not reach so far', async () => {
    const made = await make();
    const far = dateIn(300);
    const versionOf = async () => (await getAvailability(ctx, { restaurantId: made.id, date: far, party: 2 })).version;
    const { hours } = await formOf(made);
    await saveHours(made.owner, { ...hours, maxParty: 5 });
    expect(await versionOf()).toBe(0);
    const opening = { kind: 'rolling' as const, daysAhead: 299, minute: 600 };
    await saveHours(made.owner, { ...hours, expectedConfigVersion: 2, opening });
    expect(await versionOf()).toBeGreaterThan(0);
  });

  it('the slot length stays while a booking is coming, and can change when there is none', async () => {
    const made = await make();
    const { reservationId, diner } = await book(made.id);
    const { hours } = await formOf(made);
    const hourly = { ...hours, slotMinutes: 60 };
    await expect(saveHours(made.owner, hourly)).rejects.toMatchObject({
      code: 'GRID_IN_USE',
      details: { bookings: 1, lastDate: date },
    });
    await saveHours(made.owner, { ...hours, maxParty: 4 });
    await cancelReservation(diner, { reservationId, expectedRefundMinor: 0 });
    await saveHours(made.owner, { ...hourly, expectedConfigVersion: 2 });
    expect((await minutesFree(made.id)).every((minute) => minute % 60 === 0)).toBe(true);
  });

  it('without the day’s lock a hold being written is not seen, and ends up on a grid that is gone', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    const flight = await beginHold(
      client,
      { ...inFlight, restaurantId: made.id, userId: made.ownerId },
      { lock: false },
    );
    await saveHours(made.owner, { ...hours, slotMinutes: 60 });
    await flight.commit();
    const { hours: after } = await formOf(made);
    const { bookings } = await getServiceDay(made.owner, { restaurantId: made.id, date });
    expect(bookings[0]!.startMinute % after.slotMinutes).not.toBe(0);
  });

  it('with it, changing the slot length waits for a hold being written, and is then refused', async () => {
    const made = await make();
    const { hours } = await formOf(made);
    const flight = await beginHold(
      client,
      { ...inFlight, restaurantId: made.id, userId: made.ownerId },
      { lock: true },
    );
    const outcome = saveHours(made.owner, { ...hours, slotMinutes: 60 }).catch((error) => error.code);
    await somebodyWaits(client);
    await flight.commit();
    expect(await outcome).toBe('GRID_IN_USE');
    expect((await formOf(made)).hours).toEqual(hours);
  });
});

describe('terms', () => {
  it('count for bookings made from then on; earlier ones keep theirs', async () => {
    const made = await make();
    const before = await book(made.id, 720);
    const { policy } = await formOf(made);
    expect(policy).toMatchObject({ depositKind: 'none' });
    await savePolicy(made.owner, { ...policy, ...TERMS });
    const after = await book(made.id, 1140, 3);
    expect([before.depositMinor, after.depositMinor]).toEqual([0, 15_000]);
    expect((await formOf(made)).policy).toMatchObject(TERMS);
    const [[row]] = await client.pool.query<RowDataPacket[]>('SELECT policy FROM reservations WHERE id = ?', [
      before.reservationId,
    ]);
    expect(JSON.parse(typeof row!.policy === 'string' ? row!.policy : JSON.stringify(row!.policy)).tiers).toEqual([]);
  });

  it('exceptions decide by time and party from the moment they are saved; one that never counts is refused by its place', async () => {
    const made = await make();
    const dinner = { weekdays: [], fromMinute: 1_080, toMinute: 1_261, partyFrom: 2, partyTo: null };
    const rule = { ...dinner, kind: 'per_booking' as const, amountMinor: 7_000 };
    const { policy } = await formOf(made);
    await savePolicy(made.owner, { ...policy, ...TERMS, rules: [rule] });
    const [lunch, evening] = [await book(made.id, 720, 3), await book(made.id, 1_140, 3)];
    expect([lunch.depositMinor, evening.depositMinor]).toEqual([15_000, 7_000]);
    expect((await formOf(made)).policy.rules).toEqual([rule]);
    const again = await formOf(made);
    await expect(
      savePolicy(made.owner, { ...again.policy, rules: [rule, { ...rule, partyFrom: 4 }] }),
    ).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      details: { problems: [{ field: 'rules', index: 1, problem: 'unreachable' }] },
    });
  });

  it('a refund that would rise towards the start, or a deposit out of range, is refused by field', async () => {
    const made = await make();
    const { policy } = await formOf(made);
    const problemsOf = (terms: object) =>
      savePolicy(made.owner, { ...policy, ...TERMS, ...terms }).then(
        () => [],
        (error) => [
          error.code,
          ...error.details.problems.map((one: { field: string; problem: string }) => `${one.field}:${one.problem}`),
        ],
      );
    expect(
      await problemsOf({
        tiers: [
          { hoursBefore: 3, refundPercent: 100 },
          { hoursBefore: 24, refundPercent: 50 },
        ],
      }),
    ).toEqual(['POLICY_INVALID', 'tiers:rising']);
    expect(await problemsOf({ depositMinor: 50, graceMinutes: -1 })).toEqual([
      'POLICY_INVALID',
      'depositMinor:minimum',
      'graceMinutes:range',
    ]);
    expect(await problemsOf({ depositMinor: 2_000_000_000 })).toEqual(['POLICY_INVALID', 'depositMinor:range']);
    expect(await problemsOf({ depositKind: 'none', depositMinor: -5 })).toEqual([]);
  });
});

const TERMS = {
  depositKind: 'per_person' as const,
  depositMinor: 5_000,
  depositFromParty: 2,
  tiers: [{ hoursBefore: 24, refundPercent: 100 }],
  graceMinutes: 30,
};
