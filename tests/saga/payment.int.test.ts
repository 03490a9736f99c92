import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { closures, reservations, restaurants, reviewCases } from '@/db/schema';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import { authorizePayment, receiveHint, resolvePayment } from '@/server/services/payment';
import { expireHold } from '@/server/services/reservation';
import { holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, dateIn, makeRestaurant, makeUser, makeUsers, unique } from '../support/factories';
import { codeOf, ONE_TABLE } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

const oneTable = () => makeRestaurant(client, ONE_TABLE);
const overdue = (id: ReservationId) =>
  client.db.update(reservations).set({ expiresAt: sql`now(6) - interval 1 minute` }).where(eq(reservations.id, id));

describe('paying', () => {
  it('an approved payment confirms the booking, charges once and sends one mail with a calendar entry', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const email = `paying-${Date.now()}@tablepick.example`;
    const diner = await makeUser(client, { email });
    const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
    await waitForStatus(ctx, paid.reservationId, 'CONFIRMED');
    expect(await provider.captures(paid.orderId)).toBe(1);
    const mails = await waitFor('the confirmation', async () => {
      const found = await provider.mails(email);
      return found.length > 0 && found;
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]!.attachments.map((file) => file.filename)).toContain('booking.ics');
    // The same return again, and a page that was reloaded.
    expect(await authorizePayment(as(ctx, diner), paid)).toMatchObject({ status: 'CONFIRMED' });
    expect(await provider.captures(paid.orderId)).toBe(1);
  });

  it('a declined card frees the table, and nothing is charged', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const [a, b] = await makeUsers(client, 2);
    const order = await holdOrder(ctx, a!, restaurant.id);
    await provider.fault({
      kind: 'error-before',
      call: 'confirm',
      orderId: order.orderId,
      status: 403,
      code: 'REJECT_CARD_COMPANY',
    });
    await payOrder(ctx, provider, a!, order);
    await waitForStatus(ctx, order.reservationId, 'RELEASED');
    expect(await provider.captures(order.orderId)).toBe(0);
    expect(await holdOrder(ctx, b!, restaurant.id)).toBeTruthy();
  });

  it.each([
    ['the confirm was applied but its answer lost', { kind: 'drop-after' }],
    ['the confirm was dropped before it was applied', { kind: 'drop-before' }],
    ['the provider failed after applying', { kind: 'error-after', status: 500 }],
    ['the provider failed before applying', { kind: 'error-before', status: 500 }],
    ['the answer came after our time-out', { kind: 'delay', phase: 'after', ms: 1_500 }],
    ['another confirm of the same key was in flight', { kind: 'in-flight', ms: 800 }],
  ])('%s: one charge, and CONFIRMED', async (_what, fault) => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await provider.fault({ ...fault, call: 'confirm', orderId: order.orderId });
    await payOrder(ctx, provider, diner, order);
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
    expect(await provider.captures(order.orderId)).toBe(1);
  });

  it('refuses an amount, an order and an owner that are not on record, and charges nothing', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const [diner, stranger] = await makeUsers(client, 2);
    const order = await holdOrder(ctx, diner!, restaurant.id);
    const back = { ...order, paymentKey: await provider.approve(order.orderId, order.amountMinor) };
    expect(await codeOf(authorizePayment(as(ctx, diner!), { ...back, amountMinor: 100 }))).toBe(
      'PAYMENT_AMOUNT_MISMATCH',
    );
    expect(await codeOf(authorizePayment(as(ctx, diner!), { ...back, orderId: 'pay_nobody_knows' }))).toBe(
      'PAYMENT_UNKNOWN',
    );
    expect(await codeOf(authorizePayment(as(ctx, stranger!), back))).toBe('RESERVATION_UNKNOWN');
    expect(await statusOf(ctx, order.reservationId)).toBe('HELD');
    expect(await provider.captures(order.orderId)).toBe(0);
  });

  it('one payment key cannot pay two bookings', async () => {
    const { ctx, provider } = stack;
    const restaurant = await makeRestaurant(client);
    const diner = await makeUser(client);
    const first = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id, 720));
    const second = await holdOrder(ctx, diner, restaurant.id, 1140);
    expect(await codeOf(authorizePayment(as(ctx, diner), { ...second, paymentKey: first.paymentKey }))).toBe(
      'PAYMENT_NOT_OPEN',
    );
    expect(await statusOf(ctx, second.reservationId)).toBe('HELD');
  });

  it('a key the provider never gave frees the table', async () => {
    const { ctx } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await authorizePayment(as(ctx, diner), { ...order, paymentKey: 'tgen_made_up_by_somebody' });
    await waitForStatus(ctx, order.reservationId, 'RELEASED');
  });
});

describe('paying late', () => {
  it('after expiry, the table free: the table is taken again and the booking confirmed', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await overdue(order.reservationId);
    await expireHold({ ...ctx, actor: { type: 'system', job: 'test' } }, order);
    await payOrder(ctx, provider, diner, order);
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
    expect(await provider.captures(order.orderId)).toBe(1);
  });

  it('after expiry, the day not open any more by a new rule: it was open when it was held, and is confirmed', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await overdue(order.reservationId);
    await expireHold({ ...ctx, actor: { type: 'system', job: 'test' } }, order);
    await client.db
      .update(restaurants)
      .set({ bookingWindowDays: 1, configVersion: sql`config_version + 1` })
      .where(eq(restaurants.id, restaurant.id));
    expect(await codeOf(holdOrder(ctx, await makeUser(client), restaurant.id))).toBe('SLOT_NOT_OPEN_YET');
    await payOrder(ctx, provider, diner, order);
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
  });

  it('after expiry, the table gone: refused, and nothing is charged', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const [late, quick] = await makeUsers(client, 2);
    const order = await holdOrder(ctx, late!, restaurant.id);
    await overdue(order.reservationId);
    await expireHold({ ...ctx, actor: { type: 'system', job: 'test' } }, order);
    await holdOrder(ctx, quick!, restaurant.id);
    expect(await codeOf(payOrder(ctx, provider, late!, order))).toBe('HOLD_EXPIRED');
    expect(await provider.captures(order.orderId)).toBe(0);
  });

  it.each([
    ['the restaurant closed that day meanwhile', 'closed'],
    ['the diner booked elsewhere at that time meanwhile', 'elsewhere'],
    ['the start has passed', 'started'],
  ])('after expiry, %s: refused, and nothing is charged', async (_what, why) => {
    const { ctx, provider } = stack;
    const [restaurant, other] = await Promise.all([oneTable(), oneTable()]);
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await overdue(order.reservationId);
    if (why === 'closed') {
      await client.db
        .insert(closures)
        .values({ restaurantId: restaurant.id, serviceDate: dateIn(5), fromMinute: 0, toMinute: 2880 });
    }
    if (why === 'elsewhere') await holdOrder(ctx, diner, other.id);
    if (why === 'started') {
      const past = { startsAt: sql`now(6) - interval 1 hour`, serviceDate: dateIn(-1) };
      await client.db.update(reservations).set(past).where(eq(reservations.id, order.reservationId));
    }
    expect(await codeOf(payOrder(ctx, provider, diner, order))).toBe('HOLD_EXPIRED');
    expect(await provider.captures(order.orderId)).toBe(0);
    expect(await statusOf(ctx, order.reservationId)).toBe('HELD');
  });

  it('captured at the provider for a booking that is gone: refunded in full by itself', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const [late, quick] = await makeUsers(client, 2);
    const order = await holdOrder(ctx, late!, restaurant.id);
    const paymentKey = await provider.approve(order.orderId, order.amountMinor);
    await overdue(order.reservationId);
    await expireHold({ ...ctx, actor: { type: 'system', job: 'test' } }, order);
    await holdOrder(ctx, quick!, restaurant.id);
    // Somebody's confirm reached the provider all the same; its webhook is the first we hear of it.
    await ctx.payments.of('toss').confirm({
      paymentKey,
      orderId: order.orderId,
      amountMinor: order.amountMinor,
      idempotencyKey: unique('elsewhere-'),
    });
    await hint(order.orderId);
    const [refund] = await waitFor('the refund', async () => {
      const rows = await refundsOf(ctx, order.reservationId);
      return rows[0]?.status === 'DONE' && rows;
    });
    expect(refund).toMatchObject({ cause: 'late_payment', amountMinor: order.amountMinor });
    expect(await statusOf(ctx, order.reservationId)).toBe('EXPIRED');
  });
});

const hint = (orderId: string, messageId = unique('message-')) =>
  receiveHint({ ...stack.ctx, actor: { type: 'webhook', source: 'toss' } }, { provider: 'toss', messageId, orderId });

describe('what the provider says of an order', () => {
  it('a 404 of something in between frees nothing: the applied confirm is found, and CONFIRMED', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    await provider.fault({ kind: 'drop-after', call: 'confirm', orderId: order.orderId });
    await provider.fault({
      kind: 'error-before',
      call: 'query',
      orderId: order.orderId,
      status: 404,
      code: 'GATEWAY',
      gateway: true,
    });
    await payOrder(ctx, provider, diner, order);
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
    expect(await provider.captures(order.orderId)).toBe(1);
  });

  it('money that is all back already is no payment: the table is freed, not confirmed', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    const paymentKey = await provider.approve(order.orderId, order.amountMinor);
    const { amountMinor, orderId } = order;
    await ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('elsewhere-') });
    await ctx.payments.of('toss').refund({
      paymentKey,
      amountMinor,
      reason: 'at the console',
      idempotencyKey: unique('elsewhere-'),
    });
    await authorizePayment(as(ctx, diner), { ...order, paymentKey });
    await waitForStatus(ctx, order.reservationId, 'RELEASED');
  });

  it('money of which a part is back already was paid: the table is booked, and the part is a case', async () => {
    const { ctx, provider } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    const paymentKey = await provider.approve(order.orderId, order.amountMinor);
    const { amountMinor, orderId } = order;
    await ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('elsewhere-') });
    const part = { paymentKey, amountMinor: 1_000, reason: 'at the console', idempotencyKey: unique('elsewhere-') };
    await ctx.payments.of('toss').refund(part);
    await authorizePayment(as(ctx, diner), { ...order, paymentKey });
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
    await resolvePayment(ctx, { paymentId: orderId as PaymentId, aboutRefunds: true });
    const [found] = await client.db
      .select()
      .from(reviewCases)
      .where(eq(reviewCases.reservationId, order.reservationId));
    expect(found).toMatchObject({ reason: 'transaction_differs' });
  });
});

describe('webhooks', () => {
  it('a forged DONE confirms nothing, a repeated one is dropped, one for an unknown order is ignored', async () => {
    const { ctx } = stack;
    const restaurant = await oneTable();
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    const seen = [];
    for (let i = 0; i < 7; i++) seen.push((await hint(order.orderId, `tx-${order.orderId}`)).fresh);
    expect(seen).toEqual([true, false, false, false, false, false, false]);
    expect(await hint('pay_not_ours')).toEqual({ fresh: false });
    await waitFor('the hint to be followed', async () => {
      const [rows] = await client.pool.query<import('mysql2').RowDataPacket[]>(
        "SELECT COUNT(*) AS n FROM outbox WHERE name = 'payment/hinted' AND sent_at IS NULL",
      );
      return rows[0]!.n === 0;
    });
    expect(await statusOf(ctx, order.reservationId)).toBe('HELD');
  });
});
