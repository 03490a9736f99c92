import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { insertRows } from '@/db/bulk-insert';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { importRegister } from '@/db/import/import-register';
import { Random } from '@/db/seed/random';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { addDays, dateAt } from '@/server/domain/shared/time';
import { listBookings } from '@/server/services/booking';
import type { ServiceContext } from '@/server/services/context';
import { getOverview, pruneRecords } from '@/server/services/ops';
import { getServiceDay } from '@/server/services/owner';
import { reconcilePayments } from '@/server/services/payment';
import { holdTable, sweepHolds } from '@/server/services/reservation';
import { getAvailability } from '@/server/services/restaurant';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser, unique } from '@/tests/support/factories';
import { granulesThatDisagree } from '@/tests/support/holds';
import { bench } from './lib/bench';
import { median, percentile, timed } from './lib/numbers';
import { AHEAD, DINERS, dinerId, HISTORY, KEPT, writeBookings, writeCalendar, writeRecent } from './lib/old-bookings';
import { makeRegister } from './lib/register';
import {
  alterIndexes,
  enlarge,
  flushed,
  LOADING_SESSION,
  leave,
  POOL_GIB,
  rowsRead,
  secondaryIndexes,
  settled,
  whileLoading,
} from './lib/server';
import { writeWeek } from './lib/week';

const RESTAURANTS = 16_624;
const MILLION = 1_000_000;
const SIZES = [1, 2, 4, 8];
const TIMED = 300;
const WARM_UP = 60;
const GRANULE = 30;
/** Between the two seatings of the generated bookings: every table is free then. */
const FREE_MINUTE = 15 * 60;
const MOST_GROWTH = 1.5;
const TABLES = ['reservations', 'reservation_tables'];

/** One operation, done many times; `act` gets a number that no other call of any size gets. */
type Operation = {
  label: string;
  ours: boolean;
  checked: boolean;
  times?: number;
  act: (n: number) => Promise<unknown>;
};
type Point = { medianMs: number; p95Ms: number; rowsRead: number };

const random = new Random('many');
const today = dateAt(Date.now(), 'Asia/Seoul');
const dateFrom = (low: number, high: number) => addDays(today, random.whole(low, high));
const diner = (n: number) => dinerId((n * 7) % DINERS);

/** What is measured of the product, through its services. */
function ownOperations(ctx: ServiceContext, places: readonly RestaurantId[], owner: UserId): Operation[] {
  const system = { ...ctx, actor: { type: 'system' as const, job: 'bench' } };
  const hold = (n: number) =>
    holdTable(as(ctx, diner(n)), {
      restaurantId: random.pick(places),
      serviceDate: dateFrom(1, AHEAD - 1),
      minute: FREE_MINUTE,
      party: 2,
      commandKey: unique('bench-'),
    });
  const day = () => getAvailability(ctx, { restaurantId: random.pick(places), date: dateFrom(1, AHEAD - 1), party: 2 });
  const mine = (scope: 'upcoming' | 'past') => (n: number) => listBookings(as(ctx, diner(n)), { scope });
  const service = () =>
    getServiceDay(as(ctx, owner, 'staff'), { restaurantId: random.pick(places), date: dateFrom(-30, AHEAD - 1) });
  return [
    { label: 'hold', ours: true, checked: true, act: hold },
    { label: 'availability of a day', ours: true, checked: true, act: day },
    { label: 'my bookings, upcoming', ours: true, checked: true, act: mine('upcoming') },
    { label: 'my bookings, past', ours: true, checked: true, act: mine('past') },
    { label: "owner's service day", ours: true, checked: false, act: service },
    { label: 'sweep holds', ours: true, checked: false, times: 20, act: () => sweepHolds(system, { limit: 100 }) },
    { label: 'reconcile', ours: true, checked: false, times: 20, act: () => reconcilePayments(system, { limit: 100 }) },
    { label: 'operator overview', ours: true, checked: false, times: 20, act: () => getOverview(system) },
    { label: 'prune', ours: true, checked: false, times: 5, act: () => pruneRecords(system, { limit: 20_000 }) },
  ];
}

let calls = 0;

/** The same warm-up at every size, then so many calls one after the other. */
async function measure(connection: Connection, operation: Operation): Promise<Point> {
  const times = operation.times ?? TIMED;
  for (let n = 0; n < Math.min(times, WARM_UP); n++) await operation.act(calls++);
  const before = await rowsRead(connection);
  const took: number[] = [];
  for (let n = 0; n < times; n++) took.push((await timed(() => operation.act(calls++))).ms);
  const read = (await rowsRead(connection)) - before;
  return { medianMs: median(took), p95Ms: percentile(took, 95), rowsRead: Math.round(read / times) };
}

/** Restaurants of a register, a week of bookings as a pattern, days and diners. Returns the bookings of an average day. */
async function prepare(client: DatabaseClient, connection: Connection) {
  await importRegister(client, (await makeRegister(RESTAURANTS)).file);
  const [rows] = await connection.query<RowDataPacket[]>('SELECT id FROM restaurants ORDER BY id');
  const places = rows.map((row) => row.id as RestaurantId);
  const weekly = await writeWeek(connection, client, places);
  await writeCalendar(connection);
  const owner = await makeUser(client, { name: 'Owner' });
  const memberships = places.map((id) => [owner, id, 'owner', new Date()]);
  await insertRows(connection, 'memberships', ['user_id', 'restaurant_id', 'role', 'created_at'], memberships);
  return { places, owner, daily: weekly / 7 };
}

/** Granules and totals of some restaurants where what is taken is not what live bookings take: must be 0. */
async function disagreements(client: DatabaseClient, places: readonly RestaurantId[]): Promise<number> {
  let wrong = 0;
  for (let n = 0; n < 50; n++) {
    const id = random.pick(places);
    wrong += await granulesThatDisagree(client, id);
    // The other way round: a live booking without its granules.
    const [[sums]] = await client.pool.query<RowDataPacket[]>(
      `SELECT (SELECT COALESCE(SUM(taken), 0) FROM occupancy WHERE restaurant_id = ?) AS taken,
         (SELECT COALESCE(SUM(t.taken * (t.to_minute - t.from_minute) / ?), 0) FROM reservation_tables t
           JOIN reservations r ON r.id = t.reservation_id AND r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED')
          WHERE t.restaurant_id = ?) AS live`,
      [id, GRANULE, id],
    );
    if (Number(sums!.taken) !== Number(sums!.live)) wrong++;
  }
  return wrong;
}

type Stage = {
  millions: number;
  bookings: number;
  oldest: string;
  loadMs: number;
  points: Map<string, Point>;
};

/**
 * Makes the tables longer, back into the past, until they hold so many bookings; with indexes as they were. Both loaders work
 * all the time. Says what took how long.
 */
async function load(
  [one, other]: [Connection, Connection],
  filledFrom: number,
  bookings: number,
  daily: number,
): Promise<number> {
  const [own = [], theirs = []] = await Promise.all(TABLES.map((table) => secondaryIndexes(one, table)));
  const oldest = AHEAD + 1 - Math.ceil(bookings / daily);
  const rows = await timed(async () => {
    for (const indexes of [own, theirs]) await alterIndexes(one, indexes, 'drop');
    await writeBookings([one, other], oldest, filledFrom);
  });
  const indexes = await timed(() => Promise.all([alterIndexes(one, own, 'add'), alterIndexes(other, theirs, 'add')]));
  const recent = await timed(async () => {
    if (filledFrom === AHEAD + 1) await writeRecent([one, other], GRANULE);
    await one.query(`ANALYZE TABLE ${TABLES.join(', ')}, reservation_history, occupancy, service_day`);
  });
  const seconds = ({ ms }: { ms: number }) => `${(ms / 1_000).toFixed(1)} s`;
  console.log(`  rows ${seconds(rows)}, indexes ${seconds(indexes)}, recent days ${seconds(recent)}`);
  return oldest;
}

/** Brings the tables to each size in turn and measures there. */
async function grow(client: DatabaseClient, loaders: [Connection, Connection], plain: Connection) {
  const { places, owner, daily } = await prepare(client, loaders[0]);
  const ctx = makeContext(client);
  const stages: Stage[] = [];
  let oldest = AHEAD + 1;
  for (const millions of SIZES) {
    const { ms: loadMs } = await timed(() =>
      whileLoading(plain, async () => {
        oldest = await load(loaders, oldest, millions * MILLION, daily);
      }),
    );
    await flushed(plain);
    await settled(plain);
    const points = new Map<string, Point>();
    for (const operation of ownOperations(ctx, places, owner)) {
      points.set(operation.label, await measure(plain, operation));
    }
    stages.push({
      millions,
      bookings: Math.round((AHEAD + 1 - oldest) * daily),
      oldest: addDays(today, oldest),
      loadMs,
      points,
    });
    console.log(
      `  ${millions} million: loaded in ${(loadMs / 1_000).toFixed(1)} s, measured after ${process.uptime().toFixed(0)} s`,
    );
  }
  return { stages, places };
}

await bench('many', async () => {
  const url = await makeDatabase('many');
  const client = createDatabase(url, 4);
  const [one, other, plain] = await Promise.all(
    [1, 2, 3].map(() => mysql.createConnection({ uri: url, timezone: 'Z', dateStrings: ['DATE'] })),
  );
  for (const loader of [one!, other!]) await loader.query(LOADING_SESSION);
  await enlarge(plain!);
  const { stages, places } = await grow(client, [one!, other!], plain!);
  const wrong = await disagreements(client, places);
  const [[counts]] = await plain!.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM reservations');
  const operations = ownOperations(makeContext(client), places, '' as UserId);
  await leave(plain!);
  await Promise.all([...[one, other, plain].map((connection) => connection!.end()), client.close()]);

  const [first, last] = [stages[0]!, stages.at(-1)!];
  const growth = (label: string) =>
    Math.max(...stages.map((stage) => stage.points.get(label)!.medianMs / first.points.get(label)!.medianMs));
  const rows = operations.map(({ label, ours }) => ({
    label,
    ours,
    ...Object.fromEntries(stages.map((stage) => [`ms${stage.millions}M`, stage.points.get(label)!.medianMs])),
    [`p95Ms${first.millions}M`]: first.points.get(label)!.p95Ms,
    [`p95Ms${last.millions}M`]: last.points.get(label)!.p95Ms,
    [`rowsRead${first.millions}M`]: first.points.get(label)!.rowsRead,
    [`rowsRead${last.millions}M`]: last.points.get(label)!.rowsRead,
  }));
  const flat = operations.filter((operation) => operation.checked).map(({ label }) => label);
  return {
    parameters: {
      restaurants: RESTAURANTS,
      diners: DINERS,
      bookings: stages.map((stage) => stage.bookings).join('/'),
      oldestDay: last.oldest,
      daysAhead: AHEAD,
      daysOfOccupancy: KEPT,
      daysOfHistory: HISTORY,
      calls: TIMED,
      warmUpCalls: WARM_UP,
      bufferPoolGiB: POOL_GIB,
      loadSeconds: stages.map((stage) => Math.round(stage.loadMs / 1_000)).join('/'),
    },
    rows,
    ratios: Object.fromEntries(operations.map(({ label }) => [`${label}: most against the first size`, growth(label)])),
    checks: {
      ...Object.fromEntries(
        flat.map((label) => [`${label}: never over ${MOST_GROWTH}× of its first time`, growth(label) <= MOST_GROWTH]),
      ),
      'as many bookings as said are in the table': Number(counts!.n) >= last.millions * MILLION,
      'what is taken is what live bookings take (50 restaurants, every day)': wrong === 0,
    },
  };
});
