import type { PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { UserId } from '@/server/domain/shared/ids';
import { dateAt, instantOf } from '@/server/domain/shared/time';
import type { DatabaseClient } from '../client';
import { databaseFault } from '../errors';
import { planBookings } from './bookings';
import { RESTAURANTS } from './content';
import { writeCoupons } from './coupons';
import { planOrders } from './money/orders';
import type { Settled, TellProvider } from './money/provider';
import { writeMoney } from './money/write';
import { DEMO_PEOPLE, planDiners, planPeople, writePeople } from './people';
import { planHouses, TIME_ZONE, writeHouses } from './places';
import { Random } from './random';
import { writeBookings } from './write-bookings';

const DAY_MS = 86_400_000;
/** Everything of the demo is so old, so that its past bookings had somewhere to be made. */
const AGE_DAYS = 200;

export type SeedOptions = {
  nowMs: number;
  /** The same word, date and time give the same demo, ids included. */
  word?: string;
  /** Where payments are written down: without one nothing is paid. */
  provider?: TellProvider;
};

export type SeedResult = { added: boolean; restaurants: number; diners: number; bookings: number; payments: number };

const NOTHING: SeedResult = { added: false, restaurants: 0, diners: 0, bookings: 0, payments: 0 };

/**
 * Puts the demo into a database that has none, in one transaction: all of it or nothing. Two at once add it once. The provider hears of
 * its payments before it is committed, and of the same ones when it is tried again on that day: it never lacks one that is here.
 */
export async function seedDemo(client: DatabaseClient, options: SeedOptions): Promise<SeedResult> {
  const connection = await client.pool.getConnection();
  try {
    if (await isThere(connection)) return NOTHING;
    // Before the transaction: it takes seconds, in which another seed would wait for its locks.
    const demo = planDemo(await knownPeople(connection), options);
    const settled = demo.orders.length > 0 ? await options.provider!(demo.orders) : [];
    await connection.beginTransaction();
    try {
      await writeDemo(connection, demo, settled);
      await connection.commit();
      // Its entries are of days that may have been summed up without them.
      await connection.query('DELETE FROM journal_days');
    } catch (error) {
      await connection.rollback();
      if (databaseFault(error) === 'duplicate' && (await isThere(connection))) return NOTHING;
      throw error;
    }
    const { houses, diners, bookings, orders } = demo;
    const [restaurants, payments] = [houses.length, orders.length];
    return { added: true, restaurants, diners: diners.length, bookings: bookings.length, payments };
  } finally {
    connection.release();
  }
}

async function isThere(connection: PoolConnection): Promise<boolean> {
  const slugs = RESTAURANTS.map((restaurant) => restaurant.slug);
  const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM restaurants WHERE slug IN (?) LIMIT 1', [
    slugs,
  ]);
  return rows.length > 0;
}

function planDemo(known: ReadonlyMap<string, UserId>, { nowMs, word = 'tablepick', provider }: SeedOptions) {
  const today = dateAt(nowMs, TIME_ZONE);
  const bornMs = instantOf(today, 0, TIME_ZONE)! - AGE_DAYS * DAY_MS;
  const random = new Random(`${word} ${today}`);
  const diners = planDiners(random, bornMs);
  const people = planPeople(known, random, bornMs);
  const houses = planHouses(random, today, bornMs, people.ids['demo-owner']);
  const demoDiner = {
    id: people.ids['demo-diner'],
    name: DEMO_PEOPLE[0].name,
    locale: 'ko' as const,
    phone: '',
    busy: [],
  };
  const bookings = planBookings(houses, { diners, demoDiner, today, nowMs, word, paying: provider !== undefined });
  const orders = planOrders(bookings, today, new Random(`${word} ${today} orders`));
  return { today, nowMs, bornMs, word, diners, people, houses, bookings, orders };
}

async function writeDemo(
  connection: PoolConnection,
  demo: ReturnType<typeof planDemo>,
  settled: Settled[],
): Promise<void> {
  const { today, nowMs, bornMs, word, diners, people, houses } = demo;
  const operator = people.ids['demo-operator'];
  await writePeople(connection, diners, people, bornMs);
  await writeHouses(connection, houses, today, bornMs);
  await writeBookings(connection, demo.bookings);
  const owners = { town: diners, demoDiner: people.ids['demo-diner'], operator };
  // Draws of their own: what is offered, or paid, must not change who sits where.
  const random = (what: string) => new Random(`${word} ${today} ${what}`);
  await writeCoupons(connection, houses, owners, { today, nowMs, random: random('coupons') });
  if (demo.orders.length > 0) await writeMoney(connection, { ...demo, settled, operator, random: random('money') });
}

/** Demo accounts that were signed in with before there was a demo. */
async function knownPeople(connection: PoolConnection): Promise<Map<string, UserId>> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT subject, user_id FROM accounts WHERE provider = 'sandbox' AND subject IN (?)",
    [DEMO_PEOPLE.map((person) => person.subject)],
  );
  return new Map(rows.map((row) => [row.subject, row.user_id]));
}
