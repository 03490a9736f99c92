import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { inbox, outbox, payments, reservations, reviewCases } from '@/db/schema';
import type { PaymentId, ReservationId, UserId } from '@/server/domain/shared/ids';
import { preparePayment, setCoupons } from '@/server/services/checkout';
import { authorizePayment, receiveHint, receiveWebhook, reconcilePayments } from '@/server/services/payment';
import { cancelReservation, expireHold } from '@/server/services/reservation';
import { type HeldOrder, holdOrder, payOrder, refundsOf, statusOf, waitForStatus } from '../support/bookings';
import { makeCoupon, OFF_2000 } from '../support/coupons';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, makeUsers, unique } from '../support/factories';
import { codeOf, ONE_TABLE } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';
import { openWebhookDoor, type WebhookDoor } from '../support/webhook-door';

let client: DatabaseClient;
let stack: SagaStack;
let door: WebhookDoor;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
  door = await openWebhookDoor(stack.ctx);
  // What a test is not about does not reach us: each opens the door itself.
  await stack.provider.control('PUT', '/config', { stripeWebhookUrl: `${door.url}/stripe`, webhookHold: true });
});
afterAll(async () => {
  await stack.close();
  await door.close();
  await client.close();
});

const AT_STRIPE = { ...ONE_TABLE, restaurant: { paymentProvider: 'stripe' as const } };
const job = () => ({ ...stack.ctx, actor: { type: 'system' as const, job: 'test' } });

/** A held table, with its page at the provider opened. */
async function opened(userId?: UserId, restaurantId?: Awaited<ReturnType<typeof makeRestaurant>>['id']) {
  const diner = userId ?? (await makeUser(client));
  const order = await holdOrder(stack.ctx, diner, restaurantId ?? (await makeRestaurant(client, AT_STRIPE)).id);
  const prepared = await prepare(diner, order);
  return { diner, order, prepared };
}
const prepare = (diner: UserId, order: HeldOrder) =>
  preparePayment(as(stack.ctx, diner), { reservationId: order.reservationId, expectedMinor: order.amountMinor });

/** The diner approves there and comes back. */
async function pay({ diner, order }: { diner: UserId; order: HeldOrder }, card?: string) {
  const paymentKey = await stack.provider.approveAtStripe(order.orderId, card);
  await authorizePayment(as(stack.ctx, diner), { ...order, paymentKey });
  return paymentKey;
}

type SessionRow = { session: { id: string; status: string }; intent: { status: string } | null };
async function atStripe(orderId: string) {
  const row = await paymentOf(orderId);
  const all = (await stack.provider.control('GET', '/stripe/sessions')) as SessionRow[];
  const found = all.find((one) => one.session.id === row.paymentKey)!;
  return found.intent?.status ?? found.session.status;
}
async function paymentOf(orderId: string) {
  const [row] = await client.db
    .select()
    .from(payments)
    .where(eq(payments.id, orderId as PaymentId));
  return row!;
}
const hint = (orderId: string, aboutRefunds = false, provider: 'stripe' | 'toss' = 'stripe') =>
  receiveHint(job(), { provider, messageId: unique('evt-'), orderId, aboutRefunds });
const ended = (id: ReservationId, minutes: number) =>
  client.db
    .update(reservations)
    .set({ endedAt: sql`now(6) - interval ${sql.raw(String(minutes))} minute` })
    .where(eq(reservations.id, id));
async function runOut({ reservationId }: HeldOrder) {
  await client.db
    .update(reservations)
    .set({ expiresAt: sql`now(6) - interval 1 minute` })
    .where(eq(reservations.id, reservationId));
  await expireHold(job(), { reservationId });
}
const hintsFollowed = (reservationId: ReservationId) =>
  waitFor('the hints to be followed', async () => {
    const [rows] = await client.pool.query<import('mysql2').RowDataPacket[]>(
      "SELECT COUNT(*) AS n FROM outbox WHERE name = 'payment/hinted' AND sent_at IS NULL AND data LIKE ?",
      [`%${reservationId}%`],
    );
    return rows[0]!.n === 0;
  });

describe('paying at a restaurant that Stripe serves', () => {
  it('opens the provider’s page, and an approved payment confirms the booking and captures once', async () => {
    const { ctx, provider } = stack;
    const held = await opened();
    expect(held.prepared.open).toMatchObject({ kind: 'redirect' });
    const paymentKey = await pay(held);
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    expect(await provider.captures(held.order.orderId)).toBe(1);
    expect(await paymentOf(held.order.orderId)).toMatchObject({ provider: 'stripe', status: 'CAPTURED', paymentKey });
    expect(await authorizePayment(as(ctx, held.diner), { ...held.order, paymentKey })).toMatchObject({
      status: 'CONFIRMED',
    });
  });

  it('a restaurant that Toss serves is opened by the script, and nobody is asked for that', async () => {
    const { ctx, provider } = stack;
    const restaurant = await makeRestaurant(client, ONE_TABLE);
    const diner = await makeUser(client);
    const order = await holdOrder(ctx, diner, restaurant.id);
    expect((await prepare(diner, order)).open).toEqual({ kind: 'sdk' });
    expect(await provider.log(order.orderId)).toEqual([]);
    await payOrder(ctx, provider, diner, order);
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
  });

  it('pressed again, the same page opens; paid there already, the way leads straight back', async () => {
    const held = await opened();
    expect((await prepare(held.diner, held.order)).open).toEqual(held.prepared.open);
    const paymentKey = await stack.provider.approveAtStripe(held.order.orderId);
    const again = await prepare(held.diner, held.order);
    expect(again.open.kind === 'redirect' && again.open.url).toContain(`/paid?`);
    expect(again.open.kind === 'redirect' && again.open.url).toContain(paymentKey);
  });

  it('a provider that does not answer opens nothing: the table stays held and the next try works', async () => {
    const diner = await makeUser(client);
    const order = await holdOrder(stack.ctx, diner, (await makeRestaurant(client, AT_STRIPE)).id);
    await stack.provider.fault({
      kind: 'error-before',
      call: 'begin',
      orderId: order.orderId,
      status: 503,
      gateway: true,
    });
    expect(await codeOf(prepare(diner, order))).toBe('PROVIDER_DOWN');
    expect(await statusOf(stack.ctx, order.reservationId)).toBe('HELD');
    expect((await prepare(diner, order)).open.kind).toBe('redirect');
  });

  it.each([['refuse-company'], ['refuse-funds']])(
    'a card that is refused when the money is taken (%s): the table is free, and the authorisation is given back',
    async (card) => {
      const { ctx, provider } = stack;
      const held = await opened();
      await pay(held, card);
      await waitForStatus(ctx, held.order.reservationId, 'RELEASED');
      await waitFor(
        'the authorisation to be given back',
        async () => (await atStripe(held.order.orderId)) === 'canceled',
      );
      expect(await provider.captures(held.order.orderId)).toBe(0);
    },
  );

  it.each([
    ['the capture was applied but its answer lost', { kind: 'drop-after' }],
    ['the capture was dropped before it was applied', { kind: 'drop-before' }],
    ['the provider failed after applying', { kind: 'error-after', status: 500, code: 'api_error' }],
    ['the provider failed before applying', { kind: 'error-before', status: 500, code: 'api_error' }],
    ['the answer came after our time-out', { kind: 'delay', phase: 'after', ms: 1_500 }],
    ['another capture of the same key was in flight', { kind: 'in-flight', ms: 800 }],
  ])('%s: one charge, and CONFIRMED', async (_what, fault) => {
    const { ctx, provider } = stack;
    const held = await opened();
    await provider.fault({ ...fault, call: 'confirm', orderId: held.order.orderId });
    await pay(held);
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    expect(await provider.captures(held.order.orderId)).toBe(1);
  });

  it('a key that was used with other parameters: a person is told, the table stays, and asking later settles it', async () => {
    const { ctx, provider } = stack;
    const held = await opened();
    await provider.fault({
      kind: 'error-before',
      call: 'confirm',
      orderId: held.order.orderId,
      code: 'idempotency_error',
    });
    await pay(held);
    const [review] = await waitFor('the case', async () => {
      const rows = await client.db
        .select()
        .from(reviewCases)
        .where(eq(reviewCases.reservationId, held.order.reservationId));
      return rows.length > 0 && rows;
    });
    expect(review).toMatchObject({ reason: 'confirm_unresolved' });
    expect(await statusOf(ctx, held.order.reservationId)).toBe('CONFIRMING');
    // The first answer of a key is repeated: reconciliation, which no longer knows it, makes a new one.
    await client.db
      .update(payments)
      .set({ nextCheckAt: sql`now(6)`, checks: 5 })
      .where(eq(payments.id, held.order.orderId as PaymentId));
    await reconcilePayments(job(), { limit: 100 });
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    expect(await provider.captures(held.order.orderId)).toBe(1);
  });

  it('the session of one booking cannot pay another', async () => {
    const { ctx, provider } = stack;
    const restaurant = await makeRestaurant(client, { restaurant: AT_STRIPE.restaurant });
    const [a, b] = await makeUsers(client, 2);
    const first = await opened(a, restaurant.id);
    const second = await opened(b, restaurant.id);
    const paymentKey = await provider.approveAtStripe(first.order.orderId);
    expect(await codeOf(authorizePayment(as(ctx, b!), { ...second.order, paymentKey }))).toBe('PAYMENT_NOT_OPEN');
    expect(await statusOf(ctx, second.order.reservationId)).toBe('HELD');
  });
});

describe('pin, then capture; else cancel', () => {
  it('a diner a moment late still has the authorisation: it is captured when the table is free', async () => {
    const { ctx, provider } = stack;
    const held = await opened();
    const paymentKey = await provider.approveAtStripe(held.order.orderId);
    await runOut(held.order);
    await hint(held.order.orderId);
    await hintsFollowed(held.order.reservationId);
    expect(await atStripe(held.order.orderId)).toBe('requires_capture');
    await authorizePayment(as(ctx, held.diner), { ...held.order, paymentKey });
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    expect(await provider.captures(held.order.orderId)).toBe(1);
  });

  it('who never comes back gets the authorisation back when the hold is over for good, also when no webhook came', async () => {
    const held = await opened();
    await stack.provider.approveAtStripe(held.order.orderId);
    expect((await paymentOf(held.order.orderId)).nextCheckAt!.getTime()).toBeGreaterThan(Date.now());
    await runOut(held.order);
    await ended(held.order.reservationId, 10);
    await client.db
      .update(payments)
      .set({ nextCheckAt: sql`now(6)` })
      .where(eq(payments.id, held.order.orderId as PaymentId));
    await reconcilePayments(job(), { limit: 100 });
    expect(await atStripe(held.order.orderId)).toBe('canceled');
    expect(await paymentOf(held.order.orderId)).toMatchObject({ status: 'ABANDONED', nextCheckAt: null });
  });

  it('a page that nobody used is ended with its hold', async () => {
    const held = await opened();
    await runOut(held.order);
    await ended(held.order.reservationId, 10);
    await hint(held.order.orderId);
    await waitFor('the page to end', async () => (await atStripe(held.order.orderId)) === 'expired');
  });

  it('given up while the page was open, and paid there all the same: the authorisation is given back at once', async () => {
    const { ctx, provider } = stack;
    const held = await opened();
    await cancelReservation(as(ctx, held.diner), { reservationId: held.order.reservationId, expectedRefundMinor: 0 });
    await provider.approveAtStripe(held.order.orderId);
    await hint(held.order.orderId);
    await waitFor(
      'the authorisation to be given back',
      async () => (await atStripe(held.order.orderId)) === 'canceled',
    );
    expect(await provider.captures(held.order.orderId)).toBe(0);
  });

  it('an order whose price changed is replaced at the same provider, and what was authorised for the old one goes back', async () => {
    const { ctx, provider } = stack;
    const held = await opened();
    const coupon = await makeCoupon(client, ctx, held.diner, { rules: [OFF_2000] });
    await provider.approveAtStripe(held.order.orderId);
    const amountMinor = held.order.amountMinor - 2_000;
    await setCoupons(as(ctx, held.diner), {
      reservationId: held.order.reservationId,
      couponIds: [coupon],
      expectedMinor: amountMinor,
    });
    const [next] = await client.db
      .select()
      .from(payments)
      .where(and(eq(payments.reservationId, held.order.reservationId), eq(payments.live, 1)));
    expect(next).toMatchObject({ provider: 'stripe', amountMinor });
    await hint(held.order.orderId);
    await waitFor('the old one to be given back', async () => (await atStripe(held.order.orderId)) === 'canceled');
    const order = { ...held.order, orderId: next!.id, amountMinor };
    await prepare(held.diner, order);
    await pay({ diner: held.diner, order });
    await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
    expect(await provider.captures(order.orderId)).toBe(1);
  });
});

describe('refunds', () => {
  it.each([
    ['at once', null],
    ['although its answer was lost', { kind: 'drop-after' }],
    ['although the provider failed after applying', { kind: 'error-after', status: 500, code: 'api_error' }],
  ])('a cancelled booking is paid back once, %s', async (_what, fault) => {
    const { ctx, provider } = stack;
    const held = await opened();
    await pay(held);
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    if (fault) await provider.fault({ ...fault, call: 'cancel', orderId: held.order.orderId });
    await cancelReservation(as(ctx, held.diner), {
      reservationId: held.order.reservationId,
      expectedRefundMinor: held.order.amountMinor,
    });
    const [refund] = await waitFor('the refund', async () => {
      const rows = await refundsOf(ctx, held.order.reservationId);
      return rows[0]?.status === 'DONE' && rows;
    });
    expect(refund).toMatchObject({
      amountMinor: held.order.amountMinor,
      transactionKey: expect.stringMatching(/^re_/),
    });
    const looked = await ctx.payments.of('stripe').lookup(await paymentOf(held.order.orderId).then(asOrder));
    expect(looked).toMatchObject({ payment: { status: 'CANCELED', cancels: [{ reason: refund!.id }] } });
    // The webhook of our own refund is nothing to look into.
    await hint(held.order.orderId, true);
    await hintsFollowed(held.order.reservationId);
    expect(await casesOf(held.order.reservationId)).toEqual([]);
  });

  it.each(['stripe', 'toss'] as const)(
    'money that somebody gave back at the console of %s becomes a case with both sides shown',
    async (name) => {
      const { ctx, provider } = stack;
      const restaurant = await makeRestaurant(client, name === 'stripe' ? AT_STRIPE : ONE_TABLE);
      const diner = await makeUser(client);
      const order = await holdOrder(ctx, diner, restaurant.id);
      await prepare(diner, order);
      if (name === 'stripe') await pay({ diner, order });
      else await payOrder(ctx, provider, diner, order);
      await waitForStatus(ctx, order.reservationId, 'CONFIRMED');
      if (name === 'stripe')
        await provider.control('POST', '/stripe/refund', { orderId: order.orderId, amount: 5_000 });
      else {
        const { paymentKey } = await paymentOf(order.orderId);
        const [reason, idempotencyKey] = ['at the console', unique('console-')];
        await ctx.payments.of('toss').refund({ paymentKey: paymentKey!, amountMinor: 5_000, reason, idempotencyKey });
      }
      await hint(order.orderId, true, name);
      const [review] = await waitFor('the case', async () => {
        const rows = await casesOf(order.reservationId);
        return rows.length > 0 && rows;
      });
      expect(review).toMatchObject({
        reason: 'transaction_differs',
        detail: { ours: { refunds: [] }, theirs: { status: 'PARTIAL_CANCELED', cancels: [{ amountMinor: 5_000 }] } },
      });
    },
  );
});

const asOrder = (row: { id: string; paymentKey: string | null }) => ({ orderId: row.id, paymentKey: row.paymentKey });
const casesOf = (id: ReservationId) => client.db.select().from(reviewCases).where(eq(reviewCases.reservationId, id));

describe('webhooks', () => {
  const inboxed = async () => {
    const rows = await client.db.select().from(inbox).where(eq(inbox.source, 'stripe'));
    return new Set(rows.map((row) => row.messageId));
  };

  it('seven copies of each, newest first: every message counts once, and the booking is what the provider says', async () => {
    const { ctx, provider } = stack;
    await provider.control('PUT', '/config', { webhookCopies: 7 });
    const held = await opened();
    await pay(held);
    await waitForStatus(ctx, held.order.reservationId, 'CONFIRMED');
    const before = door.answers.length;
    await provider.control('POST', '/webhooks/release', { orderId: held.order.orderId, reverse: true });
    type Sent = { id: string; state: string; status: string };
    const sent = await waitFor('the messages to be delivered', async () => {
      const all = (await provider.control('GET', `/webhooks?orderId=${held.order.orderId}`)) as Sent[];
      return all.length === 3 && all.every((one) => one.state === 'delivered') && all;
    });
    await provider.control('PUT', '/config', { webhookCopies: 1 });
    expect(door.answers.slice(before)).toEqual(Array(21).fill(200));
    const ids = sent.map((one) => one.id);
    const seen = await client.db.select().from(inbox).where(inArray(inbox.messageId, ids));
    expect(seen).toHaveLength(3);
    await hintsFollowed(held.order.reservationId);
    expect(await statusOf(ctx, held.order.reservationId)).toBe('CONFIRMED');
    expect(await provider.captures(held.order.orderId)).toBe(1);
    expect(await casesOf(held.order.reservationId)).toEqual([]);
  });

  it('a forged one is refused and leaves no trace; so are one of a provider that is not there and one that is no message', async () => {
    const held = await opened();
    const body = JSON.stringify({
      id: 'evt_forged',
      type: 'payment_intent.succeeded',
      data: { object: { metadata: { order_id: held.order.orderId } } },
    });
    const [before, [facts]] = await Promise.all([
      inboxed(),
      client.db.select({ n: sql<number>`count(*)` }).from(outbox).where(eq(outbox.name, 'payment/hinted')),
    ]);
    const send = (provider: string, rawBody: string) =>
      codeOf(receiveWebhook(job(), { provider, rawBody, header: () => 't=1764500000,v1=00' }));
    expect(await send('stripe', body)).toBe('INVALID_INPUT');
    expect(await send('paypal', body)).toBe('NOT_FOUND');
    expect(await send('toss', 'no json')).toBe('INVALID_INPUT');
    expect(await inboxed()).toEqual(before);
    const [after] = await client.db
      .select({ n: sql<number>`count(*)` })
      .from(outbox)
      .where(eq(outbox.name, 'payment/hinted'));
    expect(after).toEqual(facts);
    expect(await statusOf(stack.ctx, held.order.reservationId)).toBe('HELD');
  });

  it('a message of one provider about an order of another is dropped', async () => {
    const held = await opened();
    expect(await hint(held.order.orderId, false, 'toss')).toEqual({ fresh: false });
  });
});
