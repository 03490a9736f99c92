import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, until } from './testing/harness';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('lease');
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

/** A door steps wait at until the test opens it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const rows = async <Row>(sql: string): Promise<Row[]> => (await bench.database.pool.query(sql))[0] as Row[];
const runs = () =>
  rows<{ status: string; result: string | null }>('SELECT status, result FROM engine_runs ORDER BY id');

describe('leases', () => {
  it('makes the answer of a call whose lease was lost a no-op', async () => {
    const first = gate();
    let calls = 0;
    const slow = bench.client.createFunction({ id: 'slow', triggers: [{ event: 't/slow' }] }, async ({ step }) =>
      step.run('work', async () => {
        const mine = ++calls;
        if (mine === 1) await first.opened;
        return mine;
      }),
    );
    const engine = await bench.launch([slow]);
    await bench.client.send({ name: 't/slow', data: {} });
    await until('the first call is under way', () => calls === 1);
    await bench.database.pool.query('UPDATE engine_queue SET lease_token = NULL, lease_owner = NULL, available_at = 0');
    await until('a second call has done the work', async () => (await runs())[0]?.status === 'completed');
    first.open();
    await until('the first answer came too late', () => engine.stats().lostLeases === 1);
    expect(await runs()).toEqual([{ status: 'completed', result: '2' }]);
    expect(await rows('SELECT id FROM engine_queue')).toEqual([]);
  });

  it('renews the lease of a call that takes longer than one lease', async () => {
    const door = gate();
    let calls = 0;
    const slow = bench.client.createFunction({ id: 'slow', triggers: [{ event: 't/slow' }] }, async ({ step }) =>
      step.run('work', async () => {
        calls++;
        await door.opened;
      }),
    );
    await bench.launch([slow], { leaseMs: 300 });
    await bench.client.send({ name: 't/slow', data: {} });
    await until('the call is under way', () => calls === 1);
    const due = async () => Number((await rows<{ at: number }>('SELECT available_at AS at FROM engine_queue'))[0]?.at);
    const first = await due();
    await until('the lease was renewed past its first end', async () => (await due()) > first + 300);
    door.open();
    await until('the run ended', async () => (await runs())[0]?.status === 'completed');
    expect(calls).toBe(1);
  });

  it('stops within three seconds though a call hangs, and gives its work to the next engine at once', async () => {
    const door = gate();
    let calls = 0;
    const slow = bench.client.createFunction({ id: 'slow', triggers: [{ event: 't/slow' }] }, async ({ step }) =>
      step.run('work', async () => {
        if (++calls === 1) await door.opened;
        return calls;
      }),
    );
    const old = await bench.launch([slow]);
    await bench.client.send({ name: 't/slow', data: {} });
    await until('the call hangs', () => calls === 1);
    const before = Date.now();
    await old.stop();
    expect(Date.now() - before).toBeLessThan(3_000);
    await bench.launch([slow]);
    await until('the next engine finished the run', async () => (await runs())[0]?.status === 'completed');
    door.open();
    expect(await runs()).toEqual([{ status: 'completed', result: '2' }]);
  });

  it('lets calls under way finish when it stops, and starts no others', async () => {
    const door = gate();
    const steps: string[] = [];
    const slow = bench.client.createFunction({ id: 'slow', triggers: [{ event: 't/slow' }] }, async ({ step }) => {
      await step.run('one', async () => {
        steps.push('one');
        await door.opened;
      });
      await step.run('two', () => steps.push('two'));
    });
    const engine = await bench.launch([slow]);
    await bench.client.send({ name: 't/slow', data: {} });
    await until('step one is under way', () => steps.length === 1);
    const stopped = engine.stop();
    door.open();
    await stopped;
    expect(steps).toEqual(['one']);
    await bench.launch([slow]);
    await until('the run ended', async () => (await runs())[0]?.status === 'completed');
    expect(steps).toEqual(['one', 'two']);
  });

  it('fails a run whose step takes its worker down again and again, instead of trying for ever', async () => {
    const failures: string[] = [];
    const idle = bench.client.createFunction({ id: 'idle', triggers: [{ event: 't/idle' }] }, async ({ step }) => {
      await step.sleep('long', '1h');
    });
    const letters = bench.client.createFunction(
      { id: 'letters', triggers: [{ event: 'inngest/function.failed' }] },
      async ({ event }) => {
        failures.push(event.data.error.name);
      },
    );
    const engine = await bench.launch([idle, letters]);
    await bench.client.send({ name: 't/idle', data: {} });
    await until('it sleeps', async () => (await rows("SELECT id FROM engine_queue WHERE kind = 'sleep'")).length === 1);
    await bench.database.pool.query(
      "UPDATE engine_queue SET kind = 'call', step_id = 'step', deliveries = 10, available_at = 0",
    );
    engine.wake();
    await until('the failure was reported', () => failures.length === 1);
    expect(failures).toEqual(['WorkerLost']);
  });
});

describe('two engines on one database', () => {
  it('run each step once and keep a concurrency limit between them', { timeout: 40_000 }, async () => {
    const busy = new Map<string, number>();
    const done: string[] = [];
    let most = 0;
    const make = () =>
      bench.client.createFunction(
        { id: 'desk', concurrency: { limit: 2, key: 'event.data.table' }, triggers: [{ event: 't/desk' }] },
        async ({ step, event }) => {
          for (const name of ['take', 'give']) {
            await step.run(name, async () => {
              const table = event.data.table as string;
              busy.set(table, (busy.get(table) ?? 0) + 1);
              most = Math.max(most, busy.get(table) ?? 0);
              await new Promise((resolve) => setTimeout(resolve, 1));
              busy.set(table, (busy.get(table) ?? 0) - 1);
              done.push(`${table} ${event.data.n} ${name}`);
            });
          }
        },
      );
    const one = await bench.launch([make()]);
    const two = await bench.launch([make()]);
    // Whoever is quicker may do a whole crowd alone: crowds come until both had some of it.
    let sent = 0;
    while (sent < 400 && (sent === 0 || one.stats().calls === 0 || two.stats().calls === 0)) {
      await bench.client.send(
        Array.from({ length: 80 }, (_, n) => ({ name: 't/desk', data: { table: n % 2 ? 'a' : 'b', n: sent + n } })),
      );
      sent += 80;
      await until('all ended', async () => (await runs()).every((run) => run.status === 'completed'), 30_000);
    }
    expect(done).toHaveLength(2 * sent);
    expect(new Set(done).size).toBe(2 * sent);
    expect(most).toBe(2);
    expect(one.stats().calls).toBeGreaterThan(0);
    expect(two.stats().calls).toBeGreaterThan(0);
  });

  it('tick a schedule once, and make up for missed ticks with one run', async () => {
    const ticks: string[] = [];
    const make = () =>
      bench.client.createFunction(
        { id: 'tick', triggers: [{ cron: 'TZ=Asia/Seoul 0 3 * * *' }] },
        async ({ event }) => {
          ticks.push((event.data as { scheduledAt: string }).scheduledAt);
        },
      );
    const first = await bench.launch([make()]);
    await first.stop();
    // The schedule's next tick as if nothing had run for three days: 03:00 in Seoul is 18:00 UTC.
    const missed = Date.UTC(2025, 0, 1, 18);
    await bench.database.pool.query('UPDATE engine_crons SET next_at = ?', [missed]);
    const now = missed + 3 * 86_400_000 + 60_000;
    await Promise.all([bench.launch([make()], { clock: () => now }), bench.launch([make()], { clock: () => now })]);
    await until('it ticked', () => ticks.length > 0);
    await until('all runs ended', async () => (await runs()).every((run) => run.status === 'completed'));
    expect(ticks).toEqual([new Date(missed).toISOString()]);
    const [schedule] = await rows<{ at: number }>('SELECT next_at AS at FROM engine_crons');
    expect(Number(schedule?.at)).toBe(missed + 4 * 86_400_000);
  });
});
