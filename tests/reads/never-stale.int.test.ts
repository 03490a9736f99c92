import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { createDatabase } from '@/db/client';
import { Random } from '@/db/seed/random';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '@/server/services/context';
import { cancelReservation, expireHold } from '@/server/services/reservation';
import {
  type DayRange,
  getAvailability,
  getWeek,
  RestaurantReads,
  searchRestaurants,
  VersionReader,
} from '@/server/services/restaurant';
import { workerDatabase, workerDatabaseUrl } from '@/tests/support/database';
import {
  as,
  dateIn,
  type MadeRestaurant,
  makeContext,
  makeRestaurant,
  makeUsers,
  table,
} from '@/tests/support/factories';
import { holdAs } from '@/tests/support/holds';

const date = dateIn(5);
const MINUTE = 1140;
const PROCESSES = 2;
const ROUNDS = 40;
const TABLES = 3;

let client: DatabaseClient;
let url: string;
beforeAll(async () => {
  url = await workerDatabaseUrl();
  client = await workerDatabase();
});
afterAll(() => client.close());

/** A cache as it is often built: what was read counts for a second, whatever happens meanwhile. */
class TrustedForASecond extends VersionReader {
  readonly #known = new LRUCache<string, object>({ max: 100, ttl: 1_000 });
  override async ofDays(range: DayRange) {
    const known = this.#known.get(JSON.stringify(range)) as Awaited<ReturnType<VersionReader['ofDays']>> | undefined;
    if (known) return known;
    const read = await super.ofDays(range);
    if (read) this.#known.set(JSON.stringify(range), read);
    return read;
  }
}

/** Contexts as so many web processes have them: pools, hold writer and memory of their own. */
function processes(versions: (pool: Pool) => VersionReader) {
  const clients = Array.from({ length: PROCESSES }, () => createDatabase(url, 6));
  const contexts = clients.map((own) =>
    makeContext(own, { reads: new RestaurantReads(own.scripts, versions(own.scripts)) }),
  );
  return { contexts, close: () => Promise.all(clients.map((own) => own.close())) };
}

type Live = { id: ReservationId; userId: UserId };

/** Tables that are free at the minute when nobody writes: the database's own truth. */
async function freeTables({ id }: MadeRestaurant): Promise<number> {
  const [rows] = await client.db.execute(
    sql`SELECT COUNT(*) AS n FROM occupancy WHERE restaurant_id = ${id} AND service_date = ${date} AND minute = ${MINUTE} AND table_id > 0 AND taken > 0`,
  );
  return TABLES - Number((rows as unknown as { n: number }[])[0]!.n);
}

/** What each way of reading says is free at the minute; a search that shows nothing there says none. */
const READS: ((ctx: ServiceContext, at: MadeRestaurant) => Promise<number>)[] = [
  async (ctx, { id }) => {
    const { grid } = await getAvailability(ctx, { restaurantId: id, date, party: 2 });
    return grid.find((slot) => slot.minute === MINUTE)!.left;
  },
  async (ctx, { id }) => {
    const [day] = await getWeek(ctx, { restaurantId: id, from: date, days: 1, party: 2 });
    return day!.freeSlots > 0 ? Number.POSITIVE_INFINITY : 0;
  },
  async (ctx, { name }) => {
    const { items } = await searchRestaurants(ctx, { text: name, date, minute: MINUTE, party: 2 });
    return items[0]?.slots.find((slot) => slot.wanted)?.left ?? 0;
  },
];

/**
 * Holds, cancels, expiries and reads from all processes in a random order, reads going on all the time. After each
 * write's answer everybody reads. Returns how often somebody was told of more free tables than there were.
 */
async function play(contexts: ServiceContext[], word: string): Promise<{ stale: number; looked: number }> {
  const random = new Random(word);
  const at = await makeRestaurant(client, {
    tables: Array.from({ length: TABLES }, (_, index) => table(index + 1, 2)),
    periods: [{ periodNo: 1, name: '저녁', weekdays: 127, opensMinute: MINUTE, lastSeatingMinute: MINUTE }],
  });
  const diners = await makeUsers(client, ROUNDS);
  const live: Live[] = [];
  let [stale, looked] = [0, 0];
  let playing = true;
  // Readers that never rest: what they leave in the caches is what the next reader would be shown.
  const restless = contexts.map(async (ctx) => {
    while (playing) await random.pick(READS)(ctx, at);
  });
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await write(random.pick(contexts), at, live, diners[round]!, random);
      const free = await freeTables(at);
      const seen = await Promise.all(contexts.flatMap((ctx) => READS.map((read) => read(ctx, at))));
      looked += seen.length;
      stale += seen.filter((left) => (left === Number.POSITIVE_INFINITY ? free === 0 : left > free)).length;
      // The other way round nothing is oversold, but a table that is free must be shown too.
      stale += seen.filter((left) => left === 0 && free > 0).length;
    }
  } finally {
    playing = false;
    await Promise.all(restless);
  }
  return { stale, looked };
}

async function write(
  ctx: ServiceContext,
  at: MadeRestaurant,
  live: Live[],
  diner: UserId,
  random: Random,
): Promise<void> {
  const full = live.length === TABLES;
  if (!full && (live.length === 0 || random.chance(0.6))) {
    const { reservationId } = await holdAs(ctx, diner, at.id, { minute: MINUTE });
    live.push({ id: reservationId, userId: diner });
    return;
  }
  const [gone] = live.splice(random.whole(0, live.length - 1), 1);
  if (random.chance(0.5)) {
    await cancelReservation(as(ctx, gone!.userId), { reservationId: gone!.id, expectedRefundMinor: 0 });
    return;
  }
  await client.db.execute(sql`UPDATE reservations SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ${gone!.id}`);
  const job = { ...ctx, actor: { type: 'system' as const, job: 'expire-holds' } };
  expect(await expireHold(job, { reservationId: gone!.id })).toMatchObject({ expired: true });
}

describe('the cached page never shows a free table after the booking’s answer was received, from any process', () => {
  it('a cache that trusts what it read for a second does show it', async () => {
    const { contexts, close } = processes((pool) => new TrustedForASecond(pool));
    expect((await play(contexts, 'trusting')).stale).toBeGreaterThan(0);
    await close();
  });

  it.each(['one', 'two', 'three'])('one that asks for the version never does (game %s)', async (word) => {
    const { contexts, close } = processes((pool) => new VersionReader(pool));
    expect(await play(contexts, word)).toEqual({ stale: 0, looked: ROUNDS * PROCESSES * READS.length });
    await close();
  });

  it('a crowd that reads one day while it is booked out is never told more than the last answer said', async () => {
    const { contexts, close } = processes((pool) => new VersionReader(pool));
    const at = await makeRestaurant(client, {
      tables: Array.from({ length: 12 }, (_, index) => table(index + 1, 2)),
      policy: null,
    });
    const diners = await makeUsers(client, 12);
    let answered = 0;
    const lies: string[] = [];
    const crowd = Array.from({ length: 60 }, async (_, reader) => {
      while (answered < 12) {
        const before = answered;
        const { grid } = await getAvailability(contexts[reader % PROCESSES]!, { restaurantId: at.id, date, party: 2 });
        const { left } = grid.find((slot) => slot.minute === MINUTE)!;
        if (left > 12 - before) lies.push(`${left} left after ${before} of 12`);
      }
    });
    for (const [index, diner] of diners.entries()) {
      await holdAs(contexts[index % PROCESSES]!, diner, at.id, { minute: MINUTE });
      answered++;
    }
    await Promise.all(crowd);
    expect(lies).toEqual([]);
    await close();
  });
});

describe('versions', () => {
  it('all who ask in one turn share a statement; who asks while it is under way has another', async () => {
    const at = await makeRestaurant(client);
    let sent = 0;
    const pool = new Proxy(client.scripts, {
      get: (target, name) => {
        if (name === 'query') sent++;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const reader = new VersionReader(pool);
    const ask = () => reader.ofDays({ id: at.id, from: date, to: date });
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(sent).toBe(1);
    const first = ask();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await Promise.all([first, ask()]);
    expect(sent).toBe(3);
  });
});
