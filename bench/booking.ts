import { createDatabase, type DatabaseClient } from '@/db/client';
import { migrateDatabase } from '@/db/migrate';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { dateIn, makeRestaurant, makeUsers, table } from '@/tests/support/factories';
import { granulesThatDisagree } from '@/tests/support/holds';
import { SLOT_TABLE } from './baselines/slot-row';
import { bench } from './lib/bench';
import { ensureFresh } from './lib/database';
import { type Call, closedLoop, commandKey, type Load, sessionCookies } from './lib/http-load';
import { cpuSecondsOf, startProcess } from './lib/processes';
import { costEach, serverCost } from './lib/server-cost';

const USERS = Number(process.env.BENCH_USERS ?? 5_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
/** The baselines and ceilings settle sooner; all of it must fit into four minutes. */
const SHORT_SECONDS = Number(process.env.BENCH_SHORT_SECONDS ?? 5);
const WARM_UP_SECONDS = 3;
/** Methods that answer thousands at once only in bursts, further apart than a measurement is long, are measured with fewer. */
const FEWER = 500;
const IDENTITIES = 4 * USERS;
const RESTAURANTS = 150;
const DAYS = 30;
const PROVIDER_MS = 100;
const PORT = Number(process.env.PORT);
const STARTS = Array.from({ length: 5 }, (_, at) => 660 + 120 * at);
const QUICK = Array.from({ length: 19 }, (_, at) => 660 + 30 * at);

type Wish = { restaurantId: RestaurantId; serviceDate: string; minute: number; slotId: number };
type World = { client: DatabaseClient; cookies: string[]; many: RestaurantId[]; one: RestaurantId };

/** A hold ends after a second, so that a virtual user is never refused for the three it may have at once. */
const restaurant = { holdTtlMs: 1_000, bookingWindowDays: 60 };
const TWENTY = Array.from({ length: 20 }, (_, at) => table(at + 1, at % 3 === 0 ? 4 : 2));

async function makeWorld(): Promise<World> {
  const url = process.env.DATABASE_URL!;
  await ensureFresh(url);
  await migrateDatabase(url);
  const client = createDatabase(url, 8);
  await client.pool.query(SLOT_TABLE);
  const many: RestaurantId[] = [];
  for (let at = 0; at < RESTAURANTS; at += 10) {
    const made = Array.from({ length: 10 }, () => makeRestaurant(client, { restaurant, tables: TWENTY }));
    many.push(...(await Promise.all(made)).map(({ id }) => id));
  }
  const counter = table(1, 32_000, { shareable: true, shape: 'counter' });
  const one = await makeRestaurant(client, {
    restaurant,
    tables: [counter],
    turnTimes: [{ partyMax: 99, minutes: 30 }],
  });
  const users: UserId[] = [];
  while (users.length < IDENTITIES) users.push(...(await makeUsers(client, 2_500)));
  const slots = [...many.flatMap((id) => slotRows(id, STARTS, 20)), ...slotRows(one.id, QUICK, 32_000)];
  const rows = slots.map((slot, at) => [at + 1, ...slot, 0, 0]);
  for (let at = 0; at < rows.length; at += 2_000)
    await client.pool.query('INSERT INTO baseline_slot VALUES ?', [rows.slice(at, at + 2_000)]);
  return { client, many, one: one.id, cookies: await sessionCookies(users) };
}

const slotRows = (id: RestaurantId, starts: number[], capacity: number) =>
  Array.from({ length: DAYS }, (_, day) => starts.map((minute) => [id, dateIn(1 + day), minute, capacity])).flat();

/** Wishes one after the other: each start of each day of each restaurant as often as it has tables. */
function spread(world: World): () => Wish {
  let count = 0;
  return () => {
    const at = count++;
    const place = at % RESTAURANTS;
    const start = Math.floor(at / RESTAURANTS) % (DAYS * STARTS.length);
    const [day, turn] = [Math.floor(start / STARTS.length), start % STARTS.length];
    const slotId = place * DAYS * STARTS.length + start + 1;
    return { restaurantId: world.many[place]!, serviceDate: dates[1 + day]!, minute: STARTS[turn]!, slotId };
  };
}

/** All of them at one day of one restaurant. */
function allOnOne(world: World): () => Wish {
  let count = 0;
  return () => {
    const turn = count++ % QUICK.length;
    const slotId = RESTAURANTS * DAYS * STARTS.length + turn + 1;
    return { restaurantId: world.one, serviceDate: dates[1]!, minute: QUICK[turn]!, slotId };
  };
}
const dates = Array.from({ length: DAYS + 1 }, (_, day) => dateIn(day));

let caller = 0;
const calls = (world: World, procedure: string, wish: () => Wish) => (): Call => ({
  path: `/api/trpc/${procedure}`,
  cookie: world.cookies[caller++ % world.cookies.length]!,
  body: { ...wish(), party: 1 + (caller % 2), commandKey: commandKey() },
});

type Measured = Load & { webCpuUs: number; databaseCpuUs: number };
const costs: Record<string, Record<string, number>> = {};

await bench('booking', async () => {
  const world = await makeWorld();
  const providerPort = PORT + 7;
  const provider = await startProcess('bench/servers/slow-provider.ts', {}, null, [
    String(providerPort),
    String(PROVIDER_MS),
  ]);
  const rows: Record<string, Measured> = {};
  type Plan = { label: string; next: () => Call; users?: number; seconds?: number };
  /** One after the other on a server of their own; none of them leaves the next one a queue to work off. */
  const measure = async (plans: Plan[], throughNext = false) => {
    const server = await startProcess(
      'bench/servers/booking-server.ts',
      { BENCH_PROVIDER_URL: `http://127.0.0.1:${providerPort}/`, BENCH_NEXT: throughNext ? '1' : '' },
      `http://127.0.0.1:${PORT}/health`,
    );
    const serving = Number(await (await fetch(`http://127.0.0.1:${PORT}/health`)).text());
    const cpuOfServer = () => cpuSecondsOf(server.pid) + cpuSecondsOf(serving);
    const url = `http://127.0.0.1:${throughNext ? PORT + 1 : PORT}`;
    for (const { label, next, users = USERS, seconds = SHORT_SECONDS } of plans) {
      let [cpu, cost] = [0, await serverCost(world.client.pool)];
      const atBegin = async () => {
        [cpu, cost] = [cpuOfServer(), await serverCost(world.client.pool)];
      };
      const load = await closedLoop(url, { users, warmUpSeconds: WARM_UP_SECONDS, seconds, atBegin }, next);
      const serverCpu = cpuOfServer() - cpu;
      const { databaseCpuUs, ...each } = costEach(cost, await serverCost(world.client.pool), load.ok);
      rows[label] = { ...load, webCpuUs: (1e6 * serverCpu) / load.ok, databaseCpuUs };
      costs[label] = each;
      const { perSecond, p99Ms, errors, failures } = load;
      console.log(`    ${label}: ${perSecond.toFixed(0)}/s, p99 ${p99Ms.toFixed(0)} ms, ${errors} errors ${failures}`);
    }
    await server.stop('SIGKILL');
  };
  const many = spread(world);
  const one = allOnOne(world);
  const ourMany = calls(world, 'bookings.hold', many);
  await measure([
    { label: 'no-op, signed in and checked', next: calls(world, 'bench.noop', many) },
    { label: 'ours, one at a time', next: ourMany, users: 1 },
    { label: `ours, spread, ${FEWER} users`, next: ourMany, users: FEWER },
    { label: 'ours, spread', next: ourMany, seconds: SECONDS },
  ]);
  await measure([{ label: 'ours, all on one', next: calls(world, 'bookings.hold', one), seconds: SECONDS }]);
  await measure([{ label: 'ours through a route handler', next: ourMany, users: FEWER }], true);
  // Before the baselines, which write bookings of the same restaurants without counting them as ours does.
  const oversold = await Promise.all([...world.many, world.one].map((id) => granulesThatDisagree(world.client, id)));
  for (const [where, wish] of Object.entries({ spread: many, 'all on one': one })) {
    const inside = calls(world, 'bench.payInside', wish);
    await measure([{ label: `provider inside the transaction, ${where}`, next: inside, users: FEWER }]);
    await measure([{ label: `provider after it, ${where}`, next: calls(world, 'bench.payAfter', wish), users: FEWER }]);
  }
  await provider.stop();

  const rate = (label: string) => rows[label]!.perSecond;
  const ours = Math.min(rate('ours, spread'), rate('ours, all on one'));
  const best = (where: string) =>
    Math.max(rate(`provider inside the transaction, ${where}`), rate(`provider after it, ${where}`));
  for (const label of ['ours, spread', 'ours, one at a time'])
    console.log(`    ${label}, each: ${JSON.stringify(costs[label])}`);
  return {
    parameters: {
      virtualUsers: USERS,
      virtualUsersOfRouteHandlerAndBaselines: FEWER,
      identities: IDENTITIES,
      seconds: SECONDS,
      othersSeconds: SHORT_SECONDS,
      warmUpSeconds: WARM_UP_SECONDS,
      restaurants: RESTAURANTS,
      providerMs: PROVIDER_MS,
      webProcesses: 1,
    },
    rows: Object.entries(rows).map(([label, figures]) => ({
      label,
      ours: label.startsWith('ours'),
      ...figures,
      ...costs[label],
    })),
    ratios: {
      'ours / no-op, spread': rate('ours, spread') / rate('no-op, signed in and checked'),
      'ours / no-op, all on one': rate('ours, all on one') / rate('no-op, signed in and checked'),
      'ours / route handler': rate(`ours, spread, ${FEWER} users`) / rate('ours through a route handler'),
      'ours / better baseline, spread': rate('ours, spread') / best('spread'),
      'ours / better baseline, all on one': rate('ours, all on one') / best('all on one'),
    },
    checks: {
      'at least 70 % of the no-op': ours >= 0.7 * rate('no-op, signed in and checked'),
      'at least three times the route handler':
        rate(`ours, spread, ${FEWER} users`) >= 3 * rate('ours through a route handler'),
      'at least five times the better baseline':
        rate('ours, spread') >= 5 * best('spread') && rate('ours, all on one') >= 5 * best('all on one'),
      'no error in ours': Object.entries(rows).every(
        ([label, { errors }]) => !label.startsWith('ours') || errors === 0,
      ),
      'no oversell': oversold.every((count) => count === 0),
    },
  };
});
