import { eq } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { reservations, serviceDays } from '@/db/schema';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { RedisHandle } from '@/server/infra/redis';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, makeUsers, table, unique } from '@/tests/support/factories';
import { type HoldProcess, startHoldProcess } from '@/tests/support/hold-process';
import { codeOf, granulesThatDisagree, holdAs, ONE_TABLE } from '@/tests/support/holds';
import { type RedisProcess, startRedisProcess } from '@/tests/support/redis-process';
import { waitFor } from '@/tests/support/wait-for';
import type { ServiceContext } from '../context';
import { cancelReservation, type HoldAnswer, HoldWriter } from '.';
import type { HoldObserver } from './hold-observer';

const SEATS = 40;
const counter = { tables: [table(1, SEATS, { shareable: true, shape: 'counter' as const })], policy: null };
const date = dateIn(5);

let url: string;
let client: DatabaseClient;
let redis: RedisProcess;
const opened: RedisHandle[] = [];

type Seen = { leases: string[]; gates: string[] };

/** A writer as another web process has one, and what it tells of itself. */
async function process(): Promise<{ ctx: ServiceContext; seen: Seen }> {
  const handle = redis.open();
  await handle.redis.ping();
  opened.push(handle);
  const seen: Seen = { leases: [], gates: [] };
  const observer: HoldObserver = {
    batch() {},
    retry() {},
    busy() {},
    lease: (outcome) => seen.leases.push(outcome),
    gate: (outcome) => seen.gates.push(outcome),
  };
  const holds = new HoldWriter({ pool: client.writer, newId, redis: handle.redis, observer });
  return { ctx: makeContext(client, { holds }), seen };
}

const isHeld = (answer: unknown): answer is HoldAnswer =>
  typeof answer === 'object' && answer !== null && 'code' in answer;
const held = (answers: unknown[]) => answers.filter(isHeld).length;
const hold = (ctx: ServiceContext, userId: UserId, restaurantId: RestaurantId, party = 1) =>
  codeOf(holdAs(ctx, userId, restaurantId, { party }));

beforeAll(async () => {
  url = await makeDatabase(unique('hot'));
  client = createDatabase(url, 12);
});
beforeEach(async () => {
  redis = await startRedisProcess();
  return async () => {
    for (const handle of opened.splice(0)) await handle.close();
    await redis.stop();
  };
});
afterAll(() => client.close());

/** So many diners refused that the day counts as crowded; then the gate is closed for that start. */
async function crowd(ctx: ServiceContext, restaurantId: RestaurantId): Promise<void> {
  const diners = await makeUsers(client, SEATS + 40);
  await Promise.all(diners.map((diner) => hold(ctx, diner, restaurantId)));
  await waitFor('the gate', async () => (await redisKeys()).some((key) => key.startsWith('soldout:')));
}

async function redisKeys(): Promise<string[]> {
  const handle = redis.open();
  const keys = await handle.redis.keys('*');
  await handle.close();
  return keys;
}

const versionOf = async (restaurantId: RestaurantId) => {
  const [day] = await client.db.select().from(serviceDays).where(eq(serviceDays.restaurantId, restaurantId));
  return day?.version ?? 0;
};

describe('the sold-out gate', () => {
  it('refuses a crowd without a transaction, tells it the same, and lets a cancelled seat be had at once', async () => {
    const restaurant = await makeRestaurant(client, counter);
    const { ctx, seen } = await process();
    await crowd(ctx, restaurant.id);
    const diners = await makeUsers(client, 50);
    const before = await versionOf(restaurant.id);
    const answers = await Promise.all(diners.map((diner) => hold(ctx, diner, restaurant.id)));
    expect(new Set(answers)).toEqual(new Set(['SLOT_TAKEN']));
    expect(seen.gates.filter((gate) => gate === 'refused')).toHaveLength(50);
    expect(await versionOf(restaurant.id)).toBe(before);

    const [booking] = await client.db
      .select()
      .from(reservations)
      .where(eq(reservations.restaurantId, restaurant.id))
      .limit(1);
    await cancelReservation(as((await process()).ctx, booking!.userId), {
      reservationId: booking!.id,
      expectedRefundMinor: 0,
    });
    const [first] = await makeUsers(client, 1);
    expect(await hold(ctx, first!, restaurant.id)).toMatchObject({ status: 'CONFIRMED' });
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('would hide a seat that came free unheard, for no longer than it lasts', async () => {
    const restaurant = await makeRestaurant(client, counter);
    const { ctx } = await process();
    await crowd(ctx, restaurant.id);
    // Somebody frees a seat behind the services' back: this is what the message at a cancellation is for.
    await client.pool.query('UPDATE occupancy SET taken = taken - 1 WHERE restaurant_id = ? AND table_id = 1', [
      restaurant.id,
    ]);
    const [diner] = await makeUsers(client, 1);
    expect(await hold(ctx, diner!, restaurant.id)).toBe('SLOT_TAKEN');
    await waitFor('the gate to open by itself', async () => isHeld(await hold(ctx, diner!, restaurant.id)));
  });

  it('a command that was accepted gets its own answer through a closed gate', async () => {
    const restaurant = await makeRestaurant(client, counter);
    const { ctx } = await process();
    const diner = await makeUser(client);
    const commandKey = unique('key-');
    const first = await holdAs(ctx, diner, restaurant.id, { party: 1, commandKey });
    await crowd(ctx, restaurant.id);
    expect(await holdAs(ctx, diner, restaurant.id, { party: 1, commandKey })).toEqual(first);
    const other = await process();
    await crowd(other.ctx, restaurant.id);
    expect(await holdAs(other.ctx, diner, restaurant.id, { party: 1, commandKey })).toEqual(first);
  });

  it('a refusal decided before a table came free does not close the gate after it', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const { ctx } = await process();
    const day = { restaurantId: restaurant.id, serviceDate: date };
    await crowd(ctx, restaurant.id);
    ctx.holds.opened(day, Date.now() + 60_000);
    await client.pool.query('UPDATE occupancy SET taken = 0 WHERE restaurant_id = ?', [restaurant.id]);
    const [diner] = await makeUsers(client, 1);
    await waitFor('the open day', async () => (await redisKeys()).some((key) => key.startsWith('open:')));
    expect(isHeld(await hold(ctx, diner!, restaurant.id))).toBe(true);
  });
});

describe('several processes want one day', () => {
  /** All diners at once, half of them through each process, in waves so that both keep meeting the other. */
  async function rush(
    a: HoldProcess,
    b: HoldProcess,
    restaurantId: RestaurantId,
    diners: UserId[],
  ): Promise<unknown[]> {
    const wishes = diners.map((userId) => ({ userId, restaurantId, party: 1, commandKey: unique('key-') }));
    const waves = Array.from({ length: Math.ceil(wishes.length / 40) }, (_, at) => wishes.slice(at * 40, at * 40 + 40));
    const through = async (process: HoldProcess, half: number) => {
      const answers: unknown[] = [];
      for (const wave of waves) answers.push(...(await process.hold(wave.filter((_, at) => at % 2 === half))));
      return answers;
    };
    return (await Promise.all([through(a, 0), through(b, 1)])).flat();
  }

  const withTwo = async (work: (a: HoldProcess, b: HoldProcess) => Promise<void>) => {
    const both = await Promise.all([startHoldProcess(url, redis.url), startHoldProcess(url, redis.url)]);
    try {
      await work(...both);
    } finally {
      await Promise.all(both.map((one) => one.stop()));
    }
  };

  const big = { ...counter, tables: [table(1, 300, { shareable: true, shape: 'counter' as const })] };

  it('they find it out by themselves and take leases; exactly the seats are sold', async () => {
    const restaurant = await makeRestaurant(client, big);
    await withTwo(async (a, b) => {
      const answers = await rush(a, b, restaurant.id, await makeUsers(client, 600));
      expect(held(answers)).toBe(300);
      expect(answers.filter((answer) => answer === 'SLOT_TAKEN')).toHaveLength(300);
      expect(await a.contention()).toMatchObject({ days: [{ restaurantId: restaurant.id, hot: true }] });
    });
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it.each<[string, (redis: RedisProcess) => Promise<unknown>]>([
    ['flushed', async (it) => it.open().redis.flushall()],
    ['stopped in its tracks', async (it) => it.child.kill('SIGSTOP')],
    ['killed', async (it) => it.child.kill('SIGKILL')],
  ])('Redis %s in the middle of the rush: nothing is oversold and everybody is answered', async (_, disturb) => {
    const restaurant = await makeRestaurant(client, big);
    await withTwo(async (a, b) => {
      const answers = rush(a, b, restaurant.id, await makeUsers(client, 600));
      await waitFor('the rush to be under way', async () => (await versionOf(restaurant.id)) > 2);
      await disturb(redis);
      const all = await answers;
      expect(held(all)).toBe(300);
      expect(all.filter((answer) => answer === 'SLOT_TAKEN')).toHaveLength(300);
    });
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('the holder of a lease is stopped past its end: the others go on, and when it wakes nothing is harmed', async () => {
    const restaurant = await makeRestaurant(client, big);
    const day = { restaurantId: restaurant.id, serviceDate: date };
    const sleeper = await startHoldProcess(url, redis.url);
    await sleeper.lease(day);
    expect(await redisKeys()).toEqual([`lease:{${restaurant.id}}:${date}`]);
    sleeper.child.kill('SIGSTOP');
    const asleep = sleeper.hold(
      (await makeUsers(client, 20)).map((userId) => ({ userId, restaurantId: restaurant.id, party: 1 })),
    );
    await withTwo(async (a, b) => {
      const answers = await rush(a, b, restaurant.id, await makeUsers(client, 600));
      expect(held(answers)).toBe(300);
    });
    sleeper.child.kill('SIGCONT');
    expect(new Set(await asleep)).toEqual(new Set(['SLOT_TAKEN']));
    await sleeper.stop();
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('a process is stopped in the middle of a transaction: the others are answered, if only to come back, and then served', async () => {
    const restaurant = await makeRestaurant(client, counter);
    const elsewhere = await makeRestaurant(client, counter);
    const [stranger, ...diners] = await makeUsers(client, SEATS + 12);
    const wishes = diners.map((userId) => ({
      userId,
      restaurantId: restaurant.id,
      party: 1,
      commandKey: unique('key-'),
    }));
    const [sleeper, awake] = await Promise.all([startHoldProcess(url, redis.url), startHoldProcess(url, redis.url)]);
    await sleeper.stand(wishes.slice(0, 1));
    sleeper.child.kill('SIGSTOP');
    const [first, other] = await Promise.all([
      awake.hold(wishes.slice(1)),
      awake.hold([{ userId: stranger!, restaurantId: elsewhere.id, party: 1 }]),
    ]);
    // After three seconds, or, in one batch with others, after twice that, when the sleeper's time may be up too.
    expect(first.every((answer) => answer === 'BUSY' || isHeld(answer) || answer === 'SLOT_TAKEN')).toBe(true);
    // A day that stands still holds up nobody else's.
    expect(held(other)).toBe(1);
    const [[server]] = await client.pool.query<RowDataPacket[]>('SELECT VERSION() AS version');
    // MariaDB ends the sleeper's transaction by itself; elsewhere it ends with the process.
    if (!/mariadb/i.test(server!.version)) sleeper.child.kill('SIGKILL');
    const answers = await waitFor('the day to be free again', async () => {
      const all = await awake.hold(wishes.slice(1));
      return !all.includes('BUSY') && all;
    });
    expect(held(answers)).toBe(SEATS);
    await Promise.all([sleeper.stop(), awake.stop()]);
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });
});
