import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { importRegister } from '@/db/import/import-register';
import { addDays, dateAt } from '@/server/domain/shared/time';
import { makeDatabase } from '@/tests/support/database';
import { layOutSlots, SLOT_DAYS } from './baselines/slot-search';
import { bench, type Measured } from './lib/bench';
import { percentile, timed } from './lib/numbers';
import { openLoop } from './lib/open-loop';
import { cpuSecondsOfAll, type Process, startProcess } from './lib/processes';
import type { Row } from './lib/table';
import { addBookings, wrongCounts } from './search/bookings';
import { writeRegister } from './search/register';
import { dayWishes, queryPath, type SearchWish, searchWishes } from './search/requests';

const RESTAURANTS = 55_740;
const BOOKINGS = 300_000;
const PER_SECOND = 50;
const SECONDS = 30;
const BASELINE_SECONDS = 10;
const WARM_UP_SECONDS = 5;
const PAGE = 20;
const MOST_MS = { search: 50, day: 15 };

/** The register that `BENCH_REGISTER` names, or a made-up one of the same size, in an empty database. */
async function fill(client: DatabaseClient): Promise<{ restaurants: number; bookings: number; wrong: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tablepick-bench-'));
  try {
    const register = process.env.BENCH_REGISTER || path.join(folder, 'register.csv');
    if (!process.env.BENCH_REGISTER) writeRegister(register, RESTAURANTS);
    const { added } = await importRegister(client, register);
    const bookings = await addBookings(client.pool, client.scripts, BOOKINGS);
    const wrong = await wrongCounts(client.pool);
    await client.pool.query(
      `ANALYZE TABLE restaurants, restaurant_terms, service_periods, dining_tables, table_joins, closures, special_periods,
        turn_times, booking_policies, service_day, occupancy, reservations, reservation_tables`,
    );
    return { restaurants: added, bookings, wrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

type Served = { row: Row; failed: number; disliked: number };

/** One load on one server: latencies as the caller feels them, and the processor time both sides took. */
async function drive(
  label: string,
  ours: boolean,
  server: Process & { origin: string },
  paths: string[],
  look?: (body: string, index: number) => boolean,
): Promise<Served> {
  const cpuBefore = process.cpuUsage();
  const serverBefore = cpuSecondsOfAll(server.pid);
  const { ms, value } = await timed(() => openLoop(server.origin, paths, PER_SECOND, look));
  const mine = process.cpuUsage(cpuBefore);
  const percentOf = (seconds: number) => Math.round((seconds / ms) * 100_000);
  const failed = [...value.failures.values()].reduce((sum, count) => sum + count, 0);
  for (const [message, count] of value.failures) console.log(`  ${label}: ${count} × ${message}`);
  return {
    failed,
    disliked: value.disliked,
    row: {
      label,
      ours,
      requests: paths.length,
      perSecond: Math.round((value.tookMs.length / ms) * 1_000),
      medianMs: percentile(value.tookMs, 50),
      p95Ms: percentile(value.tookMs, 95),
      p99Ms: percentile(value.tookMs, 99),
      failed,
      serverCpuPercent: percentOf(cpuSecondsOfAll(server.pid) - serverBefore),
      generatorCpuPercent: percentOf((mine.user + mine.system) / 1e6),
    },
  };
}

async function startWeb(url: string): Promise<Process & { origin: string }> {
  const origin = `http://localhost:${process.env.PORT}`;
  // Requests say which address they come from, as behind a balancer: the limit of searches a caller stays as it is.
  const settings = { DATABASE_URL: url, TRUSTED_PROXIES: '1', NODE_ENV: 'production' };
  return { ...(await startProcess('web/main.ts', settings, `${origin}/api/health`)), origin };
}

async function startOthers(url: string): Promise<Process & { origin: string }> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const others = await startProcess('bench/baselines/search-server.ts', { DATABASE_URL: url }, `${origin}/health`, [
    String(port),
  ]);
  return { ...others, origin };
}

/** Whether a search of the whole city, which has times everywhere, filled its page. */
const isFull = (wish: SearchWish, body: string): boolean =>
  wish.area !== undefined ||
  wish.cuisine !== undefined ||
  wish.text !== undefined ||
  (JSON.parse(body).result.data.json.items as unknown[]).length === PAGE;

async function measure(): Promise<Measured> {
  const url = await makeDatabase('search');
  const client = createDatabase(url, 8);
  const today = dateAt(Date.now(), 'Asia/Seoul');
  const data = await timed(() => fill(client));
  const slots = await timed(() => layOutSlots(client.pool, addDays(today, 1)));
  const [rows] = await client.pool.query<RowDataPacket[]>('SELECT id FROM restaurants');
  const ids = rows.map((row) => row.id as string);
  await client.close();

  const wishes = searchWishes(PER_SECOND * SECONDS, today);
  const days = dayWishes(PER_SECOND * SECONDS, ids, today);
  const searches = wishes.map((wish) => queryPath('restaurants.search', wish));
  const oneDay = days.map((wish) => queryPath('restaurants.availability', wish));
  const hot = Array.from({ length: PER_SECOND * BASELINE_SECONDS }, () => oneDay[0]!);
  // Other dates than are measured: the processes are warm, what is asked for is not.
  const warmUp = [
    ...searchWishes(PER_SECOND * WARM_UP_SECONDS, addDays(today, 0)).map((wish) => ({ ...wish, party: 7 })),
  ].map((wish) => queryPath('restaurants.search', wish));
  const few = PER_SECOND * BASELINE_SECONDS;
  const forgetful = (paths: string[]) => paths.slice(0, few).map((p) => p.replace('/api/trpc/', '/forgetful/'));
  const joined = searchWishes(few, today, SLOT_DAYS).map((wish) =>
    queryPath('search', wish).replace('/api/trpc/', '/slots/'),
  );

  const web = await startWeb(url);
  await openLoop(web.origin, warmUp, PER_SECOND);
  const search = await drive('city-wide search', true, web, searches, (body, index) => isFull(wishes[index]!, body));
  const day = await drive('a restaurant’s day, all alike', true, web, oneDay);
  const crowd = await drive('one day, asked for by all', true, web, hot);
  await web.stop();

  const others = await startOthers(url);
  await openLoop(others.origin, forgetful(warmUp), PER_SECOND);
  const cold = await drive('the same search, nothing remembered', false, others, forgetful(searches));
  const coldDay = await drive('the same days, nothing remembered', false, others, forgetful(oneDay));
  const join = await drive(`slots as rows (${SLOT_DAYS} days of them), joined`, false, others, joined);
  await others.stop();

  const served = [search, day, crowd, cold, coldDay, join];
  const p95 = (of: Served) => Number(of.row.p95Ms);
  return {
    parameters: {
      ...data.value,
      register: process.env.BENCH_REGISTER ? 'given' : 'made up',
      dataSeconds: Math.round(data.ms / 1_000),
      slotRows: slots.value,
      slotSeconds: Math.round(slots.ms / 1_000),
      perSecond: PER_SECOND,
      seconds: SECONDS,
    },
    rows: served.map(({ row }) => row),
    ratios: {
      'search, nothing remembered : ours (p95)': p95(cold) / p95(search),
      'day, nothing remembered : ours (p95)': p95(coldDay) / p95(day),
      'slots as rows : our search (p95)': p95(join) / p95(search),
    },
    checks: {
      [`search p95 ≤ ${MOST_MS.search} ms`]: p95(search) <= MOST_MS.search,
      [`day p95 ≤ ${MOST_MS.day} ms`]: p95(day) <= MOST_MS.day,
      'every page of the whole city is full': search.disliked === 0,
      'every request was answered': served.every(({ failed }) => failed === 0),
      'the data is whole: all bookings made, none oversold': data.value.bookings === BOOKINGS && data.value.wrong === 0,
    },
  };
}

await bench('search', measure);
