import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { couponCampaigns, coupons, payments, reservations } from '@/db/schema';
import type { StoredRule } from '@/server/domain/coupon/rules';
import type { CouponId, PaymentId, ReservationId, UserId } from '@/server/domain/shared/ids';
import { waitForStatus } from '@/tests/support/bookings';
import { brokenCoupons, couponOf, lifeOf, makeCoupon, OFF_2000 } from '@/tests/support/coupons';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeRestaurant, makeUser, makeUsers, unique } from '@/tests/support/factories';
import { codeOf, holdAs } from '@/tests/support/holds';
import { brokenInvariants } from '@/tests/support/invariants';
import { type SagaStack, startSagaStack } from '@/tests/support/saga-stack';
import { getBooking } from '../booking';
import { authorizePayment, settlePayment } from '../payment';
import { cancelReservation, expireHold } from '../reservation';
import { confirmFree, getQuote, preparePayment, setCoupons } from '.';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('checkout')), 12);
  stack = await startSagaStack(client);
});
beforeEach(() => async () => expect(await brokenCoupons(client)).toEqual([]));
afterAll(async () => {
  const broken = await brokenInvariants(client, stack.provider);
  await stack.close();
  await client.close();
  expect(broken.filter((one) => !one.startsWith('10'))).toEqual([]);
});

const diner = (userId: UserId) => as(stack.ctx, userId);
const orderOf = async (id: ReservationId) => {
  const [order] = await client.db
    .select()
    .from(payments)
    .where(and(eq(payments.reservationId, id), isNull(payments.replacedAt)));
  return order;
};
const rejection = async (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error as { code: string; details: Record<string, unknown> },
  );
async function held(rules: StoredRule[] = [OFF_2000], tiers?: { hoursBefore: number; refundPercent: number }[]) {
  const restaurant = await makeRestaurant(client, tiers ? { policy: { tiers } } : {});
  const userId = await makeUser(client);
  const coupon = await makeCoupon(client, stack.ctx, userId, { rules });
  const { reservationId } = await holdAs(stack.ctx, userId, restaurant.id);
  return { restaurant, userId, coupon, reservationId };
}
async function pay(userId: UserId, reservationId: ReservationId) {
  const order = (await orderOf(reservationId))!;
  const paymentKey = await stack.provider.approve(order.id, order.amountMinor);
  return authorizePayment(diner(userId), {
    reservationId,
    orderId: order.id,
    paymentKey,
    amountMinor: order.amountMinor,
  });
}
const timeUp = (id: ReservationId) =>
  client.db.update(reservations).set({ expiresAt: sql`now(6) - interval 10 second` }).where(eq(reservations.id, id));
const expire = (reservationId: ReservationId) =>
  expireHold({ ...stack.ctx, actor: { type: 'system', job: 'expire-holds' } }, { reservationId });

describe('paying with a coupon', () => {
  it('asks the provider for the discounted amount; the capture uses the coupon once', async () => {
    const { userId, coupon, reservationId } = await held();
    await pay(userId, reservationId);
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    const order = (await orderOf(reservationId))!;
    expect(order).toMatchObject({ amountMinor: 18_000, status: 'CAPTURED' });
    const outcome = { kind: 'captured' as const, paymentKey: order.paymentKey!, amountMinor: 18_000 };
    await Promise.all([1, 2, 3].map(() => settlePayment(stack.ctx, { paymentId: order.id, outcome })));
    expect(await lifeOf(client, coupon)).toEqual(['AVAILABLE claimed', 'RESERVED held', 'USED capture']);
    const booking = await getBooking(diner(userId), { reservationId });
    expect(booking).toMatchObject({ depositMinor: 20_000, discountMinor: 2_000, amountMinor: 18_000 });
    expect(booking.coupons).toMatchObject([{ id: coupon, discountMinor: 2_000, state: 'USED' }]);
  });

  it('a declined payment gives it back', async () => {
    const { userId, coupon, reservationId } = await held();
    const order = (await orderOf(reservationId))!;
    const paymentKey = await stack.provider.approve(order.id, order.amountMinor, 'refuse-funds');
    await authorizePayment(diner(userId), { reservationId, orderId: order.id, paymentKey, amountMinor: 18_000 });
    await waitForStatus(stack.ctx, reservationId, 'RELEASED');
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'AVAILABLE', reservationId: null });
  });

  it.each([
    ['everything back: the coupon too', [{ hoursBefore: 1, refundPercent: 100 }], 18_000, 'AVAILABLE'],
    ['half back: the coupon stays used', [{ hoursBefore: 1, refundPercent: 50 }], 9_000, 'USED'],
    ['nothing back: the coupon stays used', [{ hoursBefore: 1, refundPercent: 0 }], 0, 'USED'],
  ])('cancelling gives %s, reckoned from what was captured', async (_what, tiers, refund, status) => {
    const { userId, coupon, reservationId } = await held(undefined, tiers);
    await pay(userId, reservationId);
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    const { cancelQuote } = await getBooking(diner(userId), { reservationId });
    expect(cancelQuote).toMatchObject({ refundMinor: refund, couponsReturn: status === 'AVAILABLE' });
    const cancel = () => cancelReservation(diner(userId), { reservationId, expectedRefundMinor: refund });
    await cancel();
    await cancel();
    expect((await couponOf(client, coupon)).status).toBe(status);
    expect(await lifeOf(client, coupon)).toHaveLength(status === 'USED' ? 3 : 4);
  });

  it('a campaign that is ended while the hold stands stays good for it, and for no other', async () => {
    const { restaurant, userId, coupon, reservationId } = await held();
    const other = await makeCoupon(client, stack.ctx, userId);
    const end = async (id: CouponId) => {
      const { campaignId } = await couponOf(client, id);
      await client.db.update(couponCampaigns).set({ status: 'ended' }).where(eq(couponCampaigns.id, campaignId));
    };
    await end(coupon);
    await end(other);
    const next = await holdAs(stack.ctx, userId, restaurant.id, { serviceDate: dateIn(7) });
    expect((await orderOf(next.reservationId))?.amountMinor).toBe(20_000);
    const prepared = await preparePayment(diner(userId), { reservationId, expectedMinor: 18_000 });
    expect(prepared).toMatchObject({ amountMinor: 18_000, orderId: (await orderOf(reservationId))!.id });
    await pay(userId, reservationId);
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
  });
});

describe('nothing left to pay', () => {
  const whole = [{ kind: 'percent', percent: 100, maxMinor: null }];

  it('the diner confirms with one press, as often as they press', async () => {
    const { userId, coupon, reservationId } = await held(whole);
    expect(await orderOf(reservationId)).toBeUndefined();
    const answers = await Promise.all([1, 2, 3].map(() => confirmFree(diner(userId), { reservationId })));
    expect(answers).toEqual([1, 2, 3].map(() => ({ status: 'CONFIRMED' })));
    expect((await couponOf(client, coupon)).status).toBe('USED');
    await cancelReservation(diner(userId), { reservationId, expectedRefundMinor: 0 });
    expect((await couponOf(client, coupon)).status).toBe('AVAILABLE');
  });

  it('is not so while there is something to pay, after its time, or for somebody else', async () => {
    const { userId, reservationId } = await held();
    expect(await rejection(confirmFree(diner(userId), { reservationId }))).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { quote: { amountMinor: 18_000 } },
    });
    expect(await codeOf(confirmFree(diner(await makeUser(client)), { reservationId }))).toBe('RESERVATION_UNKNOWN');
    const late = await held(whole);
    await timeUp(late.reservationId);
    expect(await codeOf(confirmFree(diner(late.userId), { reservationId: late.reservationId }))).toBe('HOLD_EXPIRED');
    await expire(late.reservationId);
  });
});

describe('changing coupons at checkout', () => {
  it('the quote says what is best, what each other would give, and why one cannot be used', async () => {
    const { userId, coupon, reservationId } = await held();
    const small = await makeCoupon(client, stack.ctx, userId, { rules: [{ kind: 'fixed', amountMinor: 500 }] });
    const large = await makeCoupon(client, stack.ctx, userId, {
      rules: [
        { kind: 'fixed', amountMinor: 9_000 },
        { kind: 'minimum-spend', amountMinor: 30_000 },
      ],
    });
    const quote = await getQuote(diner(userId), { reservationId });
    expect(quote).toMatchObject({ depositMinor: 20_000, discountMinor: 2_000, amountMinor: 18_000, isBest: true });
    expect(quote.coupons.map((offer) => [offer.couponId, offer.applied, offer.aloneMinor])).toEqual([
      [coupon, true, 2_000],
      [small, false, 500],
      [large, false, 0],
    ]);
    expect(quote.coupons[2]!.whyNot?.ko).toContain('30,000원');
    expect(quote.coupons[1]!.choice).toEqual({ couponIds: [small], discountMinor: 500, amountMinor: 19_500 });
    expect(quote.coupons[0]!.choice).toEqual(quote.none);
  });

  it('replaces the order: the old one cannot pay any more, the new one does', async () => {
    const { userId, coupon, reservationId } = await held();
    const old = (await orderOf(reservationId))!;
    const paymentKey = await stack.provider.approve(old.id, old.amountMinor);
    const { none } = await getQuote(diner(userId), { reservationId });
    const set = { reservationId, couponIds: none.couponIds, expectedMinor: none.amountMinor };
    const quote = await setCoupons(diner(userId), set);
    expect(quote).toMatchObject({ amountMinor: 20_000, isBest: false });
    expect(await setCoupons(diner(userId), set)).toEqual(quote);
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'AVAILABLE', reservationId: null });
    const back = { reservationId, orderId: old.id, paymentKey, amountMinor: 18_000 };
    expect(await codeOf(authorizePayment(diner(userId), back))).toBe('PAYMENT_NOT_OPEN');
    expect(await stack.provider.captures(old.id)).toBe(0);
    await pay(userId, reservationId);
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    expect(await orderOf(reservationId)).toMatchObject({ amountMinor: 20_000, status: 'CAPTURED' });
  });

  it('there and back: best again, with a third order', async () => {
    const { userId, coupon, reservationId } = await held();
    const ids = new Set<PaymentId>([(await orderOf(reservationId))!.id]);
    await setCoupons(diner(userId), { reservationId, couponIds: [], expectedMinor: 20_000 });
    ids.add((await orderOf(reservationId))!.id);
    await setCoupons(diner(userId), { reservationId, couponIds: 'best', expectedMinor: 18_000 });
    ids.add((await orderOf(reservationId))!.id);
    expect(ids.size).toBe(3);
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'RESERVED', reservationId });
    expect(await lifeOf(client, coupon)).toEqual([
      'AVAILABLE claimed',
      'RESERVED held',
      'AVAILABLE removed',
      'RESERVED chosen',
    ]);
  });

  it('a coupon that leaves nothing to pay takes the order away, and giving it up makes one', async () => {
    const { userId, reservationId } = await held();
    const whole = await makeCoupon(client, stack.ctx, userId, {
      rules: [{ kind: 'percent', percent: 100, maxMinor: null }],
    });
    await setCoupons(diner(userId), { reservationId, couponIds: [whole], expectedMinor: 0 });
    expect(await orderOf(reservationId)).toBeUndefined();
    await setCoupons(diner(userId), { reservationId, couponIds: [], expectedMinor: 20_000 });
    expect(await orderOf(reservationId)).toMatchObject({ amountMinor: 20_000, status: 'PENDING' });
  });

  it('a price that changed since it was shown is refused with the new one, and nothing is written', async () => {
    const { userId, coupon, reservationId } = await held();
    const before = await orderOf(reservationId);
    const shown = { reservationId, expectedMinor: 17_000 };
    expect(await rejection(preparePayment(diner(userId), shown))).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { quote: { amountMinor: 18_000 } },
    });
    expect(await rejection(setCoupons(diner(userId), { ...shown, couponIds: [] }))).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { quote: { amountMinor: 18_000 }, wantedMinor: 20_000 },
    });
    expect(await orderOf(reservationId)).toEqual(before);
    expect(await couponOf(client, coupon)).toMatchObject({ status: 'RESERVED' });
    // Shown again and confirmed again.
    expect(await preparePayment(diner(userId), { reservationId, expectedMinor: 18_000 })).toMatchObject({
      amountMinor: 18_000,
    });
    // In another tab the coupon is taken off: what this one shows is no longer the price.
    await setCoupons(diner(userId), { reservationId, couponIds: [], expectedMinor: 20_000 });
    expect(await codeOf(preparePayment(diner(userId), { reservationId, expectedMinor: 18_000 }))).toBe('PRICE_CHANGED');
  });

  it('what cannot be used is refused with why', async () => {
    const { restaurant, userId, coupon, reservationId } = await held();
    const stranger = await makeUser(client);
    const theirs = await makeCoupon(client, stack.ctx, stranger);
    const small = await makeCoupon(client, stack.ctx, userId, {
      rules: [
        { kind: 'fixed', amountMinor: 100 },
        { kind: 'weekdays', weekdays: [] },
      ],
    });
    const set = (couponIds: CouponId[], expectedMinor = 0) =>
      rejection(setCoupons(diner(userId), { reservationId, couponIds, expectedMinor }));
    expect((await set([theirs]))?.code).toBe('COUPON_UNKNOWN');
    expect(await set([small])).toMatchObject({ code: 'COUPON_UNUSABLE', details: { couponId: small } });
    const plain = await makeCoupon(client, stack.ctx, userId);
    expect((await set([plain, coupon]))?.code).toBe('COUPONS_NOT_TOGETHER');
    await holdAs(stack.ctx, userId, restaurant.id, { serviceDate: dateIn(8) });
    expect(await set([plain])).toMatchObject({
      code: 'COUPON_UNUSABLE',
      details: { why: { en: expect.stringContaining('Another booking') } },
    });
    await client.db.update(coupons).set({ useUntil: sql`now(6) - interval 1 second` }).where(eq(coupons.id, small));
    expect(await set([small])).toMatchObject({ code: 'COUPON_UNUSABLE', details: { why: { en: 'It has expired.' } } });
    const someone = diner(stranger);
    expect(await codeOf(setCoupons(someone, { reservationId, couponIds: [], expectedMinor: 20_000 }))).toBe(
      'RESERVATION_UNKNOWN',
    );
    expect(await codeOf(getQuote(someone, { reservationId }))).toBe('RESERVATION_UNKNOWN');
  });

  it('two tabs that change it at once leave one price, one order and the coupons of that price', async () => {
    const { userId, coupon, reservationId } = await held();
    const other = await makeCoupon(client, stack.ctx, userId, { rules: [{ kind: 'fixed', amountMinor: 500 }] });
    const choices = [
      { couponIds: [coupon], expectedMinor: 18_000 },
      { couponIds: [other], expectedMinor: 19_500 },
      { couponIds: [], expectedMinor: 20_000 },
    ];
    await Promise.all(
      Array.from({ length: 15 }, (_, nth) => setCoupons(diner(userId), { reservationId, ...choices[nth % 3]! })),
    );
    const live = await client.db
      .select()
      .from(payments)
      .where(and(eq(payments.reservationId, reservationId), eq(payments.live, 1)));
    expect(live).toHaveLength(1);
  });

  it('a coupon wanted by two bookings at once goes to one of them', async () => {
    const restaurant = await makeRestaurant(client);
    const userId = await makeUser(client);
    const first = await holdAs(stack.ctx, userId, restaurant.id);
    const second = await holdAs(stack.ctx, userId, restaurant.id, { serviceDate: dateIn(6) });
    const coupon = await makeCoupon(client, stack.ctx, userId);
    const answers = await Promise.all(
      [first, second].map(({ reservationId }) =>
        codeOf(setCoupons(diner(userId), { reservationId, couponIds: [coupon], expectedMinor: 18_000 })),
      ),
    );
    expect(answers.filter((answer) => answer === 'COUPON_UNUSABLE')).toHaveLength(1);
  });
});

describe('money that comes late', () => {
  it('reserves the same coupons again, when they are still there', async () => {
    const { userId, coupon, reservationId } = await held();
    const order = (await orderOf(reservationId))!;
    const paymentKey = await stack.provider.approve(order.id, order.amountMinor);
    await timeUp(reservationId);
    await expire(reservationId);
    expect((await couponOf(client, coupon)).status).toBe('AVAILABLE');
    await authorizePayment(diner(userId), { reservationId, orderId: order.id, paymentKey, amountMinor: 18_000 });
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    expect(await lifeOf(client, coupon)).toEqual([
      'AVAILABLE claimed',
      'RESERVED held',
      'AVAILABLE time-up',
      'RESERVED paid-late',
      'USED capture',
    ]);
  });

  it('is refused before it is charged when a coupon of its price is gone', async () => {
    const { restaurant, userId, coupon, reservationId } = await held();
    const order = (await orderOf(reservationId))!;
    const paymentKey = await stack.provider.approve(order.id, order.amountMinor);
    await timeUp(reservationId);
    await expire(reservationId);
    const next = await holdAs(stack.ctx, userId, restaurant.id, { serviceDate: dateIn(9) });
    expect(await couponOf(client, coupon)).toMatchObject({ reservationId: next.reservationId });
    const back = { reservationId, orderId: order.id, paymentKey, amountMinor: 18_000 };
    expect(await codeOf(authorizePayment(diner(userId), back))).toBe('HOLD_EXPIRED');
    expect(await stack.provider.captures(order.id)).toBe(0);
  });

  it('goes back when it was captured all the same, also for an order whose price no longer held', async () => {
    const [{ restaurant, userId, reservationId }, other] = [await held(), await held()];
    const order = (await orderOf(reservationId))!;
    await timeUp(reservationId);
    await expire(reservationId);
    await holdAs(stack.ctx, userId, restaurant.id, { serviceDate: dateIn(9) });
    const captured = (paymentId: PaymentId) => ({
      paymentId,
      outcome: { kind: 'captured' as const, paymentKey: `key-${paymentId}`, amountMinor: 18_000 },
    });
    expect(await settlePayment(stack.ctx, captured(order.id))).toEqual({ status: 'EXPIRED', refunding: true });

    const replaced = (await orderOf(other.reservationId))!;
    await setCoupons(diner(other.userId), { reservationId: other.reservationId, couponIds: [], expectedMinor: 20_000 });
    expect(await settlePayment(stack.ctx, captured(replaced.id))).toEqual({ status: 'HELD', refunding: true });
    await pay(other.userId, other.reservationId);
    await waitForStatus(stack.ctx, other.reservationId, 'CONFIRMED');
    // The provider of this test never saw those two captures: nothing of them stays.
    const orders = [order.id, replaced.id];
    await client.pool.query(
      `DELETE e, l FROM journal_entries e JOIN journal_lines l ON l.entry_id = e.id WHERE e.source_id IN (?)
          OR e.source_id IN (SELECT id FROM refunds WHERE payment_id IN (?))`,
      [orders, orders],
    );
    await client.pool.query('DELETE FROM refunds WHERE payment_id IN (?)', [orders]);
    await client.pool.query('DELETE FROM payments WHERE id IN (?)', [orders]);
  });
});

it('fifty diners, each with a coupon, pay or leave at once: every coupon is where its booking says', async () => {
  const restaurant = await makeRestaurant(client);
  const diners = await makeUsers(client, 50);
  await Promise.all(
    diners.map(async (userId, nth) => {
      await makeCoupon(client, stack.ctx, userId);
      const { reservationId } = await holdAs(stack.ctx, userId, restaurant.id, {
        serviceDate: dateIn(10 + Math.floor(nth / 2)),
      });
      if (nth % 3 === 0) await pay(userId, reservationId);
      else if (nth % 3 === 1) await cancelReservation(diner(userId), { reservationId, expectedRefundMinor: 0 });
      if (nth % 3 === 0) await waitForStatus(stack.ctx, reservationId, 'CONFIRMED', 25_000);
    }),
  );
});
