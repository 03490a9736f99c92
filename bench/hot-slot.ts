import { createDatabase, type DatabaseClient } from '@/db/client';
import { makeDatabase } from '@/tests/support/database';
import { dateIn, makeContext, makeRestaurant, makeUsers, table, unique } from '@/tests/support/factories';
import { codeOf, holdAs } from '@/tests/support/holds';
import { bookOptimistic, bookPessimistic, SLOT_TABLE, type SlotBooking } from './baselines/slot-row';
import { bench } from './lib/bench';
import { median, timed } from './lib/numbers';

const CALLERS = 150;
const SEATS = 100;
const POOL = 32;
const ROUNDS = 9;
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

async function ours(client: DatabaseClient): Promise<Round> {
  const ctx = makeContext(client);
  const restaurant = await makeRestaurant(client, {
    tables: [table(1, SEATS, { shareable: true, shape: 'counter' })],
  });
  const users = await makeUsers(client, CALLERS);
  return roundOf(
    await timed(() =>
      Promise.all(
        users.map(async (userId) => {
          const answer = await codeOf(holdAs(ctx, userId, restaurant.id, { party: 1 }));
          if (answer !== 'SLOT_TAKEN' && typeof answer === 'string') throw new Error(answer);
          return answer !== 'SLOT_TAKEN';
        }),
      ),
    ),
  );
}

await bench('hot-slot', async () => {
  const client = createDatabase(await makeDatabase(unique('hot')), POOL);
  await client.pool.query(SLOT_TABLE);
  const methods = {
    pessimistic: () => baseline(client, bookPessimistic),
    optimistic: () => baseline(client, bookOptimistic),
    ours: () => ours(client),
  };
  const rounds: Record<string, Round[]> = { pessimistic: [], optimistic: [], ours: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    // In turn, so that whatever else the machine does meets all of them; the first round only warms up.
    for (const [name, run] of Object.entries(methods)) {
      const done = await run();
      if (round > 0) rounds[name]!.push(done);
    }
  }
  const medianOf = (name: string) => median(rounds[name]!.map((round) => round.ms));
  return {
    parameters: { callers: CALLERS, seats: SEATS, pool: POOL, rounds: ROUNDS },
    rows: Object.entries(rounds).map(([label, done]) => ({
      label,
      ours: label === 'ours',
      medianMs: medianOf(label),
      minMs: Math.min(...done.map((round) => round.ms)),
      maxMs: Math.max(...done.map((round) => round.ms)),
      sold: done.map((round) => round.sold).join(' '),
    })),
    ratios: {
      'pessimistic / ours': medianOf('pessimistic') / medianOf('ours'),
      'optimistic / ours': medianOf('optimistic') / medianOf('ours'),
    },
    checks: {
      'every round sold exactly 100': Object.values(rounds)
        .flat()
        .every((round) => round.sold === SEATS),
      'first come first served within a process': rounds.ours!.every((round) => round.inOrder),
    },
  };
});
