import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBatcher, type Job } from './batch';
import { createStore } from './store';
import { type Bench, openBench, until } from './testing/harness';
import { newWork } from './work';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('batch');
  await bench.database.pool.query('CREATE TABLE trial_rows (id INT PRIMARY KEY)');
});
afterEach(async () => {
  await bench.reset();
  await bench.database.pool.query('DELETE FROM trial_rows');
});
afterAll(() => bench?.close());

const rows = async <Row>(sql: string): Promise<Row[]> => (await bench.database.pool.query(sql))[0] as Row[];

/** A batcher on the real database, and what it has committed. */
function batcher() {
  const store = createStore(bench.database.pool, 1);
  const settings = { functions: new Map(), backoff: () => 0, lease: { owner: 'me', ms: 1_000 }, clock: Date.now };
  const batch = createBatcher({
    store,
    open: (tx, room) => newWork(tx, { ...settings, room }),
    committed: async () => {},
  });
  const insert = (id: number, after?: () => void): Job<number> => ({
    body: async (work) => {
      await work.tx.write('INSERT INTO trial_rows VALUES (?)', [id]);
      after?.();
      return id;
    },
  });
  return { batch, insert, store };
}

describe('jobs that come at the same time', () => {
  it('share a transaction, and are answered when it is committed', async () => {
    const { batch, insert, store } = batcher();
    const first = batch(insert(1));
    const values = await Promise.all([first, ...[2, 3, 4, 5].map((id) => batch(insert(id)))]);
    expect(values).toEqual([1, 2, 3, 4, 5]);
    // One for the first, which came alone, and one for all that came while it was written.
    expect(store.counts().transactions).toBe(2);
    expect(await rows('SELECT id FROM trial_rows')).toHaveLength(5);
  });

  it('do not fail because one of them does', async () => {
    const { batch, insert } = batcher();
    const poison = () => {
      throw new Error('poisoned');
    };
    const jobs = [insert(1), insert(2), insert(3, poison), insert(4)];
    const ended = await Promise.allSettled(jobs.map((job) => batch(job)));
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await rows('SELECT id FROM trial_rows ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }, { id: 4 }]);
  });
});

it('what cannot be applied leaves the runs beside it alone, and is tried again when its lease ends', async () => {
  // After the sleep the event is needed, for the key under which the next call stands in line.
  const fn = bench.client.createFunction(
    { id: 'crowd', concurrency: { limit: 50, key: 'event.data.kind' }, triggers: [{ event: 't/crowd' }] },
    async ({ step }) => {
      await step.sleep('nap', '1h');
    },
  );
  const engine = await bench.launch([fn], { leaseMs: 600 });
  await bench.client.send(Array.from({ length: 10 }, (_, n) => ({ name: 't/crowd', data: { n, kind: 'all' } })));
  await until('all sleep', async () => (await rows("SELECT id FROM engine_queue WHERE kind = 'sleep'")).length === 10);
  const [event] = await rows<{ id: string }>('SELECT id FROM engine_events LIMIT 1');
  await bench.database.pool.query("UPDATE engine_events SET id = 'gone' WHERE id = ?", [event?.id]);
  await bench.database.pool.query('UPDATE engine_queue SET available_at = 0');
  engine.wake();
  const running = () => rows<{ ref: string }>("SELECT event_ref AS ref FROM engine_runs WHERE status = 'running'");
  await until('the others ended', async () => (await running()).length === 1);
  expect(await running()).toEqual([{ ref: event?.id }]);
  await bench.database.pool.query("UPDATE engine_events SET id = ? WHERE id = 'gone'", [event?.id]);
  await until('this one ended too', async () => (await running()).length === 0);
});

describe('priority', () => {
  it('lets a run go before those that were queued in the seconds before it', async () => {
    const order: string[] = [];
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { client } = bench;
    const door = client.createFunction({ id: 'door', triggers: [{ event: 't/door' }] }, async ({ step }) => {
      await step.run('wait', async () => {
        order.push('door');
        await opened;
      });
    });
    const mail = client.createFunction({ id: 'mail', triggers: [{ event: 't/mail' }] }, async () => {
      order.push('mail');
    });
    const money = client.createFunction(
      { id: 'money', triggers: [{ event: 't/money' }], priority: { run: 'event.data.urgent ? 600 : 0' } },
      async ({ event }) => {
        order.push(event.data.urgent ? 'urgent' : 'money');
      },
    );
    await bench.launch([door, mail, money], { maxInflight: 1 });
    await client.send({ name: 't/door', data: {} });
    await until('the only place is taken', () => order.length === 1);
    await client.send([{ name: 't/mail' }, { name: 't/mail' }, { name: 't/money', data: { urgent: false } }]);
    await client.send({ name: 't/money', data: { urgent: true } });
    open();
    await until('all ran', () => order.length === 5);
    expect(order).toEqual(['door', 'urgent', 'mail', 'mail', 'money']);
  });

  it('puts a run off for a negative factor, and goes no further than ten minutes either way', async () => {
    const now = Date.now();
    const fn = bench.client.createFunction(
      { id: 'later', triggers: [{ event: 't/later' }], priority: { run: 'event.data.factor' } },
      async () => {},
    );
    const engine = await bench.launch([fn], { clock: () => now });
    await engine.stop();
    await bench.reset();
    await bench.launch([fn], { clock: () => now, maxInflight: 0 });
    for (const factor of [-5, -9_000, 9_000, 'none']) await bench.client.send({ name: 't/later', data: { factor } });
    const queued = await rows<{ at: number }>('SELECT available_at AS at FROM engine_queue ORDER BY id');
    expect(queued.map(({ at }) => Number(at) - now)).toEqual([5_000, 600_000, -600_000, 0]);
  });
});
