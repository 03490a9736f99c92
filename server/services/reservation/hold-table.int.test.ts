import { and, count, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { occupancy, outbox, payments, reservations, serviceDays } from '@/db/schema';
import { asAppError } from '@/server/domain/shared/errors';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { makeDatabase, workerDatabase } from '@/tests/support/database';
import { dateIn, makeContext, makeRestaurant, makeUser, makeUsers, table, unique } from '@/tests/support/factories';
import { codeOf, granulesThatDisagree, holdAs, ONE_TABLE, type Wish } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { HoldWriter } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
const date = dateIn(5);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});
afterAll(() => client.close());

const hold = (userId: UserId, restaurantId: RestaurantId, wish: Wish = {}, context = ctx) =>
  holdAs(context, userId, restaurantId, wish);

describe('holding a table', () => {
  it('two diners race for the last table: exactly one holds it, the other is told the nearest free times', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const [a, b] = await makeUsers(client, 2);
    // Two writers, as two web processes have.
    const other = makeContext(client);
    const answers = await Promise.allSettled([hold(a!, restaurant.id), hold(b!, restaurant.id, {}, other)]);
    const won = answers.filter((answer) => answer.status === 'fulfilled');
    const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [asAppError(answer.reason)] : []));
    expect(won).toHaveLength(1);
    expect(lost[0]?.code).toBe('SLOT_TAKEN');
    // Two hours from 19:00 are taken: the nearest starts are two hours before, and none after the last seating at 20:00.
    expect(lost[0]?.details.nearest).toMatchObject([{ time: '17:00' }, {}, {}, {}, {}]);
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('what is offered instead is free after the whole batch, not before it', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const [a, b] = await makeUsers(client, 2);
    const answers = await Promise.allSettled([hold(a!, restaurant.id), hold(b!, restaurant.id)]);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [asAppError(answer.reason)] : []));
    const offered = (refused[0]?.details.nearest ?? []) as { minute: number }[];
    expect(offered.map((slot) => slot.minute)).toEqual([1020, 990, 960, 930, 900]);
    expect(await hold(b!, restaurant.id, { minute: offered[0]!.minute })).toMatchObject({ status: 'HELD' });
  });

  it('with locks and checks off, the same race really sells one table twice; the check alone already refuses it', async () => {
    const url = await makeDatabase(unique('race'));
    const unguarded = createDatabase(url, 8);
    try {
      const race = async () => {
        const restaurant = await makeRestaurant(unguarded, ONE_TABLE);
        const diners = await makeUsers(unguarded, 8);
        const contexts = diners.map(() =>
          makeContext(unguarded, { holds: new HoldWriter({ pool: unguarded.writer, newId, locks: false }) }),
        );
        await Promise.allSettled(diners.map((diner, index) => hold(diner, restaurant.id, {}, contexts[index]!)));
        const [sold] = await unguarded.db
          .select({ n: count() })
          .from(reservations)
          .where(and(eq(reservations.restaurantId, restaurant.id), eq(reservations.status, 'HELD')));
        return sold!.n;
      };
      const guardedByCheck: number[] = [];
      for (let round = 0; round < 5; round++) guardedByCheck.push(await race());
      expect(Math.max(...guardedByCheck)).toBe(1);

      await unguarded.pool.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_never_oversold');
      const unguardedSales: number[] = [];
      for (let round = 0; round < 20 && Math.max(0, ...unguardedSales) < 2; round++) unguardedSales.push(await race());
      expect(Math.max(...unguardedSales)).toBeGreaterThan(1);
    } finally {
      await unguarded.close();
    }
  });

  it('150 callers for 100 seats sell exactly 100, first come first served', async () => {
    const restaurant = await makeRestaurant(client, {
      tables: [table(1, 100, { shareable: true, shape: 'counter' })],
      policy: null,
    });
    const diners = await makeUsers(client, 150);
    const answers = await Promise.allSettled(diners.map((diner) => hold(diner, restaurant.id, { party: 1 })));
    expect(answers.map((answer) => answer.status)).toEqual([
      ...Array(100).fill('fulfilled'),
      ...Array(50).fill('rejected'),
    ]);
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
    const [seats] = await client.db
      .select({ most: sql<number>`max(taken)` })
      .from(occupancy)
      .where(and(eq(occupancy.restaurantId, restaurant.id), eq(occupancy.tableId, 1)));
    expect(Number(seats!.most)).toBe(100);
  });

  it('the same command fifty times is one booking and one answer; another body under its key is refused', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const commandKey = unique('key-');
    const second = makeContext(client);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => hold(diner, restaurant.id, { commandKey }, index % 2 ? ctx : second)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [made] = await client.db.select({ n: count() }).from(reservations).where(eq(reservations.userId, diner));
    expect(made!.n).toBe(1);
    expect(await codeOf(hold(diner, restaurant.id, { commandKey, party: 1 }))).toBe('COMMAND_KEY_REUSED');
  });

  it('what was drawn at random and is somebody else’s already is drawn again', async () => {
    const restaurant = await makeRestaurant(client);
    const [a, b] = await makeUsers(client, 2);
    const first = await hold(a!, restaurant.id);
    const tried: string[] = [];
    const unlucky: typeof newId = (kind) => {
      if (kind !== 'reservation') return newId(kind);
      tried.push(kind);
      return tried.length === 1
        ? (first.reservationId as unknown as ReturnType<typeof newId<typeof kind>>)
        : newId(kind);
    };
    const context = makeContext(client, { holds: new HoldWriter({ pool: client.writer, newId: unlucky }) });
    const second = await hold(b!, restaurant.id, {}, context);
    expect(second).toMatchObject({ status: 'HELD' });
    expect(second.reservationId).not.toBe(first.reservationId);
    expect(tried).toHaveLength(2);
  });

  it('a command that cannot be written fails alone: the others of its batch are answered', async () => {
    const restaurant = await makeRestaurant(client);
    const [a, b] = await makeUsers(client, 2);
    // A note no column takes: the service would refuse it, so it is put into the queue behind its back.
    const submit = (userId: UserId, note: string) =>
      ctx.holds.submit({
        userId,
        commandKey: unique('key-'),
        bodyHash: 'x'.repeat(22),
        restaurantId: restaurant.id,
        wish: { serviceDate: date, minute: 1140, party: 2 },
        note,
        locale: null,
        admission: null,
        swap: null,
      });
    const [poisoned, sound] = await Promise.allSettled([submit(a!, 'x'.repeat(600)), submit(b!, 'fine')]);
    expect(poisoned.status === 'rejected' && databaseFault(poisoned.reason)).toBe('other');
    expect(sound.status === 'fulfilled' && sound.value.ok).toBe(true);
  });

  it('without a deposit the booking is confirmed in the same transaction; with one it is held with its order', async () => {
    const free = await makeRestaurant(client, { policy: null });
    const paid = await makeRestaurant(client);
    const [a, b] = await makeUsers(client, 2);
    expect(await hold(a!, free.id)).toMatchObject({ status: 'CONFIRMED', expiresAt: null, depositMinor: 0 });
    const held = await hold(b!, paid.id, { party: 3 });
    expect(held).toMatchObject({ status: 'HELD', depositMinor: 30_000, currency: 'KRW' });
    const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, held.reservationId));
    expect(payment).toMatchObject({ status: 'PENDING', amountMinor: 30_000, live: 1 });
    const facts = await client.db
      .select({ name: outbox.name, data: outbox.data })
      .from(outbox)
      .where(sql`json_value(data, '$.reservationIds[0]') = ${held.reservationId}`);
    expect(facts).toEqual([
      { name: 'reservation/held', data: { reservationIds: [held.reservationId], expiresAt: held.expiresAt } },
    ]);
  });
});

describe('what is refused, each with its own code and nothing written', () => {
  it.each<[string, Wish]>([
    ['SLOT_IN_PAST', { serviceDate: dateIn(-2) }],
    ['SLOT_NOT_OPEN_YET', { serviceDate: dateIn(200) }],
    ['SLOT_OFF_GRID', { minute: 1145 }],
    ['SLOT_OFF_GRID', { minute: 120 }],
    ['SLOT_OFF_GRID', { minute: -30 }],
    ['SLOT_OFF_GRID', { minute: 1e15 }],
    ['SLOT_OFF_GRID', { serviceDate: 'someday' }],
    ['PARTY_SIZE_INVALID', { party: 0 }],
    ['PARTY_SIZE_INVALID', { party: -2 }],
    ['PARTY_SIZE_INVALID', { party: 1.5 }],
    ['PARTY_TOO_LARGE', { party: 9 }],
    ['DAY_CLOSED', { serviceDate: dateIn(6) }],
  ])('%s for %o', async (code, wish) => {
    const restaurant = await makeRestaurant(client, {
      closures: [{ serviceDate: dateIn(6), fromMinute: 0, toMinute: 2880 }],
    });
    const diner = await makeUser(client);
    expect(await codeOf(hold(diner, restaurant.id, wish))).toBe(code);
    const [made] = await client.db.select({ n: count() }).from(reservations).where(eq(reservations.userId, diner));
    const moved = await client.db
      .select()
      .from(serviceDays)
      .where(and(eq(serviceDays.restaurantId, restaurant.id), sql`version > 0`));
    expect([made!.n, moved.length]).toEqual([0, 0]);
  });

  it('an unknown restaurant, a draft and nobody signed in', async () => {
    const diner = await makeUser(client);
    const draft = await makeRestaurant(client, { restaurant: { status: 'draft' } });
    expect(await codeOf(hold(diner, newId('restaurant')))).toBe('RESTAURANT_UNKNOWN');
    expect(await codeOf(hold(diner, draft.id))).toBe('RESTAURANT_UNKNOWN');
    expect(await codeOf(hold(newId('user'), draft.id))).toBe('SIGN_IN_REQUIRED');
  });

  it('a fourth live hold, and two live bookings at overlapping times', async () => {
    const places = await Promise.all(Array.from({ length: 4 }, () => makeRestaurant(client)));
    const diner = await makeUser(client);
    for (const [index, minute] of [660, 840, 1020].entries()) await hold(diner, places[index]!.id, { minute });
    expect(await codeOf(hold(diner, places[3]!.id, { minute: 1200 }))).toBe('HOLD_LIMIT_REACHED');
    const other = await makeUser(client);
    await hold(other, places[0]!.id, { minute: 1140 });
    expect(await codeOf(hold(other, places[3]!.id, { minute: 1200 }))).toBe('BOOKING_OVERLAPS');
    // Two hours end when the next begin: that is no overlap.
    expect(await codeOf(hold(other, places[3]!.id, { minute: 1020 }))).toMatchObject({ status: 'HELD' });
  });

  it('two overlapping wishes of one diner at once, through two processes: one of them holds', async () => {
    const [a, b] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
    const diner = await makeUser(client);
    const answers = await Promise.all([codeOf(hold(diner, a.id)), codeOf(hold(diner, b.id, {}, makeContext(client)))]);
    expect(answers.filter((answer) => answer === 'BOOKING_OVERLAPS')).toHaveLength(1);
  });
});
