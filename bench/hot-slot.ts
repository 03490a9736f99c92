import { createDatabase, type DatabaseClient } from '@/db/client';
import type { ServiceContext } from '@/server/services/context';
import { holdTable } from '@/server/services/reservation';
import { makeDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUsers, table, unique } from '@/tests/support/factories';
import { startHoldProcess } from '@/tests/support/hold-process';
import { codeOf } from '@/tests/support/holds';
import { bookOptimistic, bookPessimistic, SLOT_TABLE, type SlotBooking } from './baselines/slot-row';
import { bench } from './lib/bench';
import { median, timed } from './lib/numbers';

const CALLERS = 150;
const SEATS = 100;
const POOL = 32;
const ROUNDS = 9;
const BIG_CALLERS = 4_000;
const BIG_SEATS = 1_000;
const BIG_ROUNDS = 3;
const DATE = dateIn(5);
const MINUTE = 1140;

type Round = { ms: number; sold: number; inOrder: boolean };
const roundOf = ({ ms, value }: { ms: number; value: (string | boolean | null)[] }): Round => ({
  ms,
  sold: value.filter(Boolean).length,
  inOrder: value.slice(0, value.filter(Boolean).length).every(Boolean),
});

async function baseline(client: DatabaseClient, book: typeof bookPessimistic): Promise<Round> {
  const restaurant = await makeRestaurant(client);
  const users = await makeUsers(client, CALLERS);
  await client.pool.query('DELETE FROM baseline_slot');
  await client.pool.query('INSERT INTO baseline_slot VALUES (1, ?, ?, ?, ?, 0, 0)', [
    restaurant.id,
    DATE,
    MINUTE,
    SEATS,
  ]);
  const startsAt = new Date(`${DATE}T10:00:00Z`);
  const bookings = users.map((userId): SlotBooking => {
    const commandKey = unique('key-');
    return { slotId: 1, restaurantId: restaurant.id, userId, serviceDate: DATE, minute: MINUTE, startsAt, commandKey };
  });
  return roundOf(await timed(() => Promise.all(bookings.map((booking) => book(client.pool, booking)))));
}

async function ours(client: DatabaseClient, ctx: ServiceContext): Promise<Round> {
  const restaurant = await makeRestaurant(client, {
    tables: [table(1, SEATS, { shareable: true, shape: 'counter' })],
  });
  const users = await makeUsers(client, CALLERS);
  const wish = { restaurantId: restaurant.id, serviceDate: DATE, minute: MINUTE, party: 1 };
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
    const restaurant = await makeRestaurant(client, {
      tables: [table(1, BIG_SEATS, { shareable: true, shape: 'counter' })],
    });
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
  const methods = {
    pessimistic: () => baseline(client, bookPessimistic),
    optimistic: () => baseline(client, bookOptimistic),
    // One process's writer, as it stands for every caller of that process.
    ours: () => ours(client, ctx),
  };
  const rounds: Record<string, Round[]> = { pessimistic: [], optimistic: [], ours: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    // In turn, so that whatever else the machine does meets all of them; the first round only warms up.
    for (const [name, run] of Object.entries(methods)) {
      const done = await run();
      if (round > 0) rounds[name]!.push(done);
    }
  }
  const big = await overTwoProcesses(url, client);
  const medianOf = (name: string) => median(rounds[name]!.map((round) => round.ms));
  return {
    parameters: { callers: CALLERS, seats: SEATS, pool: POOL, rounds: ROUNDS, bigRounds: BIG_ROUNDS },
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
