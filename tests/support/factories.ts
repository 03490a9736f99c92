import { randomBytes } from 'node:crypto';
import type { DatabaseClient } from '@/db/client';
import {
  areas,
  bookingPolicies,
  closures,
  diningTables,
  memberships,
  restaurants,
  restaurantTerms,
  servicePeriods,
  specialPeriods,
  tableJoins,
  turnTimes,
  users,
} from '@/db/schema';
import { searchTerms } from '@/server/domain/restaurant/names';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { addDays, dateAt, type ServiceDate } from '@/server/domain/shared/time';
import { createAlarmChannel } from '@/server/infra/alarm/alarm-channel';
import { newId } from '@/server/infra/ids';
import type { Actor, ServiceContext } from '@/server/services/context';
import { CampaignViews, ClaimDesk } from '@/server/services/coupon';
import { HoldWriter } from '@/server/services/reservation';
import { countStarts, RestaurantReads } from '@/server/services/restaurant';
import { type CountStarts, Rooms } from '@/server/services/room';

/**
 * A context on the test database: real hold writer, real clock, nobody in particular acting. Suites that pay or send
 * mail hand in what they pay and send with; without it any use of them throws.
 */
export function makeContext(client: DatabaseClient, overrides: Partial<ServiceContext> = {}): ServiceContext {
  const notGiven = (what: string) =>
    new Proxy({} as never, {
      get: () => {
        throw new Error(`this test's context has no ${what}`);
      },
    });
  const reads = new RestaurantReads(client.scripts);
  return {
    actor: { type: 'guest' },
    db: client.db,
    transactions: client.transactions,
    scripts: client.scripts,
    newId,
    nowMs: Date.now,
    holds: new HoldWriter({ pool: client.writer, newId }),
    reads,
    rooms: new Rooms({
      pool: client.scripts,
      redis: NO_REDIS,
      countStarts: countingStarts(reads),
      secret: 'only for tests',
      onError: () => {},
    }),
    claims: new ClaimDesk({ pool: client.writer, scripts: client.scripts, newId }),
    campaigns: new CampaignViews(client.db),
    live: notGiven('live watch'),
    pulses: notGiven('pulses'),
    payments: { names: ['toss'], of: () => notGiven('payment provider') },
    mailer: notGiven('mailer'),
    alarms: createAlarmChannel(undefined),
    appUrl: 'http://localhost:3000',
    ...overrides,
  };
}

/** How a waiting room learns what is left of its dates. */
export const countingStarts =
  (reads: RestaurantReads): CountStarts =>
  ({ restaurantId: id, fromDate: from, toDate: to }, nowMs) =>
    countStarts(reads, { id, from, to }, nowMs);

/** A Redis that does not answer, for suites that need none. */
const NO_REDIS = {
  createScript: () => ({ exec: () => Promise.reject(new Error("this test's context has no Redis")) }),
} as never;

/** The same context with somebody acting: `as(ctx, userId)` is a diner. */
export const as = (ctx: ServiceContext, userId: UserId, type: 'diner' | 'staff' | 'operator' = 'diner') => ({
  ...ctx,
  actor: { type, userId } satisfies Actor,
});

type Overrides<T> = Partial<T>;
type OfRestaurant<T> = Omit<T, 'restaurantId'>;
type TableInsert = OfRestaurant<typeof diningTables.$inferInsert>;

/** The local date so many days from now; far enough ahead, every slot of it is open. */
export const dateIn = (days: number, timeZone = 'Asia/Seoul'): ServiceDate =>
  addDays(dateAt(Date.now(), timeZone), days);

/** A word nobody else has, for names and slugs. */
export const unique = (prefix = 't'): string => `${prefix}${randomBytes(6).toString('hex')}`;

/** A person. */
export async function makeUser(
  client: DatabaseClient,
  overrides: Overrides<typeof users.$inferInsert> = {},
): Promise<UserId> {
  const id = overrides.id ?? newId('user');
  await client.db.insert(users).values({ name: 'Diner', createdAt: new Date(), ...overrides, id });
  return id;
}

/** So many people in one statement. */
export async function makeUsers(client: DatabaseClient, count: number): Promise<UserId[]> {
  const ids = Array.from({ length: count }, () => newId('user'));
  await client.db.insert(users).values(ids.map((id, index) => ({ id, name: `Diner ${index}`, createdAt: new Date() })));
  return ids;
}

/** A table at a made-up place on the plan: `table(3, 4)` is table 3 with four seats. */
export const table = (tableId: number, seats: number, overrides: Overrides<TableInsert> = {}): TableInsert => ({
  tableId,
  label: String(tableId),
  areaNo: 1,
  seats,
  minParty: 1,
  maxParty: seats,
  shareable: false,
  active: true,
  shape: 'rect',
  x: ((Math.abs(tableId) - 1) % 8) * 3,
  y: (Math.floor((Math.abs(tableId) - 1) / 8) * 3) % 15,
  w: 2,
  h: 2,
  ...overrides,
});

/** Two two-tops (1, 2), a four-top (3) and a counter of six for parties up to two (4). 1–2 and 2–3 can be joined. */
export const SMALL_FLOOR: TableInsert[] = [
  table(1, 2),
  table(2, 2),
  table(3, 4, { minParty: 2 }),
  table(4, 6, { maxParty: 2, shareable: true, shape: 'counter', w: 6, h: 1 }),
];

export type RestaurantOverrides = {
  restaurant?: Overrides<typeof restaurants.$inferInsert>;
  /** Who owns it; a new person when missing. */
  ownerId?: UserId;
  areas?: OfRestaurant<typeof areas.$inferInsert>[];
  tables?: TableInsert[];
  joins?: [number, number][];
  periods?: OfRestaurant<typeof servicePeriods.$inferInsert>[];
  turnTimes?: OfRestaurant<typeof turnTimes.$inferInsert>[];
  closures?: OfRestaurant<typeof closures.$inferInsert>[];
  specialPeriods?: OfRestaurant<typeof specialPeriods.$inferInsert>[];
  /** `null` leaves the restaurant without terms: it takes no deposit. */
  policy?: Overrides<OfRestaurant<typeof bookingPolicies.$inferInsert>> | null;
};

export type MadeRestaurant = { id: RestaurantId; slug: string; name: string; ownerId: UserId };

/**
 * A published restaurant in Seoul: the small floor, every day 11:00–21:00 with last seating 20:00, half-hour slots, two
 * hours a party, 60 days ahead, 10,000 won a person back until 24 hours before, half until 3. One transaction.
 */
export async function makeRestaurant(
  client: DatabaseClient,
  overrides: RestaurantOverrides = {},
): Promise<MadeRestaurant> {
  const restaurantId = overrides.restaurant?.id ?? newId('restaurant');
  const slug = overrides.restaurant?.slug ?? unique('place-');
  const name = overrides.restaurant?.name ?? `식당 ${slug}`;
  const ownerId = overrides.ownerId ?? (await makeUser(client, { name: 'Owner' }));
  const floor = overrides.tables ?? SMALL_FLOOR;
  const joins = overrides.joins ?? (overrides.tables ? [] : [[1, 2] as const, [2, 3] as const]);
  const own = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, restaurantId }));
  const children = [
    [areas, own(overrides.areas ?? [{ areaNo: 1, name: '홀', nameEn: 'Hall' }])],
    [diningTables, own(floor)],
    [tableJoins, own(joins.map(([tableA, tableB]) => ({ tableA, tableB })))],
    [servicePeriods, own(overrides.periods ?? [EVERY_DAY])],
    [turnTimes, own(overrides.turnTimes ?? [{ partyMax: 99, minutes: 120 }])],
    [closures, own(overrides.closures ?? [])],
    [specialPeriods, own(overrides.specialPeriods ?? [])],
    [bookingPolicies, overrides.policy === null ? [] : own([{ ...DEPOSIT_PER_PERSON, ...overrides.policy }])],
    [memberships, own([{ userId: ownerId, role: 'owner' as const, createdAt: new Date() }])],
    [restaurantTerms, own(searchTerms([name, overrides.restaurant?.nameEn]).map((term) => ({ term })))],
  ] as const;
  await client.db.transaction(async (tx) => {
    await tx
      .insert(restaurants)
      .values({ ...PLAIN_RESTAURANT, createdAt: new Date(), ...overrides.restaurant, id: restaurantId, slug, name });
    for (const [into, rows] of children) if (rows.length > 0) await tx.insert(into).values(rows as never);
  });
  return { id: restaurantId, slug, name, ownerId };
}

export const EVERY_DAY = {
  periodNo: 1,
  name: '종일',
  nameEn: 'All day',
  weekdays: 0b1111111,
  opensMinute: 660,
  lastSeatingMinute: 1200,
};

export const DEPOSIT_PER_PERSON = {
  depositKind: 'per_person' as const,
  depositMinor: 10_000,
  depositFromParty: 1,
  tiers: [
    { hoursBefore: 24, refundPercent: 100 },
    { hoursBefore: 3, refundPercent: 50 },
  ],
  graceMinutes: 0,
};

const PLAIN_RESTAURANT = {
  status: 'published' as const,
  cuisine: 'korean',
  tags: [],
  district: '마포구',
  timeZone: 'Asia/Seoul',
  currency: 'KRW' as const,
  slotMinutes: 30,
  holdTtlMs: 420_000,
  bookingWindowDays: 60,
  minNoticeMinutes: 0,
  maxParty: 8,
};
