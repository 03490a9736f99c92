import { createDatabase, type DatabaseClient } from '@/db/client';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '@/server/services/context';
import { holdTable } from '@/server/services/reservation';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUsers, table, unique } from '@/tests/support/factories';
import { startHoldProcess } from '@/tests/support/hold-process';
import { codeOf } from '@/tests/support/holds';
import { bookOptimistic, bookPessimistic, SLOT_TABLE, type SlotBooking } from './baselines/slot-row';
import { bench } from './lib/bench';
import { median, timed } from './lib/numbers';
import { flushed, settled } from './lib/server';

const CALLERS = 150;
const SEATS = 100;
const POOL = 32;
const ROUNDS = 15;
/** Until the code of each is compiled: a round runs a baseline's 150 times, and ours once. */
const WARM_UP_ROUNDS: Record<string, number> = { pessimistic: 3, optimistic: 3, ours: 40 };
const BIG_CALLERS = 4_000;
const BIG_SEATS = 1_000;
const BIG_ROUNDS = 3;
const MINUTE = 1140;

type Round = { ms: number; sold: number; inOrder: boolean };
const roundOf = ({ ms, value }: { ms: number; value: (string | boolean | null)[] }): Round => ({
  ms,
  sold: value.filter(Boolean).length,
  inOrder: value.slice(0, value.filter(Boolean).length).every(Boolean),
});

/** A counter with seats that are shared one by one. */
const counter = (seats: number) => ({ tables: [table(1, seats, { shareable: true, shape: 'counter' as const })] });

type Place = { id: RestaurantId };

async function baseline(
  client: DatabaseClient,
  restaurant: Place,
  date: string,
  book: typeof bookPessimistic,
): Promise<Round> {
  const users = await makeUsers(client, CALLERS);
  await client.pool.query('DELETE FROM baseline_slot');
  await client.pool.query('INSERT INTO baseline_slot VALUES (1, ?, ?, ?, ?, 0, 0)', [
    restaurant.id,
    date,
    MINUTE,
    SEATS,
  ]);
  const startsAt = new Date(`${date}T10:00:00Z`);
  const bookings = users.map((userId): SlotBooking => {
    const commandKey = unique('key-');
    return { slotId: 1, restaurantId: restaurant.id, userId, serviceDate: date, minute: MINUTE, startsAt, commandKey };
  });
  return roundOf(await timed(() => Promise.all(bookings.map((booking) => book(client.pool, booking)))));
}

async function ours(client: DatabaseClient, restaurant: Place, date: string, ctx: ServiceContext): Promise<Round> {
  const users = await makeUsers(client, CALLERS);
  const wish = { restaurantId: restaurant.id, serviceDate: date, minute: MINUTE, party: 1 };
  const commandKeys = users.map(() => unique('key-'));
  return roundOf(
    await timed(() =>
      Promise.all(
        users.map(async (userId, at) => {
          const answer = await codeOf(holdTable(as(ctx, userId), { ...wish, commandKey: commandKeys[at]! }));
          if (answer !== 'SLOT_TAKEN' && typeof answer === 'string') throw new Error(answer);
          return answer !== 'SLOT_TAKEN';
        }),
      ),
    ),
  );
}

/** The same with more of everything: two processes, each with half of the callers, meet at one counter. */
async function overTwoProcesses(url: string, client: DatabaseClient) {
  const processes = await Promise.all([1, 2].map(() => startHoldProcess(url, process.env.REDIS_URL!)));
  const rounds: (Round & { refused: number })[] = [];
  for (let round = 0; round <= BIG_ROUNDS; round++) {
    const restaurant = await makeRestaurant(client, counter(BIG_SEATS));
    const users = [...(await makeUsers(client, BIG_CALLERS / 2)), ...(await makeUsers(client, BIG_CALLERS / 2))];
    const wishes = users.map((userId) => ({
      userId,
      restaurantId: restaurant.id,
      party: 1,
      commandKey: unique('key-'),
    }));
    const halves = [wishes.slice(0, BIG_CALLERS / 2), wishes.slice(BIG_CALLERS / 2)];
    const { ms, value } = await timed(() => Promise.all(processes.map((one, at) => one.hold(halves[at]!))));
    const held = value.map((answers) => answers.map((answer) => typeof answer === 'object'));
    const sold = held.flat().filter(Boolean).length;
    const refused = value.flat().filter((answer) => answer === 'SLOT_TAKEN').length;
    const inOrder = held.every((half) => half.slice(0, half.filter(Boolean).length).every(Boolean));
    if (round > 0) rounds.push({ ms, sold, refused, inOrder });
  }
  await Promise.all(processes.map((one) => one.stop()));
  return rounds;
}

await bench('hot-slot', async () => {
  const url = await makeDatabase(unique('hot'));
  const client = createDatabase(url, POOL);
  await client.pool.query(SLOT_TABLE);
  const ctx = makeContext(client);
  const place = () => makeRestaurant(client, counter(SEATS));
  // A restaurant each, and a day of its own for every round: a crowd does not meet a restaurant that nobody has looked at.
  const [first, second, third] = [await place(), await place(), await place()];
  const methods: Record<string, (date: string) => Promise<Round>> = {
    pessimistic: (date) => baseline(client, first, date, bookPessimistic),
    optimistic: (date) => baseline(client, second, date, bookOptimistic),
    // One process's writer, as it stands for every caller of that process.
    ours: (date) => ours(client, third, date, ctx),
  };
  const rounds: Record<string, Round[]> = { pessimistic: [], optimistic: [], ours: [] };
  const server = await client.pool.getConnection();
  for (const [name, run] of Object.entries(methods))
    for (let round = 0; round < WARM_UP_ROUNDS[name]!; round++) await run(dateIn(1 + ROUNDS + round));
  for (let round = 0; round < ROUNDS; round++) {
    // In turn, so that whatever else the machine does meets all of them.
    for (const [name, run] of Object.entries(methods)) {
      await flushed(server);
      await settled(server);
      rounds[name]!.push(await run(dateIn(1 + round)));
    }
  }
  server.release();
  const big = await overTwoProcesses(url, client);
  const medianOf = (name: string) => median(rounds[name]!.map((round) => round.ms));
  return {
    parameters: {
      callers: CALLERS,
      seats: SEATS,
      pool: POOL,
      warmUpRounds: Object.values(WARM_UP_ROUNDS).join(' '),
      rounds: ROUNDS,
      bigRounds: BIG_ROUNDS,
    },
    rows: Object.entries({ ...rounds, [`ours, ${BIG_CALLERS} for ${BIG_SEATS}, two processes`]: big }).map(
      ([label, done]) => ({
        label,
        ours: label.startsWith('ours'),
        medianMs: median(done.map((round) => round.ms)),
        minMs: Math.min(...done.map((round) => round.ms)),
        maxMs: Math.max(...done.map((round) => round.ms)),
        sold: done.map((round) => round.sold).join(' '),
      }),
    ),
    ratios: {
      'pessimistic / ours': medianOf('pessimistic') / medianOf('ours'),
      'optimistic / ours': medianOf('optimistic') / medianOf('ours'),
    },
    checks: {
      'every round sold exactly 100': Object.values(rounds)
        .flat()
        .every((round) => round.sold === SEATS),
      'pessimistic at least 12 times as long': medianOf('pessimistic') >= 12 * medianOf('ours'),
      'optimistic at least 40 times as long': medianOf('optimistic') >= 40 * medianOf('ours'),
      'two processes sold exactly 1,000 and refused 3,000': big.every(
        (round) => round.sold === BIG_SEATS && round.refused === BIG_CALLERS - BIG_SEATS,
      ),
      'first come first served within a process': [...rounds.ours!, ...big].every((round) => round.inOrder),
    },
  };
});
