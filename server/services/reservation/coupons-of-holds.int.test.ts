import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { payments, reservations } from '@/db/schema';
import type { ReservationId } from '@/server/domain/shared/ids';
import { brokenCoupons, claimAs, couponOf, lifeOf, makeCampaign, makeCoupon } from '@/tests/support/coupons';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, makeUsers, unique } from '@/tests/support/factories';
import { codeOf, holdAs, ONE_TABLE } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { cancelReservation, expireHold } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('held')), 12);
  ctx = makeContext(client);
});
beforeEach(() => async () => expect(await brokenCoupons(client)).toEqual([]));
afterAll(() => client.close());

const priceOf = async (id: ReservationId) => {
  const [row] = await client.db.select().from(reservations).where(eq(reservations.id, id));
  const orders = await client.db.select().from(payments).where(eq(payments.reservationId, id));
  return { deposit: row!.depositMinor, discount: row!.discountMinor, orders: orders.map((one) => one.amountMinor) };
};
const job = () => ({ ...ctx, actor: { type: 'system' as const, job: 'expire-holds' } });
const timeUp = (id: ReservationId) =>
  client.db.update(reservations).set({ expiresAt: sql`now(6) - interval 10 second` }).where(eq(reservations.id, id));

describe('a hold takes the best coupons by itself', () => {
  it('and its order asks for what is left; another hold of the same diner pays in full', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    await makeCoupon(client, ctx, diner);
    const best = await makeCoupon(client, ctx, diner, { rules: [{ kind: 'percent', percent: 20, maxMinor: 3_000 }] });
    const first = await holdAs(ctx, diner, restaurant.id);
    expect(await priceOf(first.reservationId)).toEqual({ deposit: 20_000, discount: 3_000, orders: [17_000] });
    expect(await couponOf(client, best)).toMatchObject({ status: 'RESERVED', reservationId: first.reservationId });
    const second = await holdAs(ctx, diner, restaurant.id, { minute: 660 });
    expect(await priceOf(second.reservationId)).toEqual({ deposit: 20_000, discount: 2_000, orders: [18_000] });
    const third = await holdAs(ctx, diner, restaurant.id, { minute: 840 });
    expect(await priceOf(third.reservationId)).toEqual({ deposit: 20_000, discount: 0, orders: [20_000] });
  });

  it('stackable ones together, each reckoned from the whole deposit', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    await makeCoupon(client, ctx, diner, { stackable: true });
    await makeCoupon(client, ctx, diner, {
      stackable: true,
      rules: [{ kind: 'percent', percent: 15, maxMinor: null }],
    });
    await makeCoupon(client, ctx, diner, { rules: [{ kind: 'fixed', amountMinor: 4_000 }] });
    const held = await holdAs(ctx, diner, restaurant.id);
    expect(await priceOf(held.reservationId)).toEqual({ deposit: 20_000, discount: 5_000, orders: [15_000] });
  });

  it('one that leaves nothing to pay makes no order, and the hold waits for its diner', async () => {
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    await makeCoupon(client, ctx, diner, { rules: [{ kind: 'fixed', amountMinor: 50_000 }] });
    const held = await holdAs(ctx, diner, restaurant.id);
    expect(held.status).toBe('HELD');
    expect(await priceOf(held.reservationId)).toEqual({ deposit: 20_000, discount: 20_000, orders: [] });
  });

  it('a first-booking coupon is for the first one only, also of two that are held at once', async () => {
    const [here, there] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
    const diner = await makeUser(client);
    for (let nth = 0; nth < 2; nth++)
      await makeCoupon(client, ctx, diner, {
        rules: [{ kind: 'fixed', amountMinor: 2_000 }, { kind: 'first-booking' }],
      });
    const held = await Promise.all([
      holdAs(ctx, diner, here.id),
      holdAs(ctx, diner, there.id, { serviceDate: dateIn(6) }),
    ]);
    const prices = await Promise.all(held.map((one) => priceOf(one.reservationId)));
    expect(prices.map((price) => price.discount).sort()).toEqual([0, 2_000]);
    // Once that one is given up, the other coupon is for a first booking again.
    for (const one of held)
      await cancelReservation(as(ctx, diner), { reservationId: one.reservationId, expectedRefundMinor: 0 });
    expect((await priceOf((await holdAs(ctx, diner, here.id)).reservationId)).discount).toBe(2_000);
  });

  it('not one whose rules nobody can read: that diner pays in full, and nobody beside them is refused', async () => {
    const restaurant = await makeRestaurant(client);
    const [diner, other] = await makeUsers(client, 2);
    const coupon = await makeCoupon(client, ctx, diner!);
    const { campaignId } = await couponOf(client, coupon);
    await client.pool.query('UPDATE coupon_campaigns SET rules = ? WHERE id = ?', [
      JSON.stringify([{ kind: 'moon-phase' }]),
      campaignId,
    ]);
    await makeCoupon(client, ctx, other!);
    const held = await Promise.all([diner!, other!].map((user) => holdAs(ctx, user, restaurant.id)));
    const prices = await Promise.all(held.map((one) => priceOf(one.reservationId)));
    expect(prices.map((price) => price.discount)).toEqual([0, 2_000]);
  });

  it('many diners in one batch each take their own, and nobody takes one twice', async () => {
    const restaurant = await makeRestaurant(client);
    const campaign = await makeCampaign(client, { quantity: 100 });
    const diners = await makeUsers(client, 12);
    await Promise.all(diners.map((diner) => claimAs(ctx, diner, campaign)));
    const answers = await Promise.all(
      diners.flatMap((diner, nth) =>
        [660, 1140].map((minute) =>
          codeOf(holdAs(ctx, diner, restaurant.id, { minute, serviceDate: dateIn(3 + nth) })),
        ),
      ),
    );
    const held = answers.filter((answer): answer is { reservationId: ReservationId } => typeof answer === 'object');
    expect(held).toHaveLength(24);
    const prices = await Promise.all(held.map((one) => priceOf(one.reservationId)));
    expect(prices.filter((price) => price.discount === 2_000)).toHaveLength(12);
  });
});

describe('a coupon comes back', () => {
  it('once, under fifty releases at the same time, and can be used again', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const coupon = await makeCoupon(client, ctx, diner);
    const held = await holdAs(ctx, diner, restaurant.id);
    await timeUp(held.reservationId);
    await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        nth % 2 === 0
          ? expireHold(job(), held)
          : codeOf(cancelReservation(as(ctx, diner), { reservationId: held.reservationId, expectedRefundMinor: 0 })),
      ),
    );
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'AVAILABLE', reservationId: null, version: 3 });
    expect(await lifeOf(client, coupon)).toHaveLength(3);
    const again = await holdAs(ctx, diner, restaurant.id);
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'RESERVED', reservationId: again.reservationId });
  });

  it('from a hold that is swapped, and goes with the new one', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const coupon = await makeCoupon(client, ctx, diner);
    const first = await holdAs(ctx, diner, restaurant.id);
    const second = await holdAs(ctx, diner, restaurant.id, { minute: 1170, replaces: first.reservationId });
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'RESERVED', reservationId: second.reservationId });
    expect(await lifeOf(client, coupon)).toEqual([
      'AVAILABLE claimed',
      'RESERVED held',
      'AVAILABLE swapped',
      'RESERVED held',
    ]);
    expect((await priceOf(second.reservationId)).orders).toEqual([18_000]);
  });

  it('from a hold that is swapped for a booking it is not good for', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const evening = { kind: 'hours', fromMinute: 1080, untilMinute: 1300 };
    const coupon = await makeCoupon(client, ctx, diner, { rules: [{ kind: 'fixed', amountMinor: 500 }, evening] });
    const first = await holdAs(ctx, diner, restaurant.id);
    expect((await couponOf(client, coupon)).status).toBe('RESERVED');
    const second = await holdAs(ctx, diner, restaurant.id, { minute: 660, replaces: first.reservationId });
    expect((await couponOf(client, coupon)).status).toBe('AVAILABLE');
    expect((await priceOf(second.reservationId)).discount).toBe(0);
  });

  it('not from a swap that is refused', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const [diner, other] = await makeUsers(client, 2);
    await holdAs(ctx, other!, restaurant.id, { minute: 660 });
    const coupon = await makeCoupon(client, ctx, diner!);
    const first = await holdAs(ctx, diner!, restaurant.id);
    const refused = await codeOf(holdAs(ctx, diner!, restaurant.id, { minute: 660, replaces: first.reservationId }));
    expect(refused).toBe('SLOT_TAKEN');
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'RESERVED', reservationId: first.reservationId });
  });

  it('with the guard off, as often as somebody releases it: what the compare-and-set is for', async () => {
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const coupon = await makeCoupon(client, ctx, diner);
    await holdAs(ctx, diner, restaurant.id);
    const release = async () => {
      if ((await couponOf(client, coupon)).status !== 'RESERVED') return;
      await client.pool.query(
        "UPDATE coupons SET reservation_id = NULL, version = version + 1, status = 'AVAILABLE' WHERE id = ?",
        [coupon],
      );
    };
    await Promise.all(Array.from({ length: 50 }, release));
    expect((await couponOf(client, coupon)).version).toBeGreaterThan(3);
    await client.pool.query('DELETE FROM coupons WHERE id = ?', [coupon]);
    await client.pool.query('UPDATE coupon_campaigns SET issued = 0 WHERE id NOT IN (SELECT campaign_id FROM coupons)');
    await client.pool.query("UPDATE reservations SET status = 'EXPIRED' WHERE user_id = ? AND status = 'HELD'", [
      diner,
    ]);
    await client.pool.query('DELETE FROM occupancy WHERE restaurant_id = ?', [restaurant.id]);
  });
});

it('a coupon that somebody has moved since it was read is not reserved: nothing of the hold is written', async () => {
  const restaurant = await makeRestaurant(client, ONE_TABLE);
  const diner = await makeUser(client);
  const coupon = await makeCoupon(client, ctx, diner);
  // Somebody else's step of that coupon: its next version is taken.
  await client.pool.query(
    "INSERT INTO coupon_history (coupon_id, version, at, to_status, actor) VALUES (?, 2, NOW(6), 'AVAILABLE', 'test')",
    [coupon],
  );
  expect(await codeOf(holdAs(ctx, diner, restaurant.id))).toBeInstanceOf(Error);
  expect((await couponOf(client, coupon)).status).toBe('AVAILABLE');
  expect(await client.db.select().from(reservations).where(eq(reservations.userId, diner))).toEqual([]);
  await client.pool.query('DELETE FROM coupon_history WHERE coupon_id = ? AND version = 2', [coupon]);
  expect(await holdAs(ctx, diner, restaurant.id)).toMatchObject({ status: 'HELD' });
});
