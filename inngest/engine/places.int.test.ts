import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePlaces, NEVER, registerPlaces } from './places';
import { claim } from './queue';
import { createStore, type Tx } from './store';
import { type Bench, openBench } from './testing/harness';
import type { FunctionConfig } from './types';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('places');
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

const functions = new Map<string, FunctionConfig>([
  ['f', { id: 'f', events: [], crons: [], maxAttempts: 1, cancel: [], concurrency: { limit: 1 } }],
]);

async function queueItem(lease: string | null): Promise<number> {
  const [result] = await bench.database.pool.query(
    `INSERT INTO engine_queue (run_id, function_id, kind, step_id, conc_key, queued_at, available_at, lease_token)
     VALUES ('r', 'f', 'call', 'step', 'k', 0, ?, ?)`,
    [lease ? Date.now() + 60_000 : 0, lease],
  );
  return (result as { insertId: number }).insertId;
}

/** So many items of other keys that the database looks for those of `k` in the index, as it does in a real queue. */
async function fillQueue(): Promise<void> {
  const others = Array.from({ length: 500 }, (_, i) => ['r', 'f', 'call', 'step', `other ${i}`, 1, i, NEVER]);
  // A claim also locks the item next in time; it is not to be the one the test is about.
  others.push(['r', 'f', 'sleep', 'nap', 'none', 0, 0, Date.now() + 10_000]);
  await bench.database.pool.query(
    'INSERT INTO engine_queue (run_id, function_id, kind, step_id, conc_key, blocked, queued_at, available_at) VALUES ?',
    [others],
  );
  await bench.database.pool.query('ANALYZE TABLE engine_queue');
}

/**
 * One engine finds the only place taken and is about to let an item wait; in between, another engine ends the call that
 * holds the place. Answers whether the item still waits when both are done, with nobody left to wake it.
 */
async function endWhileAnotherLinesUp(): Promise<boolean> {
  await fillQueue();
  const holder = await queueItem('lease');
  const waiting = await queueItem(null);
  const [one, two] = [createStore(bench.database.pool, 1), createStore(bench.database.pool, 1)];
  let ended: Promise<unknown> = Promise.resolve();
  await one.transact((tx) => {
    const between: Tx = {
      ...tx,
      write: async (sql, values) => {
        if (sql.includes('blocked = 1')) {
          ended = two.transact(async (other) => {
            await other.write('DELETE FROM engine_queue WHERE id = ?', [holder]);
            await freePlaces(other, ['k']);
          });
          // Done at once without the lock; with it, it has to wait for this transaction.
          await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300))]);
        }
        return tx.write(sql, values);
      },
    };
    return claim(between, { now: Date.now(), limit: 10, owner: 'me', leaseMs: 1_000, functions });
  });
  await ended;
  const [rows] = await bench.database.pool.query('SELECT blocked FROM engine_queue WHERE id = ?', [waiting]);
  return (rows as { blocked: number }[])[0]?.blocked === 1;
}

describe('places under a concurrency key', () => {
  it('would leave an item waiting for ever without the lock of the places', async () => {
    expect(await endWhileAnotherLinesUp()).toBe(true);
  });

  it('never leave an item waiting when the last call before it ends', async () => {
    await createStore(bench.database.pool, 1).transact(registerPlaces);
    expect(await endWhileAnotherLinesUp()).toBe(false);
  });

  it('are given first come, first served', async () => {
    await createStore(bench.database.pool, 1).transact(registerPlaces);
    const store = createStore(bench.database.pool, 1);
    const ids = [await queueItem(null), await queueItem(null), await queueItem(null)];
    const order: number[] = [];
    for (const _ of ids) {
      const claimed = await store.transact((tx) =>
        claim(tx, { now: Date.now(), limit: 10, owner: 'me', leaseMs: 60_000, functions }),
      );
      expect(claimed.items).toHaveLength(1);
      order.push(claimed.items[0]?.id ?? 0);
      await store.transact(async (tx) => {
        await tx.write('DELETE FROM engine_queue WHERE id = ?', [order.at(-1)]);
        await freePlaces(tx, ['k']);
      });
    }
    expect(order).toEqual(ids);
  });
});
