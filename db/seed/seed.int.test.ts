import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleProblems } from '@/server/domain/coupon/rules';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { dateAt } from '@/server/domain/shared/time';
import { getWallet, listClaimable } from '@/server/services/coupon';
import { getRestaurant, getWeek } from '@/server/services/restaurant';
import { brokenCoupons } from '@/tests/support/coupons';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext } from '@/tests/support/factories';
import { createDatabase, type DatabaseClient } from '../client';
import { RESTAURANTS } from './content';
import { seedDemo } from './seed';

let client: DatabaseClient;
const nowMs = Date.now();
const today = dateAt(nowMs, 'Asia/Seoul');

const rows = async (sql: string, params: unknown[] = []) => (await client.pool.query<RowDataPacket[]>(sql, params))[0];
const count = async (sql: string) => Number((await rows(`SELECT count(*) AS n FROM ${sql}`))[0]!.n);

const TABLES =
  `users accounts restaurants areas dining_tables table_joins service_periods special_periods closures turn_times
  booking_policies menu_items memberships restaurant_terms reservations reservation_tables reservation_history occupancy
  service_day payments refunds outbox coupon_campaigns coupons coupon_history`.split(/\s+/);

const sums = async () => (await rows(`CHECKSUM TABLE ${TABLES.join(', ')}`)).map((row) => [row.Table, row.Checksum]);

beforeAll(async () => {
  client = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_seed`), 4);
  // Signed in with before there was a demo.
  await client.pool.query(
    "INSERT INTO users (id, name, locale, role, created_at) VALUES ('usr_early', '이서연', 'ko', 'member', NOW(6))",
  );
  await client.pool.query("INSERT INTO accounts VALUES ('sandbox', 'demo-operator', 'usr_early', NOW(6))");
  const started = performance.now();
  const result = await seedDemo(client, { nowMs });
  console.log(`demo: ${result.bookings} bookings in ${Math.round(performance.now() - started)} ms`);
  expect(result).toMatchObject({ added: true, restaurants: RESTAURANTS.length });
});
afterAll(() => client.close());

/** What live reservations take, a row a granule: the sum that occupancy has to be. */
const LIVE = `WITH RECURSIVE granules (g) AS (SELECT 0 UNION ALL SELECT g + 1 FROM granules WHERE g < 24)
  SELECT t.restaurant_id, t.service_date, t.from_minute + g * r.slot_minutes AS minute, t.table_id, sum(t.taken) AS taken
    FROM reservation_tables t
    JOIN reservations v ON v.id = t.reservation_id AND v.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED')
    JOIN restaurants r ON r.id = t.restaurant_id
    JOIN granules ON t.from_minute + g * r.slot_minutes < t.to_minute
   GROUP BY 1, 2, 3, 4`;

describe('the demo in the database', () => {
  it('has coupons to claim, to use and to wait for, whose rules could have been saved', async () => {
    expect(await brokenCoupons(client)).toEqual([]);
    const [diner] = await rows("SELECT user_id AS id FROM accounts WHERE subject = 'demo-diner'");
    const ctx = as(makeContext(client), diner!.id as UserId);
    const { coupons } = await getWallet(ctx);
    expect(new Set(coupons.map((coupon) => coupon.state))).toEqual(new Set(['AVAILABLE', 'EXPIRED']));
    const { campaigns } = await listClaimable(ctx, {});
    expect(new Set(campaigns.map((campaign) => campaign.state))).toEqual(new Set(['open', 'not-yet', 'yours']));
    for (const { rules } of campaigns) expect(ruleProblems(rules)).toEqual([]);
  });

  it('takes of every granule exactly what its live reservations take', async () => {
    const [found] =
      await rows(`SELECT count(*) AS live, sum(COALESCE(o.taken = l.taken AND o.taken <= o.seats, 0)) AS same
      FROM (${LIVE}) l LEFT JOIN occupancy o USING (restaurant_id, service_date, minute, table_id)`);
    expect(Number(found!.live)).toBeGreaterThan(10_000);
    expect(Number(found!.same)).toBe(Number(found!.live));
    expect(await count('occupancy WHERE taken > 0')).toBe(Number(found!.live));
  });

  it('leaves nothing taken on a day whose version says that nobody ever wrote to it', async () => {
    const untold = await count(`occupancy o LEFT JOIN service_day d USING (restaurant_id, service_date)
      WHERE COALESCE(d.version, 0) = 0`);
    expect(untold).toBe(0);
  });

  it('writes as the seats of a granule those of the table, and of table 0 the pacing', async () => {
    const wrong = await count(`occupancy o JOIN restaurants r ON r.id = o.restaurant_id
      LEFT JOIN dining_tables d ON d.restaurant_id = o.restaurant_id AND d.table_id = o.table_id
      WHERE o.seats <> IF(o.table_id = 0, COALESCE(r.pacing_covers, 32767), COALESCE(d.seats, -1))`);
    expect(wrong).toBe(0);
  });

  it('tells each booking’s whole history, ending in the state it is in', async () => {
    const wrong = await count(`reservations v LEFT JOIN (SELECT reservation_id, count(*) AS steps, max(version) AS last
        FROM reservation_history GROUP BY reservation_id) h ON h.reservation_id = v.id
      LEFT JOIN reservation_history l ON l.reservation_id = v.id AND l.version = v.version
      WHERE h.steps IS NULL OR h.steps <> v.version OR h.last <> v.version OR l.to_status <> v.status`);
    expect(wrong).toBe(0);
    expect(await count("reservations WHERE (ended_at IS NULL) <> (status IN ('CONFIRMED', 'SEATED'))")).toBe(0);
    expect(await count('service_day WHERE version = 0')).toBe(0);
    const days =
      await rows(`SELECT count(*) AS n FROM (SELECT DISTINCT v.restaurant_id, v.service_date FROM reservations v
      LEFT JOIN service_day d USING (restaurant_id, service_date) WHERE d.version IS NULL) x`);
    expect(days[0]!.n).toBe(0);
  });

  it('claims no money that the payment provider does not know of', async () => {
    expect(await count('reservations WHERE deposit_minor <> 0')).toBe(0);
    expect(await count('payments')).toBe(0);
  });

  it('knows the three demo accounts; one that was there before keeps its person and becomes the operator', async () => {
    const people = await rows(
      'SELECT a.subject, u.id, u.name, u.email, u.role FROM accounts a JOIN users u ON u.id = a.user_id ORDER BY a.subject',
    );
    expect(people).toEqual([
      expect.objectContaining({
        subject: 'demo-diner',
        name: '김민지',
        email: 'diner@tablepick.example',
        role: 'member',
      }),
      expect.objectContaining({ subject: 'demo-operator', id: 'usr_early', role: 'operator' }),
      expect.objectContaining({
        subject: 'demo-owner',
        name: '박지호',
        email: 'owner@tablepick.example',
        role: 'member',
      }),
    ]);
    const owned = await rows(`SELECT r.slug FROM memberships m JOIN restaurants r ON r.id = m.restaurant_id
      JOIN accounts a ON a.user_id = m.user_id AND a.subject = 'demo-owner' AND m.role = 'owner' ORDER BY r.slug`);
    expect(owned.map((row) => row.slug)).toEqual(
      RESTAURANTS.filter((r) => r.owner)
        .map((r) => r.slug)
        .sort(),
    );
  });

  it('leaves no page empty: each restaurant has a page and, but for the famous one, tables this week', async () => {
    const ctx = makeContext(client);
    const places = await rows('SELECT id, slug FROM restaurants ORDER BY `rank` DESC');
    expect(places.map((place) => place.slug)).toEqual(RESTAURANTS.map((r) => r.slug));
    for (const place of places) {
      const restaurantId = place.id as RestaurantId;
      const content = RESTAURANTS.find((r) => r.slug === place.slug)!;
      const page = await getRestaurant(ctx, { slug: place.slug });
      expect(page.menu.length, place.slug).toBeGreaterThan(0);
      const week = await getWeek(ctx, { restaurantId, from: today, days: 8, party: 2 });
      const free = week.reduce((sum, day) => sum + day.freeSlots, 0);
      const total = week.reduce((sum, day) => sum + day.totalSlots, 0);
      expect(total, place.slug).toBeGreaterThan(0);
      if (content.famous) expect(free / total, place.slug).toBeLessThan(0.5);
      else expect(free, place.slug).toBeGreaterThan(0);
      const bookings = await count(`reservations WHERE restaurant_id = '${place.id}' AND status = 'CONFIRMED'`);
      expect(bookings, place.slug).toBeGreaterThan(0);
    }
    const famous = places.find((place) => RESTAURANTS.find((r) => r.slug === place.slug)?.famous)!;
    const month = await getWeek(ctx, { restaurantId: famous.id, from: today, days: 31, party: 2 });
    expect(month.slice(1, 30).filter((day) => day.state === 'full').length).toBeGreaterThan(6);
  });

  it('is found by any part of its names in both languages', async () => {
    for (const typed of ['불티', 'works', 'sushi', '소언']) {
      const found = await rows('SELECT DISTINCT restaurant_id FROM restaurant_terms WHERE term >= ? AND term < ?', [
        typed,
        `${typed}\u{10ffff}`,
      ]);
      expect(found.length, typed).toBeGreaterThan(0);
    }
  });

  it('is added once: a second run, and two at the same time, change nothing', async () => {
    const before = await sums();
    const again = await Promise.all([seedDemo(client, { nowMs }), seedDemo(client, { nowMs: nowMs + 86_400_000 })]);
    expect(again.map((result) => result.added)).toEqual([false, false]);
    expect(await sums()).toEqual(before);
  });
});

describe('two seeds of one empty database', () => {
  it('at the same time make one demo', async () => {
    const other = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_seed2`), 4);
    try {
      const results = await Promise.all([seedDemo(other, { nowMs }), seedDemo(other, { nowMs })]);
      expect(results.map((result) => result.added).sort()).toEqual([false, true]);
      const [[found]] = await other.pool.query<RowDataPacket[]>('SELECT count(*) AS n FROM restaurants');
      expect(found!.n).toBe(RESTAURANTS.length);
    } finally {
      await other.close();
    }
  });
});
