import { serve } from 'inngest/edge';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from './engine';
import { hashedKey } from './sign';
import { type Bench, fastBackoff, newClient, openBench, until } from './testing/harness';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('checkpoint');
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

const rows = async <Row>(sql: string): Promise<Row[]> => (await bench.database.pool.query(sql))[0] as Row[];
const steps = () => rows<{ name: string; payload: string }>('SELECT name, payload FROM engine_steps ORDER BY position');
const ended = () =>
  until('the run ended', async () => (await rows("SELECT id FROM engine_runs WHERE status <> 'running'")).length === 1);
const status = async () => (await rows<{ status: string }>('SELECT status FROM engine_runs'))[0]?.status;

/** A door steps wait at until the test opens it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A function of two steps: what each does is given. */
const twoSteps = (one: () => unknown, two: () => unknown, options: object = {}) =>
  bench.client.createFunction({ id: 'two', triggers: [{ event: 't/two' }], ...options }, async ({ step }) => {
    const first = await step.run('one', one);
    const second = await step.run('two', two);
    return [first, second];
  });

describe('a call that goes on', () => {
  it('does all steps of a run, and each is stored before the next begins', async () => {
    const seen: string[][] = [];
    const look = async () => void seen.push((await steps()).map(({ name }) => name));
    const engine = await bench.launch([twoSteps(look, look)]);
    await bench.client.send({ name: 't/two', data: {} });
    await ended();
    expect(seen).toEqual([[], ['one']]);
    expect((await steps()).map(({ name }) => name)).toEqual(['one', 'two']);
    expect(engine.stats().calls).toBe(1);
  });

  it('ends when its lease was lost: what it did then is not kept, and it begins nothing more', async () => {
    const door = gate();
    const done: string[] = [];
    const one = async () => {
      const mine = done.push('one');
      if (mine === 1) await door.opened;
      return mine;
    };
    const engine = await bench.launch([twoSteps(one, () => done.push('two'))]);
    await bench.client.send({ name: 't/two', data: {} });
    await until('the first call is under way', () => done.length === 1);
    await bench.database.pool.query('UPDATE engine_queue SET lease_token = NULL, lease_owner = NULL, available_at = 0');
    await ended();
    door.open();
    await until('the first call has ended', () => engine.stats().lostLeases === 1);
    expect(done).toEqual(['one', 'one', 'two']);
    expect((await steps()).map(({ payload }) => payload)).toEqual(['2', '3']);
  });

  it('begins no step of a run that was cancelled during the one before', async () => {
    const door = gate();
    const done: string[] = [];
    const one = async () => {
      done.push('one');
      await door.opened;
    };
    const cancelOn = [{ event: 't/stop' }];
    const engine = await bench.launch([twoSteps(one, () => done.push('two'), { cancelOn })]);
    await bench.client.send({ name: 't/two', data: {} });
    await until('the first step is under way', () => done.length === 1);
    await bench.client.send({ name: 't/stop', data: {} });
    door.open();
    await until('the call has ended', () => engine.stats().lostLeases === 1);
    expect([await status(), done]).toEqual(['cancelled', ['one']]);
  });

  it('tries a step that fails by itself: those before it are not done again, and each has its own attempts', async () => {
    const done: string[] = [];
    const failing = (name: string, times: number) => () => {
      done.push(name);
      if (done.filter((one) => one === name).length <= times) throw new Error(`${name} fails`);
    };
    await bench.launch([twoSteps(failing('one', 2), failing('two', 2), { retries: 2 })]);
    await bench.client.send({ name: 't/two', data: {} });
    await ended();
    expect(await status()).toBe('completed');
    expect(done).toEqual(['one', 'one', 'one', 'two', 'two', 'two']);
  });
});

describe('a process that dies when a step is stored and its call has not heard of it', () => {
  it('leaves a run that goes on with the next step', async () => {
    const done: string[] = [];
    let stored = 0;
    const client = newClient(bench.baseUrl, bench.keys, {
      id: 'trial',
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        // The first to store a step hears nothing any more.
        if (String(input).includes('/v1/checkpoint/') && ++stored === 1) await new Promise(() => {});
        return answer;
      },
    });
    const make = () =>
      client.createFunction({ id: 'two', triggers: [{ event: 't/two' }] }, async ({ step }) => {
        await step.run('one', () => done.push('one'));
        await step.run('two', () => done.push('two'));
      });
    const dying = await bench.launch([make()], { handler: serve({ client, functions: [make()] }), drainMs: 1 });
    await bench.client.send({ name: 't/two', data: {} });
    await until('the step is stored', async () => stored === 1 && (await steps()).length === 1);
    // As the start of another engine does for a process that is gone.
    await bench.database.pool.query('UPDATE engine_queue SET lease_token = NULL, lease_owner = NULL, available_at = 0');
    dying.wake();
    await ended();
    expect(done).toEqual(['one', 'two']);
    await dying.stop();
  });
});

describe('the checkpoint API', () => {
  const post = (path: string, body: unknown, key = hashedKey(bench.keys.signingKey)) =>
    fetch(`${bench.baseUrl}/v1/checkpoint/${path}/async`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  const claimed = async () => {
    const [item] = await rows<{ runId: string; name: string }>(
      "SELECT run_id AS runId, CONCAT(id, '.', lease_token) AS name FROM engine_queue",
    );
    return item ?? { runId: '', name: '' };
  };

  it('settles a step once, however often it is told of it', async () => {
    const answers: number[] = [];
    const again = async () => {
      const { runId, name } = await claimed();
      const [{ id } = { id: '' }] = await rows<{ id: string }>('SELECT step_id AS id FROM engine_steps');
      const op = { id, op: 'StepRun', name: 'one', data: 'other' };
      answers.push((await post(runId, { qi_id: name, steps: [op] })).status);
    };
    await bench.launch([twoSteps(() => 'first', again)]);
    await bench.client.send({ name: 't/two', data: {} });
    await ended();
    expect(answers).toEqual([200]);
    expect((await steps()).map(({ payload }) => payload)).toEqual(['"first"', 'null']);
    expect(await rows('SELECT settled, pending FROM engine_runs')).toEqual([{ settled: 2, pending: 0 }]);
  });

  it('takes nothing with a wrong key, of a wrong lease or without sense', async () => {
    const answers: number[] = [];
    const intrude = async () => {
      const { runId, name } = await claimed();
      const steps = [{ id: 'a'.repeat(40), op: 'StepRun', data: 1 }];
      answers.push((await post(runId, { qi_id: name, steps }, 'wrong')).status);
      answers.push((await post(runId, { qi_id: `${name}X`, steps })).status);
      answers.push((await post(runId, { qi_id: name, steps: 'all' })).status);
      answers.push((await post('other', { qi_id: name, steps })).status);
    };
    await bench.launch([twoSteps(intrude, () => null)]);
    await bench.client.send({ name: 't/two', data: {} });
    await ended();
    expect(answers).toEqual([401, 409, 400, 409]);
    expect((await steps()).map(({ name }) => name)).toEqual(['one', 'two']);
  });
});

it('works without checkpoints for a signing key of which the SDK makes something of its own', async () => {
  const keys = { eventKey: 'key', signingKey: `signkey-test-${'not-hexadecimal-'.repeat(3)}` };
  const client = newClient(bench.baseUrl, keys);
  const done: string[] = [];
  const chain = client.createFunction({ id: 'two', triggers: [{ event: 't/two' }] }, async ({ step }) => {
    await step.run('one', () => done.push('one'));
    await step.run('two', () => done.push('two'));
  });
  const engine = createEngine({
    pool: bench.database.pool,
    handler: serve({ client, functions: [chain] }),
    ...keys,
    backoff: fastBackoff,
  });
  await engine.start();
  const event = new Request('http://127.0.0.1/e/key', { method: 'POST', body: JSON.stringify({ name: 't/two' }) });
  expect((await engine.handleHttp(event)).status).toBe(200);
  await ended();
  expect([done, engine.stats().calls]).toEqual([['one', 'two'], 3]);
  await engine.stop();
});
