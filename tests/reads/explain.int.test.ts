import { eq, sql } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { reservations } from '@/db/schema';
import type { PaymentId } from '@/server/domain/shared/ids';
import { bookingCalendarFile, getBooking, listBookings } from '@/server/services/booking';
import { LiveWatch, watchDay } from '@/server/services/live';
import { authorizePayment, settlePayment } from '@/server/services/payment';
import { cancelReservation, expireHold, sweepHolds } from '@/server/services/reservation';
import { getAvailability, getRestaurant, getWeek, searchRestaurants } from '@/server/services/restaurant';
import { holdOrder } from '@/tests/support/bookings';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { holdAs } from '@/tests/support/holds';
import { fillDatabase } from '@/tests/support/many-rows';
import { countStatements } from '@/tests/support/statements';

const RESTAURANTS = 3_000;
const BOOKINGS = 6_000;
/** More rows than this without a LIMIT that ends the walk is a scan, whatever index it runs along. */
const MOST_ROWS = 600;

let client: DatabaseClient;
beforeAll(async () => {
  client = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_explain`), 6);
  await fillDatabase(client, RESTAURANTS, BOOKINGS);
}, 120_000);
afterAll(() => client.close());

/** What a diner's verbs send, from the first search to the refund. */
async function dine(): Promise<void> {
  const ctx = makeContext(client, { live: new LiveWatch(client.pool, 10) });
  const owner = await makeUser(client);
  const at = await makeRestaurant(client, {
    ownerId: owner,
    restaurant: { neighbourhood: 'yeonnam', name: '할머니칼국수' },
  });
  const [date, party] = [dateIn(5), 2];
  const wish = { date, minute: 1140, party };
  for (const filter of [
    {},
    { area: '마포구' },
    { area: 'yeonnam' },
    { cuisine: 'noodles' },
    { area: '마포구', cuisine: 'noodles' },
    { text: '할머니칼국수' },
    { text: '국' },
    { text: '국', area: '마포구' },
    { text: '칼국', cuisine: 'noodles' },
    { minute: 240 },
  ]) {
    const { nextCursor } = await searchRestaurants(ctx, { ...wish, ...filter, limit: 5 });
    if (nextCursor) await searchRestaurants(ctx, { ...wish, ...filter, limit: 5, cursor: nextCursor });
  }
  await getRestaurant(ctx, { slug: at.slug });
  await getAvailability(ctx, { restaurantId: at.id, date, party });
  await getWeek(ctx, { restaurantId: at.id, from: date, days: 42, party });
  const stop = new AbortController();
  await watchDay(ctx, { restaurantId: at.id, date }, stop.signal).next();

  const diner = await makeUser(client);
  const me = as(ctx, diner);
  const held = await holdAs(ctx, diner, at.id, { minute: 720 });
  const moved = await holdAs(ctx, diner, at.id, { minute: 750, replaces: held.reservationId });
  await getAvailability(ctx, { restaurantId: at.id, date, party });
  await cancelReservation(me, { reservationId: moved.reservationId, expectedRefundMinor: 0 });
  const order = await holdOrder(ctx, diner, at.id, 1140);
  await authorizePayment(me, { ...order, paymentKey: unique('key') });
  const job = { ...ctx, actor: { type: 'system' as const, job: 'test' } };
  const paymentId = order.orderId as PaymentId;
  await settlePayment(job, {
    paymentId,
    outcome: { kind: 'captured', paymentKey: unique('k'), amountMinor: order.amountMinor } as never,
  });
  const { reservationId } = order;
  await ctx.live.changes('booking', reservationId, stop.signal).next();
  await getBooking(me, { reservationId });
  await bookingCalendarFile(me, { reservationId });
  for (const scope of ['upcoming', 'past'] as const) {
    const { items } = await listBookings(me, { scope, limit: 1 });
    const [last] = items;
    if (last) await listBookings(me, { scope, limit: 1, cursor: { startsAtMs: last.startsAtMs, id: last.id } });
  }
  await cancelReservation(me, { reservationId, expectedRefundMinor: order.amountMinor });
  await cancelReservation(me, { reservationId, expectedRefundMinor: order.amountMinor });

  const late = await holdOrder(ctx, diner, at.id, 1170);
  await ctx.db
    .update(reservations)
    .set({ expiresAt: sql`now(6) - interval 1 minute` })
    .where(eq(reservations.id, late.reservationId));
  await expireHold(job, late);
  await authorizePayment(me, { ...late, paymentKey: unique('key') });
  await sweepHolds(job, { limit: 500 });
  stop.abort();
  ctx.live.close();
}

const READS = /^\s*(?:\(|with|select|update|delete|insert[\s\S]*?\bselect\b)/i;
/** The same statement with other values: so that each is explained once. */
const shapeOf = (text: string) =>
  text
    .replace(/'(?:[^'\\]|\\.)*'/g, '?')
    .replace(/\b\d+(?:\.\d+)?\b/g, '?')
    .replace(/\?(?:\s*,\s*\?)+/g, '?…')
    .replace(/\s+/g, ' ');

/**
 * What is wrong with how the server would run a statement. Tables it makes up itself (`<derived2>`: a rare term's at most
 * a thousand restaurants; `<subquery…>`) are read whole, they are small by their own LIMIT or condition; `const` and
 * `system` are one row.
 */
async function scansOf(text: string): Promise<string[]> {
  const [plan] = await client.pool.query<RowDataPacket[]>(`EXPLAIN ${text}`);
  return plan.flatMap((step) => {
    const extra = String(step.Extra ?? '');
    if (!step.table || String(step.table).startsWith('<')) return [];
    if (step.type === 'ALL') return [`${step.table}: reads the whole table`];
    // A walk along an index may stop at its LIMIT, but not when everything is sorted first.
    const stops = /\blimit \d+\s*(?:\)|$)/i.test(text) && !/filesort|temporary/i.test(extra);
    if (step.type === 'index' && !stops) return [`${step.table}: reads all of index ${step.key}`];
    if (Number(step.rows) > MOST_ROWS && !stops) return [`${step.table}: reads ${step.rows} rows of ${step.key}`];
    return [];
  });
}

it('every statement of a diner’s runs along an index, and none reads a table', async () => {
  const listening = countStatements(client);
  await dine();
  listening.stop();
  const shapes = new Map(listening.texts.filter((text) => READS.test(text)).map((text) => [shapeOf(text), text]));
  const found: string[] = [];
  for (const [shape, text] of shapes) found.push(...(await scansOf(text)).map((scan) => `${scan} — ${shape}`));
  expect(found).toEqual([]);
  // They were really heard: every verb is among them.
  expect(shapes.size).toBeGreaterThan(45);
  const all = [...shapes.keys()].join('\n');
  for (const word of [
    'restaurant_terms',
    'restaurants_ranked',
    'restaurants_district',
    'restaurants_neighbourhood',
    'restaurants_cuisine',
    'service_day',
    'occupancy',
    'menu_items',
    'reservation_history',
    'refunds',
    'FOR UPDATE',
    'SET o.taken',
    'interval ? second',
  ])
    expect(all).toContain(word);
});

it.each([
  ["SELECT * FROM reservations WHERE guest_name = 'somebody'", 'reads the whole table'],
  ["UPDATE payments SET checks = checks + 1 WHERE decline_code = 'x'", 'reads all of index'],
  ['DELETE FROM menu_items WHERE name = "y"', 'reads the whole table'],
  ['SELECT id FROM restaurants ORDER BY name LIMIT 5', 'reads the whole table'],
  ['SELECT COUNT(*) FROM reservations', 'reads all of index'],
  [
    "SELECT name FROM restaurants FORCE INDEX (restaurants_ranked) WHERE status = 'published'",
    'rows of restaurants_ranked',
  ],
  [
    "INSERT INTO users (id, name, created_at) SELECT id, guest_name, NOW() FROM reservations WHERE note = 'x'",
    'reads the whole table',
  ],
])('a scan is caught: %s', async (text, scan) => {
  expect(READS.test(text)).toBe(true);
  expect(await scansOf(text)).toEqual([expect.stringContaining(scan)]);
});
