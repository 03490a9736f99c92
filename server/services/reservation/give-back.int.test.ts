import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { payments, reservations } from '@/db/schema';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, makeUsers } from '@/tests/support/factories';
import { codeOf, granulesThatDisagree, holdAs, ONE_TABLE, type Wish } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { cancelReservation, expireHold, type HoldAnswer, sweepHolds } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
const _date = dateIn(5);

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});
afterAll(() => client.close());

const hold = (userId: UserId, restaurantId: RestaurantId, wish: Wish = {}, context = ctx) =>
  holdAs(context, userId, restaurantId, wish);

describe('giving a table back', () => {
  const expireNow = (id: HoldAnswer['reservationId']) =>
    client.db.update(reservations).set({ expiresAt: sql`now(6) - interval 10 second` }).where(eq(reservations.id, id));

  it('a hold expires by the database clock, once, and frees the table', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const [a, b] = await makeUsers(client, 2);
    const held = await hold(a!, restaurant.id);
    const job = { ...ctx, actor: { type: 'system' as const, job: 'test' } };
    expect(await expireHold(job, held)).toEqual({ expired: false, status: 'HELD' });
    await expireNow(held.reservationId);
    const both = await Promise.all([expireHold(job, held), expireHold(job, held)]);
    expect(both.filter((result) => result.expired)).toHaveLength(1);
    expect(await hold(b!, restaurant.id)).toMatchObject({ status: 'HELD' });
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
    const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, held.reservationId));
    expect(payment).toMatchObject({ status: 'ABANDONED', live: null });
  });

  it('the sweep ends holds whose event was lost', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const held = await hold(await makeUser(client), restaurant.id);
    await expireNow(held.reservationId);
    await sweepHolds({ ...ctx, actor: { type: 'system', job: 'sweep-holds' } }, { limit: 500 });
    const [row] = await client.db.select().from(reservations).where(eq(reservations.id, held.reservationId));
    expect(row?.status).toBe('EXPIRED');
  });

  it('cancelling a hold frees it at once; cancelling again answers the same; a stranger learns nothing', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const [a, b] = await makeUsers(client, 2);
    const held = await hold(a!, restaurant.id);
    const cancel = { reservationId: held.reservationId, expectedRefundMinor: 0 };
    expect(await codeOf(cancelReservation(as(ctx, b!), cancel))).toBe('RESERVATION_UNKNOWN');
    expect(await cancelReservation(as(ctx, a!), cancel)).toMatchObject({ status: 'CANCELLED' });
    expect(await cancelReservation(as(ctx, a!), cancel)).toMatchObject({ status: 'CANCELLED' });
    expect(await hold(b!, restaurant.id)).toMatchObject({ status: 'HELD' });
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('a hold is swapped for another time of the same table in one step', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const first = await hold(diner, restaurant.id, { note: '땅콩 알레르기' });
    const second = await hold(diner, restaurant.id, { minute: 1170, replaces: first.reservationId });
    const [moved] = await client.db.select().from(reservations).where(eq(reservations.id, second.reservationId));
    expect(moved?.note).toBe('땅콩 알레르기');
    const rows = await client.db
      .select({ id: reservations.id, status: reservations.status })
      .from(reservations)
      .where(eq(reservations.userId, diner));
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: first.reservationId, status: 'CANCELLED' },
        { id: second.reservationId, status: 'HELD' },
      ]),
    );
    expect(await granulesThatDisagree(client, restaurant.id)).toBe(0);
  });

  it('a failed swap keeps the old hold', async () => {
    const [mine, full] = await Promise.all([makeRestaurant(client, ONE_TABLE), makeRestaurant(client, ONE_TABLE)]);
    const [a, b] = await makeUsers(client, 2);
    await hold(b!, full.id);
    const first = await hold(a!, mine.id);
    expect(await codeOf(hold(a!, full.id, { replaces: first.reservationId }))).toBe('SLOT_TAKEN');
    const [row] = await client.db.select().from(reservations).where(eq(reservations.id, first.reservationId));
    expect(row?.status).toBe('HELD');
    expect(await granulesThatDisagree(client, mine.id)).toBe(0);
    expect(await codeOf(hold(b!, mine.id, { minute: 660, replaces: first.reservationId }))).toBe('RESERVATION_UNKNOWN');
  });
});
