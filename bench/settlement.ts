import type { RowDataPacket } from 'mysql2/promise';
import mysql, { type Connection } from 'mysql2/promise';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { endOfDate, lastClosable } from '@/server/domain/settlement/period';
import type { RestaurantId, SettlementRunId } from '@/server/domain/shared/ids';
import { CHUNK, finishRun, settleChunk, startSettlement } from '@/server/services/settlement';
import { databaseUrl, makeDatabase, serverConnection } from '@/tests/support/database';
import { as, makeContext, makeUser } from '@/tests/support/factories';
import { settleAlone } from './baselines/statement-each';
import { bench, type Measured } from './lib/bench';
import { timed } from './lib/numbers';
import {
  alterIndexes,
  enlarge,
  flushed,
  LOADING_SESSION,
  leave,
  secondaryIndexes,
  settled,
  whileLoading,
} from './lib/server';

const RESTAURANTS = Number(process.env.BENCH_RESTAURANTS ?? 16_624);
const BOOKINGS = Number(process.env.BENCH_BOOKINGS ?? 1_000_000);
const WITHIN_MS = 60_000;
/** Half of all bookings are at one restaurant in ten. */
const POPULAR = Math.ceil(RESTAURANTS / 10);
const ZONE = 'Asia/Seoul';
const PERIOD = 'twice_monthly';
const DATABASE = 'settlement';

const period = lastClosable(PERIOD, [ZONE], Date.now());
const untilMs = endOfDate(period.lastDate, ZONE);
const DAYS_MS = 13 * 86_400_000;

async function freshDatabase(): Promise<string> {
  const connection = await mysql.createConnection(serverConnection());
  await connection.query(`DROP DATABASE IF EXISTS \`${new URL(databaseUrl()).pathname.slice(1)}_${DATABASE}\``);
  await connection.end();
  return makeDatabase(DATABASE);
}

const restaurantOf = (n: string) =>
  `CONCAT('rst_', LPAD(IF(${n} % 2 = 0, (${n} DIV 2) % ${POPULAR}, (${n} DIV 2) % ${RESTAURANTS}), 26, '0'))`;
const PAID = '(10000 + (n % 40) * 1000)';
const COUPON = '(IF(n % 5 = 0, 2000, 0))';
const FEE = `((${PAID} + ${COUPON}) * 300 DIV 10000)`;
const VAT = `(${FEE} DIV 10)`;
/** A booking's lines: paid before, visited in the period. */
const LINES: [no: number, entry: number, account: string, kind: string, amount: string][] = [
  [1, 0, 'pg_clearing', 'capture', PAID],
  [2, 0, 'deposit_liability', 'capture', `-${PAID}`],
  [1, 1, 'deposit_liability', 'visit', PAID],
  [2, 1, 'coupon_expense_platform', 'visit', COUPON],
  [3, 1, 'merchant_payable', 'visit', `-(${PAID} + ${COUPON} - ${FEE} - ${VAT})`],
  [4, 1, 'platform_fee', 'visit', `-${FEE}`],
  [5, 1, 'vat_payable', 'visit', `-${VAT}`],
];

/** Restaurants, and the lines that a booking leaves in the journal. The server makes the rows itself. */
async function load(connection: Connection): Promise<void> {
  const digits =
    'SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9';
  await connection.query('CREATE TABLE bench_digit (d INT PRIMARY KEY)');
  await connection.query(`INSERT INTO bench_digit ${digits}`);
  await connection.query('CREATE TABLE bench_n (n INT PRIMARY KEY)');
  await connection.query(
    `INSERT INTO bench_n SELECT f.d * 100000 + e.d * 10000 + a.d * 1000 + b.d * 100 + c.d * 10 + g.d AS n
       FROM bench_digit f, bench_digit e, bench_digit a, bench_digit b, bench_digit c, bench_digit g
      HAVING n < ? ORDER BY n`,
    [BOOKINGS],
  );
  await connection.query(
    `INSERT INTO restaurants (id, slug, status, name, cuisine, tags, district, time_zone, currency, slot_minutes, hold_ttl_ms,
       booking_window_days, min_notice_minutes, max_party, created_at)
     SELECT CONCAT('rst_', LPAD(n, 26, '0')), CONCAT('place-', n), 'published', CONCAT('식당 ', n), 'korean', '[]', '마포구', ?, 'KRW', 30,
       420000, 30, 0, 8, NOW(6) FROM bench_n WHERE n < ?`,
    [ZONE, RESTAURANTS],
  );
  const indexes = await secondaryIndexes(connection, 'journal_lines');
  await alterIndexes(connection, indexes, 'drop');
  for (const entry of [0, 1]) {
    const own = LINES.filter(([, of]) => of === entry);
    const lines = own.map(([no, , account, kind]) => `SELECT ${no} AS no, '${account}' AS account, '${kind}' AS kind`);
    const amount = `CASE l.no ${own.map(([no, , , , sql]) => `WHEN ${no} THEN ${sql}`).join(' ')} END`;
    await connection.query(
      `INSERT INTO journal_lines (entry_id, line_no, account, kind, restaurant_id, currency, at, amount_minor)
       SELECT CONCAT('jrn_', ${entry}, LPAD(n, 25, '0')), l.no, l.account, l.kind, ${restaurantOf('n')}, 'KRW',
              FROM_UNIXTIME(${untilMs / 1_000} - 60 - ${entry === 0 ? DAYS_MS / 1_000 : 0} - (n % ${DAYS_MS / 1_000})), ${amount}
         FROM bench_n JOIN (${lines.join(' UNION ALL ')}) l
        WHERE ${amount} <> 0 ORDER BY n, l.no`,
    );
  }
  await alterIndexes(connection, indexes, 'add');
  await connection.query('ANALYZE TABLE journal_lines, restaurants');
}

type Context = ReturnType<typeof makeContext>;

/** The verbs of the background function, in its order. */
async function ours(ctx: Context, runId: SettlementRunId): Promise<{ statements: number; slowestMs: number }> {
  let statements = 0;
  let slowestMs = 0;
  for (let after: RestaurantId | null = null, done = 0; ; ) {
    const { ms, value } = await timed(() => settleChunk(ctx, { runId, after, done }));
    statements += value.statements;
    slowestMs = Math.max(slowestMs, ms);
    if (value.last === null) break;
    [after, done] = [value.last, value.done];
  }
  await finishRun(ctx, { runId });
  return { statements, slowestMs };
}

async function eachAlone(client: DatabaseClient, runId: string): Promise<number> {
  const run = { id: runId, ...period, untilAt: new Date(untilMs) };
  const [rows] = await client.pool.query<RowDataPacket[]>('SELECT id FROM restaurants ORDER BY id');
  let paid = 0;
  for (const { id } of rows) paid += await settleAlone(client.pool, run, id);
  return paid;
}

async function measure(): Promise<Measured> {
  const url = await freshDatabase();
  const client = createDatabase(url, 4);
  const plain = await mysql.createConnection({ uri: url, timezone: 'Z' });
  const one = async (sql: string): Promise<number> => Number((await plain.query<RowDataPacket[]>(sql))[0][0]!.n ?? 0);
  await plain.query(LOADING_SESSION);
  await enlarge(plain);
  const { ms: loadMs } = await timed(() => whileLoading(plain, () => load(plain)));
  console.log(`  loaded in ${(loadMs / 1_000).toFixed(0)} s`);
  await flushed(plain);
  await settled(plain);

  const ctx = makeContext(client);
  const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
  const { runId } = await startSettlement(operator, { period: PERIOD, lastDate: period.lastDate });
  const run = await timed(() => ours(ctx, runId));
  const owed = await one("SELECT -SUM(amount_minor) AS n FROM journal_lines WHERE account = 'merchant_payable'");
  const paid = await one('SELECT SUM(amount_minor) AS n FROM payouts');
  const bookings = await one('SELECT SUM(entries) AS n FROM statements');
  const figures = await one(
    'SELECT SUM(deposit_minor + coupon_minor + fee_minor + vat_minor + deduction_minor) AS n FROM statements',
  );
  const cases = await one('SELECT COUNT(*) AS n FROM review_cases');
  const done = await one("SELECT COUNT(*) AS n FROM settlement_runs WHERE status = 'done' AND done = restaurants");
  const again = await timed(() => ours(ctx, runId));

  // With everything it reads in memory, which ours had to fetch.
  for (const table of ['payouts', 'statements']) await plain.query(`TRUNCATE ${table}`);
  await settled(plain);
  const alone = await timed(() => eachAlone(client, runId));
  await leave(plain);
  const seconds = (ms: number) => Number((ms / 1_000).toFixed(2));
  return {
    parameters: {
      restaurants: RESTAURANTS,
      bookings: BOOKINGS,
      journalLines: await one('SELECT COUNT(*) AS n FROM journal_lines'),
      chunk: CHUNK,
    },
    rows: [
      {
        label: `${CHUNK} restaurants a transaction`,
        ours: true,
        seconds: seconds(run.ms),
        slowestChunkMs: Math.round(run.value.slowestMs),
      },
      {
        label: 'the same run again',
        ours: true,
        seconds: seconds(again.ms),
        slowestChunkMs: Math.round(again.value.slowestMs),
      },
      { label: 'a restaurant a transaction, in a loop', ours: false, seconds: seconds(alone.ms) },
    ],
    ratios: { 'a restaurant a transaction against ours': alone.ms / run.ms },
    checks: {
      [`settled within ${WITHIN_MS / 1_000} s`]: run.ms <= WITHIN_MS,
      'every restaurant has its statement and the run is done': run.value.statements === RESTAURANTS && done === 1,
      'every booking is in one statement': bookings === BOOKINGS,
      'what is paid is what the journal says is owed, and what the figures come to': paid === owed && figures === owed,
      'nothing differs': cases === 0,
      'the same run again adds nothing': again.value.statements === 0,
      'the loop comes to the same': alone.value === owed,
    },
  };
}

await bench('settlement', measure);
