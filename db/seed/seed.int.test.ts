import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleProblems } from '@/server/domain/coupon/rules';
import { periodOf } from '@/server/domain/settlement/period';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { dateAt, instantOf } from '@/server/domain/shared/time';
import { newId } from '@/server/infra/ids';
import { getWallet, listClaimable } from '@/server/services/coupon';
import { getTrialBalance } from '@/server/services/ledger';
import { getMoneyOverview } from '@/server/services/owner';
import { compareSettlements, compareTransactions } from '@/server/services/reconciliation';
import { getRestaurant, getWeek } from '@/server/services/restaurant';
import { getStatement, listStatements, settleChunk, startDueSettlements } from '@/server/services/settlement';
import { brokenCoupons } from '@/tests/support/coupons';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext } from '@/tests/support/factories';
import { brokenInvariants } from '@/tests/support/invariants';
import { type Provider, startProvider } from '@/tests/support/provider';
import { payingContext } from '@/tests/support/saga-stack';
import { createDatabase, type DatabaseClient } from '../client';
import { RESTAURANTS } from './content';
import { sandboxAt, type TellProvider } from './money/provider';
import { seedDemo } from './seed';

let url: string;
let client: DatabaseClient;
let provider: Provider;
let tellProvider: TellProvider;
const nowMs = Date.now();
const today = dateAt(nowMs, 'Asia/Seoul');

const rows = async (sql: string, params: unknown[] = []) => (await client.pool.query<RowDataPacket[]>(sql, params))[0];
const count = async (sql: string) => Number((await rows(`SELECT count(*) AS n FROM ${sql}`))[0]!.n);

const TABLES =
  `users accounts restaurants areas dining_tables table_joins service_periods special_periods closures turn_times
  booking_policies menu_items memberships restaurant_terms reservations reservation_tables reservation_history occupancy
  service_day payments refunds outbox coupon_campaigns coupons coupon_history merchant_terms journal_entries journal_lines
  settlement_runs statements payouts payout_batches reconciliations audit_log`.split(/\s+/);

const sums = async () => (await rows(`CHECKSUM TABLE ${TABLES.join(', ')}`)).map((row) => [row.Table, row.Checksum]);

beforeAll(async () => {
  url = await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_seed`);
  client = createDatabase(url, 4);
  // Signed in with before there was a demo.
  await client.pool.query(
    "INSERT INTO users (id, name, locale, role, created_at) VALUES ('usr_early', '이서연', 'ko', 'member', NOW(6))",
  );
  await client.pool.query("INSERT INTO accounts VALUES ('sandbox', 'demo-operator', 'usr_early', NOW(6))");
  provider = await startProvider();
  tellProvider = sandboxAt(provider.sandbox.url);
  const started = performance.now();
  const result = await seedDemo(client, { nowMs, provider: tellProvider });
  console.log(
    `demo: ${result.bookings} bookings, ${result.payments} payments in ${Math.round(performance.now() - started)} ms`,
  );
  expect(result).toMatchObject({ added: true, restaurants: RESTAURANTS.length });
});
afterAll(async () => {
  await client.close();
  await provider.close();
});

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

  it('breaks no invariant, here or at the payment provider, where every payment is on record as it is here', async () => {
    expect(await brokenInvariants(client, provider)).toEqual([]);
    expect(await count("payments WHERE status = 'CAPTURED'")).toBe(await count('payments'));
    expect(await count('reservations WHERE deposit_minor > 0')).toBe(await count('payments'));
    expect(await provider.control('GET', '/webhooks')).toEqual([]);
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
    const again = await Promise.all([
      seedDemo(client, { nowMs, provider: tellProvider }),
      seedDemo(client, { nowMs: nowMs + 86_400_000, provider: tellProvider }),
    ]);
    expect(again.map((result) => result.added)).toEqual([false, false]);
    expect(await sums()).toEqual(before);
  });
});

describe('the money of the demo', () => {
  const system = () => ({ ...payingContext(client, provider), actor: { type: 'system', job: 'test' } as const });
  const person = async (subject: string) =>
    (await rows('SELECT user_id AS id FROM accounts WHERE subject = ?', [subject]))[0]!.id as UserId;

  it('is held, owed, on its way and paid out in every place of the demo’s owner, over weeks', async () => {
    const ownerId = await person('demo-owner');
    const ctx = as(makeContext(client), ownerId, 'staff');
    const places = await rows('SELECT restaurant_id AS id FROM memberships WHERE user_id = ?', [ownerId]);
    const periods = new Set<string>();
    for (const { id } of places) {
      const money = await getMoneyOverview(ctx, { restaurantId: id });
      const { heldMinor, owedMinor, paidOutMinor, ever, days, account, terms } = money;
      periods.add(terms.period);
      expect(Math.min(heldMinor, owedMinor, paidOutMinor)).toBeGreaterThan(1_000_000);
      expect(ever.deductionMinor).toBeLessThan(0);
      expect(ever.netMinor).toBe(owedMinor + paidOutMinor);
      expect(days.filter((day) => day.earnedMinor > 0).length).toBeGreaterThan(25);
      expect(account?.masked).toMatch(/^••••0/);
      const { statements } = await listStatements(ctx, { restaurantId: id });
      expect(statements.length).toBeGreaterThan(1);
      expect(statements.at(-1)!.payout).toMatchObject({ status: 'paid', paidAt: expect.any(Date) });
    }
    expect([...periods].sort()).toEqual(['twice_monthly', 'weekly']);
    expect(await count("payouts WHERE status = 'pending'")).toBeGreaterThan(0);
  });

  it('is on each statement line by line, and sums to nothing over all accounts', async () => {
    const ctx = as(makeContext(client), await person('demo-operator'), 'operator');
    for (const { id } of await rows('SELECT id FROM statements')) {
      const { statement, lines } = await getStatement(ctx, { statementId: id, limit: 1_000 });
      const sum = lines.reduce((total, line) => total + line.netMinor, 0);
      expect(sum).toBe(statement.payoutMinor + statement.carriedOutMinor - statement.carriedInMinor);
      expect(lines.some(({ later }) => later)).toBe(false);
    }
    const [balance, ...others] = await getTrialBalance(ctx);
    expect(others).toEqual([]);
    expect(balance).toMatchObject({ currency: 'KRW', balanceMinor: 0 });
  });

  it('is settled so far: the product’s own run has nothing left to close, and finds the next statements right', async () => {
    const ctx = system();
    // Its clock stands behind the periods that run now: what would close them must find them over.
    const later = createDatabase(url, 4);
    const clock = `SET timestamp = ${Math.floor(nowMs / 1000) + 40 * 86_400}`;
    later.transactions.$client.pool.on('connection', (connection) => connection.query(clock));
    const before = await count('statements');
    const started = await startDueSettlements(ctx);
    const due = await rows('SELECT period FROM settlement_runs WHERE id IN (?)', [started.concat('' as never)]);
    expect(due.map(({ period }) => period)).toEqual(['monthly']);
    for (const period of ['weekly', 'twice_monthly'] as const) {
      const runId = newId('settlementRun');
      const { lastDate } = periodOf(period, today);
      await client.pool.query(
        "INSERT INTO settlement_runs (id, period, last_date, status, started_at, actor) VALUES (?, ?, ?, 'running', NOW(6), 'test')",
        [runId, period, lastDate],
      );
      const settled = await settleChunk({ ...ctx, ...later }, { runId, after: null, done: 0 });
      expect(settled).toMatchObject({ differing: 0 });
    }
    await later.close();
    expect(await count('review_cases')).toBe(0);
    expect(await count('statements')).toBeGreaterThan(before);
  });

  it('is compared with all of the provider’s records, from the first day on, without a difference', async () => {
    const ctx = system();
    const told = await rows('SELECT kind, from_at, compared FROM reconciliations');
    const [found] = await rows('SELECT MIN(captured_at) AS first FROM payments');
    const begin = new Date(instantOf(dateAt((found!.first as Date).getTime(), 'Asia/Seoul'), 0, 'Asia/Seoul')!);
    await client.pool.query('DELETE FROM reconciliations');
    for (const kind of ['transactions', 'settlements'])
      await client.pool.query("INSERT INTO reconciliations VALUES (?, 'toss', ?, ?, ?, 'done', 0, 0, NULL, NOW(6))", [
        newId('reconciliation'),
        kind,
        new Date(begin.getTime() - 3_600_000),
        begin,
      ]);
    const wholeHours = (nowMs - begin.getTime()) / 3_600_000;
    for (let hours = 0; hours < wholeHours; hours += 48)
      expect(await compareTransactions(ctx, { provider: 'toss' })).toMatchObject({ differing: 0, failed: null });
    for (let days = 0; days < wholeHours / 24; days += 31)
      expect(await compareSettlements(ctx, { provider: 'toss' })).toMatchObject({ differing: 0, failed: null });
    expect(await count('review_cases')).toBe(0);
    const compared = await rows('SELECT kind, from_at, compared FROM reconciliations');
    for (const line of told) expect(compared).toContainEqual(line);
    expect(told.reduce((sum, line) => sum + line.compared, 0)).toBeGreaterThan(1_000);
    expect(await brokenInvariants(client, provider)).toEqual(
      // The runs that were started above are nobody's here.
      [expect.stringContaining('10: the outbox has drained')],
    );
  }, 120_000);
});

describe('two seeds of one empty database', () => {
  it('at the same time make one demo', async () => {
    const other = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_seed2`), 4);
    try {
      const results = await Promise.all([seedDemo(other, { nowMs }), seedDemo(other, { nowMs })]);
      expect(results.map((result) => result.added).sort()).toEqual([false, true]);
      const [[found]] = await other.pool.query<RowDataPacket[]>(
        `SELECT (SELECT count(*) FROM restaurants) AS places, (SELECT count(*) FROM payments) AS paid,
          (SELECT count(*) FROM reservations WHERE deposit_minor <> 0) AS owing`,
      );
      // Without a provider nobody pays.
      expect(found).toEqual({ places: RESTAURANTS.length, paid: 0, owing: 0 });
    } finally {
      await other.close();
    }
  });
});

describe('a seed that dies after the provider was told', () => {
  it('leaves nothing here, and done again makes the demo with the very same payments', async () => {
    const other = createDatabase(await makeDatabase(`w${process.env.VITEST_POOL_ID ?? '0'}_seed3`), 4);
    const till = await startProvider();
    const tell = sandboxAt(till.sandbox.url);
    const dies = async (orders: Parameters<TellProvider>[0]) => {
      await tell(orders);
      throw new Error('killed');
    };
    try {
      await expect(seedDemo(other, { nowMs, provider: dies })).rejects.toThrow('killed');
      const [[left]] = await other.pool.query<RowDataPacket[]>('SELECT count(*) AS n FROM restaurants');
      expect(left!.n).toBe(0);
      const before = (await till.control('GET', '/payments')) as unknown[];
      const { added, payments } = await seedDemo(other, { nowMs: nowMs + 1_000, provider: tell });
      expect([added, payments]).toEqual([true, before.length]);
      expect(await till.control('GET', '/payments')).toEqual(before);
      expect(await brokenInvariants(other, till)).toEqual([]);
    } finally {
      await other.close();
      await till.close();
    }
  }, 120_000);
});
