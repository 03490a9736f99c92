import { randomBytes } from 'node:crypto';
import { and, eq, gt, gte, like, sql } from 'drizzle-orm';
import { toColumns } from '@/server/domain/availability/opening';
import { hashOfSeed } from '@/server/domain/room/draw';
import type { RestaurantId, RoomId, UserId } from '@/server/domain/shared/ids';
import { addDays, dateAt, daysBetween, minuteAt, type ServiceDate, weekdayOf } from '@/server/domain/shared/time';
import type { DatabaseClient } from '../client';
import { occupancy, restaurants, servicePeriods, users, waitingRooms } from '../schema';
import { DINERS } from './content';
import { seedId } from './ids';
import { Random } from './random';

/** A demo opening and who comes to it. */
export type OpenSoon = {
  roomId: RoomId;
  restaurant: { id: RestaurantId; slug: string; name: string };
  serviceDate: ServiceDate;
  opensAtMs: number;
  people: UserId[];
};

/** Twelve seats, known in all the town. */
const SLUG = 'sushi-soeon';
const MINUTE_MS = 60_000;
/** Beyond what anybody has booked in the demo. */
const DAYS_AHEAD = 40;
const CROWD = '@crowd.tablepick.example';

/**
 * Lets a famous counter of the demo open one more date two minutes from now, at the full minute, and gives that opening a
 * waiting room and `crowd` people. Whatever room it had ends. Throws when the demo is not there.
 */
export async function openSoon(client: DatabaseClient, options: { nowMs: number; crowd: number }): Promise<OpenSoon> {
  const { db } = client;
  const [place] = await db.select().from(restaurants).where(eq(restaurants.slug, SLUG));
  if (!place) throw new Error('the demo data is not there');
  const opensAtMs = Math.ceil((options.nowMs + 2 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const opensOn = dateAt(opensAtMs, place.timeZone);
  const serviceDate = await servedFrom(client, place.id, addDays(opensOn, DAYS_AHEAD));
  const daysAhead = daysBetween(opensOn, serviceDate);
  const minute = minuteAt(opensAtMs, opensOn, place.timeZone);
  const seed = randomBytes(32).toString('hex');
  const random = new Random(seed);
  const roomId = seedId('room', options.nowMs, random);
  const room = {
    id: roomId,
    restaurantId: place.id,
    kind: 'opening' as const,
    fromDate: serviceDate,
    toDate: serviceDate,
    lobbyAt: new Date(options.nowMs),
    opensAt: new Date(opensAtMs),
    status: 'ON' as const,
    ratePerMinute: 60,
    places: 10,
    seed,
    seedHash: await hashOfSeed(seed),
    createdAt: new Date(options.nowMs),
  };
  await db.transaction(async (tx) => {
    await tx
      .update(restaurants)
      .set({ ...toColumns({ kind: 'rolling', daysAhead, minute }, daysAhead), configVersion: sql`config_version + 1` })
      .where(eq(restaurants.id, place.id));
    await tx
      .update(waitingRooms)
      .set({ status: 'ENDED', endedAt: sql`now(6)`, endedReason: 'owner' })
      .where(and(eq(waitingRooms.restaurantId, place.id), eq(waitingRooms.live, 1)));
    await tx.insert(waitingRooms).values(room);
  });
  const people = await crowdOf(client, options.crowd, random, options.nowMs);
  return { roomId, restaurant: { id: place.id, slug: place.slug, name: place.name }, serviceDate, opensAtMs, people };
}

/** The first date from `from` on that the restaurant serves by its weekly hours and that no earlier crowd has booked. */
async function servedFrom({ db }: DatabaseClient, id: RestaurantId, from: ServiceDate): Promise<ServiceDate> {
  const periods = await db
    .select({ weekdays: servicePeriods.weekdays })
    .from(servicePeriods)
    .where(eq(servicePeriods.restaurantId, id));
  const serves = (date: ServiceDate) => periods.some(({ weekdays }) => weekdays & (1 << (weekdayOf(date) - 1)));
  const taken = await db
    .selectDistinct({ date: occupancy.serviceDate })
    .from(occupancy)
    .where(and(eq(occupancy.restaurantId, id), gte(occupancy.serviceDate, from), gt(occupancy.taken, 0)));
  const isFree = (date: ServiceDate) => !taken.some((one) => one.date === date);
  for (let date = from; date < addDays(from, 60); date = addDays(date, 1))
    if (serves(date) && isFree(date)) return date;
  throw new Error('the restaurant is never open');
}

/** So many accounts, the same again at every opening. */
async function crowdOf({ db }: DatabaseClient, count: number, random: Random, nowMs: number): Promise<UserId[]> {
  const known = await db
    .select({ id: users.id })
    .from(users)
    .where(like(users.email, `%${CROWD}`));
  const missing = Array.from({ length: Math.max(0, count - known.length) }, (_, index) => ({
    id: seedId('user', nowMs, random),
    name: random.pick(DINERS).ko,
    email: `${known.length + index + 1}${CROWD}`,
    createdAt: new Date(nowMs),
  }));
  if (missing.length > 0) await db.insert(users).values(missing);
  return [...known, ...missing].map(({ id }) => id).slice(0, count);
}
