import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventIdFromSeed } from './ids';
import { prune } from './retention';
import { createStore } from './store';
import { type Bench, openBench, until } from './testing/harness';

let bench: Bench;
const got: unknown[] = [];
const failures: { error: { name: string; message: string }; function_id: string }[] = [];

beforeAll(async () => {
  bench = await openBench('engine');
  const { client } = bench;
  const echo = client.createFunction({ id: 'echo', triggers: [{ event: 't/echo' }] }, async ({ event }) => {
    got.push(event.data);
    return event.data;
  });
  const big = client.createFunction({ id: 'big', triggers: [{ event: 't/big' }] }, async ({ step, event }) => {
    const kept: string[] = [];
    for (let i = 0; i < event.data.parts; i++) {
      const size = await step
        .run(`part ${i}`, () => 'x'.repeat(event.data.bytes))
        .then((text) => String(text.length))
        .catch((error: Error) => error.message);
      kept.push(size);
    }
    return kept.at(-1);
  });
  const many = client.createFunction({ id: 'many', triggers: [{ event: 't/many' }] }, async ({ step }) => {
    await Promise.all(Array.from({ length: 1_001 }, (_, i) => step.sleep(`nap ${i}`, '1h')));
  });
  const signal = client.createFunction({ id: 'signal', triggers: [{ event: 't/signal' }] }, async ({ step }) => {
    await step.waitForSignal('wait', { signal: 'go', timeout: '1h', onConflict: 'fail' });
  });
  const badWait = client.createFunction({ id: 'bad-wait', triggers: [{ event: 't/bad-wait' }] }, async ({ step }) => {
    await step.waitForEvent('w', { event: 't/x', timeout: '1h', if: 'async.data.x = 1' });
  });
  const wide = client.createFunction({ id: 'wide', triggers: [{ event: 't/wide' }] }, async () =>
    'x'.repeat(4 * 1024 * 1024),
  );
  const early = client.createFunction(
    { id: 'early', cancelOn: [{ event: 't/early-stop', match: 'data.k' }], triggers: [{ event: 't/early' }] },
    async ({ step }) => {
      await step.sleep('long', '1h');
    },
  );
  const letters = client.createFunction(
    { id: 'letters', triggers: [{ event: 'inngest/function.failed' }] },
    async ({ event }) => {
      failures.push(event.data as (typeof failures)[number]);
    },
  );
  await bench.launch([echo, big, many, signal, badWait, wide, early, letters]);
});
afterAll(() => bench?.close());

const rows = async <Row>(sql: string, values?: unknown[]): Promise<Row[]> =>
  (await bench.database.pool.query(sql, values))[0] as Row[];
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${bench.baseUrl}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
const endOf = (fn: string) =>
  until(`${fn} ended`, async () => {
    const [run] = await rows<{ status: string; result: string }>(
      "SELECT status, result FROM engine_runs WHERE function_id = ? AND status <> 'running'",
      [`trial-${fn}`],
    );
    return run;
  });

describe('the event API', () => {
  it('answers an id only for an event that is stored', async () => {
    const answer = await post(`/e/${bench.keys.eventKey}`, { name: 't/nobody', data: { n: 1 } });
    const { ids } = (await answer.json()) as { ids: string[] };
    const stored = await rows<{ payload: string }>('SELECT payload FROM engine_events WHERE event_id = ?', [ids[0]]);
    expect(JSON.parse(stored[0]?.payload ?? '')).toMatchObject({ id: ids[0], name: 't/nobody', data: { n: 1 } });
  });

  it('refuses an unknown key with 401 and stores nothing', async () => {
    const answer = await post('/e/wrong', { name: 't/refused', data: {} });
    expect(answer.status).toBe(401);
    expect(await rows("SELECT id FROM engine_events WHERE name = 't/refused'")).toEqual([]);
  });

  it('gives a resend the same ids and no second effect', async () => {
    const seed = `${Date.now()},c2VlZA==`;
    const send = () =>
      post(
        `/e/${bench.keys.eventKey}`,
        [
          { name: 't/echo', data: { seeded: 1 } },
          { name: 't/echo', data: { seeded: 2 } },
        ],
        { 'x-inngest-event-id-seed': seed },
      );
    const [first, second] = await Promise.all([send(), send()]);
    const ids = [eventIdFromSeed(seed, 0), eventIdFromSeed(seed, 1)];
    expect(await first.json()).toMatchObject({ ids });
    expect(await second.json()).toMatchObject({ ids });
    await until('both ran', () => got.filter((data) => (data as { seeded?: number }).seeded).length >= 2);
    expect(
      await rows('SELECT id FROM engine_runs WHERE event_ref IN (SELECT id FROM engine_events WHERE event_id IN (?))', [
        ids,
      ]),
    ).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{', 400, 'not JSON'],
    ['no name', { data: {} }, 400, 'has no name'],
    ["the engine's own names", { name: 'inngest/function.failed', data: {} }, 400, 'inngest/'],
    ['an event over 512 KB', { name: 't/large', data: 'x'.repeat(600_000) }, 413, 'at most 524288'],
  ])('refuses %s', async (_, body, status, why) => {
    const answer = await post(`/e/${bench.keys.eventKey}`, body);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { error: string }).error).toContain(why);
  });

  it('refuses a request that is too large before it has read it', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const sent = request(`${bench.baseUrl}/e/${bench.keys.eventKey}`, { method: 'POST' }, (answer) =>
        resolve(answer.statusCode),
      );
      sent.on('error', () => {});
      sent.end('x'.repeat(9 * 1024 * 1024));
    });
    expect(status).toBe(413);
  });

  it('says on /health that it works', async () => {
    const answer = await fetch(`${bench.baseUrl}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  });

  it('takes hundreds of events in one request', async () => {
    const before = got.length;
    await bench.client.send(Array.from({ length: 300 }, (_, n) => ({ name: 't/echo', data: { n } })));
    await until('all ran', () => got.length === before + 300, 25_000);
  });

  it('cancels a run that an earlier event of the same request starts', async () => {
    await bench.client.send([
      { name: 't/early', data: { k: 1 } },
      { name: 't/early-stop', data: { k: 1 } },
    ]);
    expect((await endOf('early')).status).toBe('cancelled');
  });

  it('cancels every run that an earlier event of the same request starts, in whatever order they come', async () => {
    const start = (k: number) => ({ name: 't/early', data: { k: `mixed ${k}` } });
    const stop = (k: number) => ({ name: 't/early-stop', data: { k: `mixed ${k}` } });
    await bench.client.send([start(1), start(2), stop(1), start(3), stop(3), stop(2), start(4)]);
    const mixed = await rows<{ k: string; status: string }>(
      `SELECT JSON_VALUE(e.payload, '$.data.k') AS k, r.status FROM engine_runs r JOIN engine_events e ON e.id = r.event_ref
       WHERE e.payload LIKE '%"mixed %' AND e.name = 't/early' ORDER BY k`,
    );
    const running = mixed.filter(({ status }) => status === 'running').map(({ k }) => k);
    expect([mixed.length, running]).toEqual([4, ['mixed 4']]);
    await bench.client.send(stop(4));
  });
});

describe('limits', () => {
  it("refuses a step's output over 4 MB as an error of that step", async () => {
    await bench.client.send({ name: 't/big', data: { bytes: 4 * 1024 * 1024 + 1, parts: 1 } });
    expect(JSON.parse((await endOf('big')).result)).toMatch(/output of this step has \d+ bytes/);
    await prune(createStore(bench.database.pool, 1), 0, Date.now() + 1_000);
  });

  it('fails a run that returns more than 4 MB', async () => {
    await bench.client.send({ name: 't/wide', data: {} });
    expect(JSON.parse((await endOf('wide')).result)).toMatchObject({ name: 'OutputTooLarge' });
  });

  it('refuses what makes a run larger than 32 MB', { timeout: 60_000 }, async () => {
    await bench.client.send({ name: 't/big', data: { bytes: 4_000_000, parts: 9 } });
    const ended = await until(
      'it ended',
      async () =>
        (
          await rows<{ result: string }>(
            "SELECT result FROM engine_runs WHERE function_id = 'trial-big' AND status <> 'running'",
          )
        )[0],
      50_000,
    );
    expect(JSON.parse(ended.result)).toMatch(/more than \d+ bytes together/);
  });

  it('fails a run with more than 1,000 steps', async () => {
    await bench.client.send({ name: 't/many', data: {} });
    expect(JSON.parse((await endOf('many')).result)).toMatchObject({ name: 'TooManySteps' });
    expect(
      await rows(
        "SELECT q.id FROM engine_queue q JOIN engine_runs r ON r.id = q.run_id WHERE r.function_id = 'trial-many'",
      ),
    ).toEqual([]);
  });
});

describe('what is not implemented', () => {
  it('fails the run with a sentence and reports it, instead of hanging', async () => {
    await bench.client.send([
      { name: 't/signal', data: {} },
      { name: 't/bad-wait', data: {} },
    ]);
    expect(JSON.parse((await endOf('signal')).result).message).toContain('uses WaitForSignal');
    expect(JSON.parse((await endOf('bad-wait')).result).message).toContain('async.data.x = 1');
    await until(
      'both were reported',
      () => failures.filter((letter) => /signal|bad-wait/.test(letter.function_id)).length === 2,
    );
  });
});

describe('retention', () => {
  it('forgets old finished runs, their steps and events, and nothing that is running', async () => {
    await bench.client.send({ name: 't/early', data: { k: 'kept' } });
    await until('it sleeps', async () => (await rows("SELECT id FROM engine_queue WHERE kind = 'sleep'")).length > 0);
    await until(
      'all else ended',
      async () => (await rows("SELECT id FROM engine_runs WHERE status = 'running'")).length === 1,
    );
    const store = createStore(bench.database.pool, 1);
    await prune(store, 0, Date.now() + 1_000);
    expect(await rows('SELECT status, event_name AS event FROM engine_runs')).toEqual([
      { status: 'running', event: 't/early' },
    ]);
    expect(await rows('SELECT name FROM engine_events')).toEqual([{ name: 't/early' }]);
    expect(await rows("SELECT run_id FROM engine_steps WHERE status <> 'planned'")).toEqual([]);
  });
});
