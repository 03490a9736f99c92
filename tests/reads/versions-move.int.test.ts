import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { publishCalendars } from '@/db/publish-calendars';
import { reservations } from '@/db/schema';
import type { PaymentId, ReservationId, UserId } from '@/server/domain/shared/ids';
import { changeReservation } from '@/server/services/change';
import type { ServiceContext } from '@/server/services/context';
import {
  closeDay,
  getSettings,
  reopenDay,
  saveHours,
  savePolicy,
  saveSpecialDay,
  saveTables,
} from '@/server/services/owner';
import { authorizePayment, settlePayment } from '@/server/services/payment';
import { cancelReservation, expireHold, serveReservation, sweepHolds } from '@/server/services/reservation';
import { holdOrder } from '@/tests/support/bookings';
import { workerDatabase } from '@/tests/support/database';
import {
  as,
  dateIn,
  type MadeRestaurant,
  makeContext,
  makeRestaurant,
  makeUser,
  unique,
} from '@/tests/support/factories';
import { holdAs } from '@/tests/support/holds';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const date = dateIn(5);
let client: DatabaseClient;
let ctx: ServiceContext;

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});
afterAll(() => client.close());

const CONFIG = [
  'areas',
  'dining_tables',
  'table_joins',
  'service_periods',
  'special_periods',
  'closures',
  'turn_times',
  'booking_policies',
  'menu_items',
];
const SETTINGS = 'slot_minutes, hold_ttl_ms, booking_window_days, min_notice_minutes, max_party, pacing_covers';

type State = { day: number; config: number; taken: string; settings: string };

/** Versions and all that stands behind them, as of one instant. */
async function stateOf({ id }: MadeRestaurant, on = date): Promise<State> {
  const connection = await client.pool.getConnection();
  try {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const rows = async (text: string, params: unknown[]) => (await connection.query<RowDataPacket[]>(text, params))[0];
    const [day] = await rows('SELECT version FROM service_day WHERE restaurant_id = ? AND service_date = ?', [id, on]);
    const [own] = await rows(`SELECT config_version, ${SETTINGS} FROM restaurants WHERE id = ?`, [id]);
    const { config_version, ...settings } = own!;
    const taken = await rows(
      'SELECT minute, table_id, taken FROM occupancy WHERE restaurant_id = ? AND service_date = ? AND taken > 0 ORDER BY 1, 2',
      [id, on],
    );
    const children = await Promise.all(
      CONFIG.map((name) => rows(`SELECT * FROM ${name} WHERE restaurant_id = ?`, [id])),
    );
    await connection.query('COMMIT');
    return {
      day: Number(day?.version ?? 0),
      config: Number(config_version),
      taken: JSON.stringify(taken),
      settings: JSON.stringify([settings, children]),
    };
  } finally {
    connection.release();
  }
}

/**
 * Runs a verb while somebody looks at the restaurant all the time. What it changes must have moved the version that
 * stands for it, and no instant may show another content under a version than another instant did.
 */
async function moves(
  what: 'day' | 'config' | 'both' | 'status',
  at: MadeRestaurant,
  verb: () => Promise<unknown>,
  on = date,
) {
  const before = await stateOf(at, on);
  const seen = [before];
  let running = true;
  const watcher = (async () => {
    while (running) seen.push(await stateOf(at, on));
  })();
  await verb().finally(() => {
    running = false;
  });
  await watcher;
  const after = await stateOf(at, on);
  seen.push(after);
  if (what === 'day' || what === 'both' || what === 'status') expect(after.day).toBeGreaterThan(before.day);
  if (what === 'config' || what === 'both') expect(after.config).toBeGreaterThan(before.config);
  // It did something of that kind: a verb that changes nothing would prove nothing.
  if (what === 'day') expect(after.taken).not.toBe(before.taken);
  if (what === 'config' || what === 'both') expect(after.settings).not.toBe(before.settings);
  expect(new Set(seen.map(({ day, taken }) => `${day} ${taken}`)).size).toBe(new Set(seen.map(({ day }) => day)).size);
  expect(new Set(seen.map(({ config, settings }) => `${config} ${settings}`)).size).toBe(
    new Set(seen.map(({ config }) => config)).size,
  );
}

const job = () => ({ ...ctx, actor: { type: 'system' as const, job: 'test' } });
const overdue = (id: ReservationId) =>
  client.db.update(reservations).set({ expiresAt: sql`now(6) - interval 1 minute` }).where(eq(reservations.id, id));

it('every verb that takes or frees a table moves the version of its day with it', async () => {
  const at = await makeRestaurant(client);
  const diner = await makeUser(client);
  const booked: Record<string, { reservationId: ReservationId; orderId: string; amountMinor: number; userId: UserId }> =
    {};
  const hold = (minute: number) => async () => {
    const userId = await makeUser(client);
    const order = await holdOrder(ctx, userId, at.id, minute);
    booked[minute] = { ...order, userId };
  };
  const authorize = (minute: number) => {
    const { userId, ...order } = booked[minute]!;
    return authorizePayment(as(ctx, userId), { ...order, paymentKey: unique('key') });
  };
  const settle = (minute: number, outcome: Parameters<typeof settlePayment>[1]['outcome']) =>
    settlePayment(job(), { paymentId: booked[minute]!.orderId as PaymentId, outcome });

  await moves('day', at, hold(720));
  await moves('status', at, () => authorize(720));
  await moves('status', at, () =>
    settle(720, { kind: 'captured', paymentKey: unique('paid'), amountMinor: booked[720]!.amountMinor } as never),
  );
  const changed = { reservationId: booked[720]!.reservationId, minute: 750, party: 2, commandKey: unique('key-') };
  await moves('day', at, () =>
    changeReservation(as(ctx, booked[720]!.userId), { ...changed, expectedChargeMinor: 0, expectedRefundMinor: 0 }),
  );
  await client.db.execute(
    sql`UPDATE reservations SET starts_at = now(6) - interval 1 minute WHERE id = ${booked[720]!.reservationId}`,
  );
  const staff = as(ctx, at.ownerId, 'staff');
  const serve = (command: 'seat' | 'unseat' | 'complete') =>
    serveReservation(staff, { reservationId: booked[720]!.reservationId, command });
  await moves('status', at, () => serve('seat'));
  await moves('status', at, () => serve('unseat'));
  await moves('status', at, () => serve('seat'));
  await moves('day', at, () => serve('complete'));

  await moves('day', at, hold(1140));
  await moves('status', at, () => authorize(1140));
  await moves('day', at, () => settle(1140, { kind: 'declined', code: 'REJECTED' } as never));

  const first = await holdAs(ctx, diner, at.id, { minute: 900 });
  const other = dateIn(6);
  let swapped = first;
  const swap = async () => {
    swapped = await holdAs(ctx, diner, at.id, { serviceDate: other, minute: 900, replaces: first.reservationId });
  };
  const elsewhere = await stateOf(at, other);
  await moves('day', at, swap);
  expect((await stateOf(at, other)).day).toBeGreaterThan(elsewhere.day);
  await moves(
    'day',
    at,
    () => cancelReservation(as(ctx, diner), { reservationId: swapped.reservationId, expectedRefundMinor: 0 }),
    other,
  );

  await moves('day', at, hold(990));
  await overdue(booked[990]!.reservationId);
  await moves('day', at, () => expireHold(job(), booked[990]!));
  await moves('day', at, () => authorize(990));

  await hold(1170)();
  await overdue(booked[1170]!.reservationId);
  await moves('day', at, () => sweepHolds(job(), { limit: 500 }));
});

it('every change to hours, floor, terms and closures moves the version of the setup, and of the days it is about', async () => {
  const at = await makeRestaurant(client);
  const owner = as(ctx, at.ownerId, 'staff');
  const restaurantId = at.id;
  const form = async () => {
    const settings = await getSettings(owner, { restaurantId });
    return { ...settings, edit: { restaurantId, expectedConfigVersion: settings.configVersion } };
  };
  await moves('both', at, async () => {
    const { hours, edit } = await form();
    await saveHours(owner, { ...hours, ...edit, maxParty: 6, pacingCovers: 30 });
  });
  await moves('both', at, async () => {
    const { floor, edit } = await form();
    await saveTables(owner, {
      ...floor,
      ...edit,
      tables: floor.tables.map((one) => ({ ...one, label: `${one.label}!` })),
    });
  });
  await moves('config', at, async () => {
    const { policy, edit } = await form();
    await savePolicy(owner, { ...policy, ...edit, depositMinor: 7_000 });
  });
  await moves('both', at, async () => {
    const periods = [{ name: '잔치', opensMinute: 600, lastSeatingMinute: 720 }];
    await saveSpecialDay(owner, { ...(await form()).edit, serviceDate: date, periods });
  });
  await moves('both', at, () => closeDay(owner, { restaurantId, serviceDate: date, reason: '쉬어요' }));
  await moves('both', at, () => reopenDay(owner, { restaurantId, serviceDate: date }));
});

it('opening a calendar moves the version of the setup', async () => {
  const at = await makeRestaurant(client, { restaurant: { status: 'draft' }, periods: [] });
  const period = { name: '종일', nameEn: 'All day', weekdays: 127, opensMinute: 660, lastSeatingMinute: 1200 };
  const calendar = { slotMinutes: 30 as const, bookingWindowDays: 30, minNoticeMinutes: 60, periods: [period] };
  await moves('config', at, async () => {
    const connection = await client.pool.getConnection();
    await connection.beginTransaction();
    await publishCalendars(connection, [at.id], calendar);
    await connection.commit();
    connection.release();
  });
});

/** Tables behind a version, as SQL and the schema name them. */
const BEHIND = [
  ...CONFIG,
  'occupancy',
  'areas',
  'diningTables',
  'tableJoins',
  'servicePeriods',
  'specialPeriods',
  'turnTimes',
  'bookingPolicies',
  'menuItems',
  'restaurants',
];
const WRITES = new RegExp(
  `(?:INTO|UPDATE|DELETE FROM) \`?(?:${BEHIND.join('|')})\\b|\\.(?:insert|update|delete)\\((?:${BEHIND.join('|')})\\)|insertRows\\(\\s*\\w+,\\s*'(?:${BEHIND.join('|')})'`,
);

it('nothing else writes what stands behind a version: a new writer must be walked here too', () => {
  const writers = ['server', 'db', 'inngest', 'worker', 'web', 'app']
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .filter((file) => WRITES.test(readFileSync(path.join(ROOT, file), 'utf8')))
    .sort();
  expect(writers).toEqual([
    // Only ever adds restaurants that nobody has read before.
    'db/import/write-batch.ts',
    'db/publish-calendars.ts',
    // Walked in db/seed/open-soon.int.test.ts.
    'db/seed/open-soon.ts',
    'db/seed/places.ts',
    'db/seed/write-bookings.ts',
    'server/services/change/swap.ts',
    'server/services/owner/close-day.ts',
    'server/services/owner/member.ts',
    'server/services/owner/save-hours.ts',
    'server/services/owner/save-policy.ts',
    'server/services/owner/save-special-day.ts',
    'server/services/owner/save-tables.ts',
    'server/services/reservation/apply.ts',
    'server/services/reservation/hold-write.ts',
    'server/services/reservation/retake-table.ts',
  ]);
});
