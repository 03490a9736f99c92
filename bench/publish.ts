import mysql, { type Connection, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { importRegister } from '@/db/import/import-register';
import { type OpeningCalendar, publishCalendars } from '@/db/publish-calendars';
import { Random } from '@/db/seed/random';
import { bookableSlots } from '@/server/domain/availability/availability';
import { each } from '@/server/domain/shared/each';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { addDays, dateAt, type ServiceDate } from '@/server/domain/shared/time';
import { holdTable } from '@/server/services/reservation';
import { loadSetups } from '@/server/services/restaurant';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeUsers, unique } from '@/tests/support/factories';
import {
  freshSlots,
  insertBySelect,
  insertInBatches,
  insertOneByOne,
  type Month,
  slotsOf,
} from './baselines/slot-rows';
import { bench } from './lib/bench';
import { median, timed } from './lib/numbers';
import { makeRegister } from './lib/register';
import { settled } from './lib/server';

const RESTAURANTS = 16_624;
const DAYS = 30;
const BATCH = 3_000;
const ONE_BY_ONE = 20_000;
const ROUNDS = 5;
const BOOKED = 200;
const PARTY = 2;
const ZONE = 'Asia/Seoul';

/** Ten hourly starts a day, as the month of the comparison has. */
const HOURLY: OpeningCalendar = {
  slotMinutes: 60,
  bookingWindowDays: DAYS,
  minNoticeMinutes: 0,
  periods: [{ name: '매일', nameEn: 'Daily', weekdays: 0b1111111, opensMinute: 11 * 60, lastSeatingMinute: 20 * 60 }],
};
const MINUTES = Array.from({ length: 10 }, (_, hour) => (11 + hour) * 60);

type Place = { id: RestaurantId; capacity: number };

/** Restaurants of a register in the product's tables, as the import makes them. */
async function importPlaces(client: DatabaseClient): Promise<{ places: Place[]; source: string; importMs: number }> {
  const { file, source } = await makeRegister(RESTAURANTS);
  const { ms, value } = await timed(() => importRegister(client, file));
  if (value.added !== RESTAURANTS) throw new Error(`the import took ${value.added} of ${RESTAURANTS} rows`);
  const [rows] = await client.pool.query<RowDataPacket[]>(
    `SELECT r.id, COUNT(*) AS tables FROM restaurants r JOIN dining_tables t ON t.restaurant_id = r.id
      GROUP BY r.id ORDER BY r.id`,
  );
  return { places: rows.map((row) => ({ id: row.id, capacity: Number(row.tables) })), source, importMs: ms };
}

/** One round of ours: from restaurants of that status without any calendar to committed calendars. Milliseconds. */
async function publishRound(
  connection: PoolConnection,
  places: readonly Place[],
  status: 'published' | 'draft',
): Promise<number> {
  await connection.query('UPDATE restaurants SET status = ?', [status]);
  await connection.query('TRUNCATE TABLE service_periods');
  await settled(connection);
  const ids = places.map((place) => place.id);
  const { ms, value } = await timed(async () => {
    await connection.beginTransaction();
    const opened = await publishCalendars(connection, ids, HOURLY);
    await connection.commit();
    return opened;
  });
  if (value !== ids.length) throw new Error(`${value} of ${ids.length} restaurants were opened`);
  return ms;
}

/** Whichever way of sending a batch is faster on this server, tried with the first restaurants. */
async function fasterWay(connection: Connection, month: Month): Promise<'prepared' | 'text'> {
  const tries = { prepared: 0, text: 0 };
  for (const how of ['prepared', 'text'] as const) {
    await freshSlots(connection);
    tries[how] = (await timed(() => insertInBatches(connection, month, BATCH, how, 1, 500))).ms;
  }
  return tries.prepared < tries.text ? 'prepared' : 'text';
}

/**
 * Ours and the batches in turn, a part of the month after each round of ours, so that whatever else the machine does
 * falls on both; then the other two. Milliseconds.
 */
async function measure(client: DatabaseClient, connection: Connection, places: readonly Place[], month: Month) {
  await freshSlots(connection);
  const oneMs = (await timed(() => insertOneByOne(connection, month, ONE_BY_ONE))).ms;
  const way = await fasterWay(connection, month);
  await freshSlots(connection);
  const publisher = await client.pool.getConnection();
  const [drafts, listed]: number[][] = [[], []];
  let batchMs = 0;
  let written = 0;
  for (let round = 0; round < ROUNDS; round++) {
    drafts!.push(await publishRound(publisher, places, 'draft'));
    listed!.push(await publishRound(publisher, places, 'published'));
    const from = Math.floor((round * places.length) / ROUNDS) + 1;
    const to = Math.floor(((round + 1) * places.length) / ROUNDS);
    const part = await timed(() => insertInBatches(connection, month, BATCH, way, from, to));
    batchMs += part.ms;
    written += part.value;
  }
  publisher.release();
  await freshSlots(connection);
  const selectMs = (await timed(() => insertBySelect(connection, month))).ms;
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM slot');
  await connection.query('DROP TABLE slot');
  const whole = written === slotsOf(month) && Number(row!.n) === slotsOf(month);
  return { oneMs, way, drafts: drafts!, listed: listed!, batchMs, selectMs, whole };
}

/** Slots that a party of two can book by the function of the diners' own pages, over every restaurant and day. */
async function countBookable(client: DatabaseClient, places: readonly Place[], dates: readonly ServiceDate[]) {
  const nowMs = Date.now();
  let slots = 0;
  let days = 0;
  for (let from = 0; from < places.length; from += 500) {
    const ids = places.slice(from, from + 500).map((place) => place.id);
    const setups = await loadSetups(client.scripts, ids);
    const [taken] = await client.pool.query<RowDataPacket[]>(
      'SELECT restaurant_id, service_date, minute, table_id, taken FROM occupancy WHERE restaurant_id IN (?) AND taken > 0',
      [ids],
    );
    for (const [id, setup] of setups) {
      if (!setup.published) continue;
      const own = taken.filter((row) => row.restaurant_id === id);
      for (const date of dates) {
        const rows = own
          .filter((row) => row.service_date === date)
          .map((row) => ({ minute: row.minute, tableId: row.table_id, taken: row.taken }));
        slots += bookableSlots(setup, rows, date, PARTY, nowMs).length;
        days++;
      }
    }
  }
  return { slots, days };
}

/** Books so many slots at random through the product's own service; returns how many were confirmed. */
async function bookAtRandom(client: DatabaseClient, places: readonly Place[], dates: readonly ServiceDate[]) {
  const random = new Random('bookings');
  const ctx = makeContext(client);
  const diners = await makeUsers(client, BOOKED);
  let confirmed = 0;
  await each(diners, async (diner) => {
    const answer = await holdTable(as(ctx, diner), {
      restaurantId: random.pick(places).id,
      serviceDate: random.pick(dates),
      minute: random.pick(MINUTES),
      party: PARTY,
      commandKey: unique('bench-'),
    });
    if (answer.status === 'CONFIRMED') confirmed++;
  });
  return confirmed;
}

await bench('publish', async () => {
  const url = await makeDatabase('publish');
  const client = createDatabase(url, 4);
  const connection = await mysql.createConnection(url);
  const { places, source, importMs } = await importPlaces(client);
  const tomorrow = addDays(dateAt(Date.now(), ZONE), 1);
  const dates = Array.from({ length: DAYS }, (_, index) => addDays(tomorrow, index));
  const month: Month = { capacities: places.map((place) => place.capacity), dates, minutes: MINUTES };
  const slots = slotsOf(month);

  const took = await measure(client, connection, places, month);
  const counted = await timed(() => countBookable(client, places, dates));
  const booked = await timed(() => bookAtRandom(client, places, dates));
  await connection.end();
  await client.close();

  const oursMs = median(took.listed);
  const draftsMs = median(took.drafts);
  const oneByOneMs = (took.oneMs * slots) / ONE_BY_ONE;
  const row = (label: string, ms: number, ours: number[] | null = null) => ({
    label,
    ours: ours !== null,
    ms,
    slotsPerSecond: Math.round((slots * 1_000) / ms),
    ...(ours && { fastestMs: Math.min(...ours), slowestMs: Math.max(...ours) }),
  });
  const grouped = (count: number) => count.toLocaleString('en-US');
  return {
    parameters: {
      restaurants: RESTAURANTS,
      days: DAYS,
      slotsADay: MINUTES.length,
      slots,
      register: source,
      rounds: ROUNDS,
      batch: BATCH,
      batchesSentAs: took.way,
      oneByOneMeasured: ONE_BY_ONE,
      importMs: Math.round(importMs),
      countMs: Math.round(counted.ms),
      bookMs: Math.round(booked.ms),
    },
    rows: [
      row('publishing the calendars of restaurants without one', oursMs, took.listed),
      row('the same of drafts, whose pages become public with it', draftsMs, took.drafts),
      row(`slot rows in batches of ${grouped(BATCH)}`, took.batchMs),
      row('slot rows by one INSERT … SELECT', took.selectMs),
      row(`slot rows one by one, prepared: ${grouped(ONE_BY_ONE)} measured, the rest extrapolated`, oneByOneMs),
    ],
    ratios: {
      'batches / ours': took.batchMs / oursMs,
      'batches / ours with drafts': took.batchMs / draftsMs,
      'INSERT … SELECT / ours': took.selectMs / oursMs,
      'one by one / ours': oneByOneMs / oursMs,
    },
    checks: {
      [`batches and INSERT … SELECT wrote all ${grouped(slots)} slots`]: took.whole,
      'batches take at least 30 times as long as our publishing': took.batchMs / oursMs >= 30,
      [`exactly ${grouped(slots)} slots are bookable over ${grouped(counted.value.days)} restaurant days`]:
        counted.value.slots === slots && counted.value.days === RESTAURANTS * DAYS,
      [`${BOOKED} slots booked at random were all confirmed`]: booked.value === BOOKED,
    },
  };
});
