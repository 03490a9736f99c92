import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from './store';
import { type Bench, openBench } from './testing/harness';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('store');
  await bench.database.pool.query('CREATE TABLE trial_rows (id INT PRIMARY KEY, n INT NOT NULL)');
});
beforeEach(() => bench.database.pool.query('DELETE FROM trial_rows'));
afterAll(() => bench?.close());

const ids = async () => {
  const [rows] = await bench.database.pool.query('SELECT id FROM trial_rows ORDER BY id');
  return (rows as { id: number }[]).map((row) => row.id);
};

describe('transactions', () => {
  it('puts works that wait into one transaction', async () => {
    const store = createStore(bench.database.pool, 1);
    const works = [1, 2, 3, 4, 5].map((id) =>
      store.transact((tx) => tx.write('INSERT INTO trial_rows VALUES (?, 0)', [id])),
    );
    expect(await Promise.all(works)).toEqual([1, 1, 1, 1, 1]);
    expect(store.counts()).toEqual({ transactions: 1, repeated: 0 });
  });

  it('refuses a work that fails alone, and commits those beside it', async () => {
    const store = createStore(bench.database.pool, 1);
    const insert = (id: number) => store.transact((tx) => tx.write('INSERT INTO trial_rows VALUES (?, 0)', [id]));
    const results = await Promise.allSettled([insert(1), insert(2), insert(2), insert(3)]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('answers only once a work is committed', async () => {
    const store = createStore(bench.database.pool, 1);
    await store.transact((tx) => tx.write('INSERT INTO trial_rows VALUES (9, 0)'));
    expect(await ids()).toEqual([9]);
  });

  it('runs works again that were rolled back by a deadlock, each with its effect once', async () => {
    const store = createStore(bench.database.pool, 2);
    await bench.database.pool.query('INSERT INTO trial_rows VALUES (1, 0), (2, 0)');
    let both = 0;
    const crosswise = (first: number, second: number) =>
      store.transact(async (tx) => {
        await tx.write('UPDATE trial_rows SET n = n + 1 WHERE id = ?', [first]);
        // The first time, each holds one row before it asks for the other.
        if (++both <= 2) while (both < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        await tx.write('UPDATE trial_rows SET n = n + 1 WHERE id = ?', [second]);
      });
    await Promise.all([crosswise(1, 2), crosswise(2, 1)]);
    const [rows] = await bench.database.pool.query('SELECT n FROM trial_rows');
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
    expect(store.counts().repeated).toBeGreaterThan(0);
  });

  it('outlives a connection the server drops', async () => {
    const store = createStore(bench.database.pool, 1);
    let dropped = false;
    await store.transact(async (tx) => {
      if (!dropped) {
        dropped = true;
        const [me] = await tx.rows<{ id: number }>('SELECT CONNECTION_ID() AS id');
        await bench.database.pool.query(`KILL ${me?.id}`);
      }
      await tx.write('INSERT INTO trial_rows VALUES (7, 0)');
    });
    expect(await ids()).toEqual([7]);
  });
});
