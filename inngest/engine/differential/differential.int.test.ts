import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inngestServer } from '@/tests/support/inngest-server';
import { type Executor, openExecutor } from './executor';
import { flowFunctions } from './functions-flow';
import { stepFunctions } from './functions-steps';
import { Marks } from './marks';

const onServer = inngestServer() !== undefined;
/** A server's shortest schedule is a minute, and its first retry comes after 15 to 45 seconds. */
const schedule = onServer ? '* * * * *' : '* * * * * *';
const SLOW_MS = onServer ? 90_000 : 12_000;

const marks = new Marks();
let executor: Executor;
const send = (name: string, data: Record<string, unknown> = {}, id?: string) =>
  executor.client.send({ name, data, id });
const gap = (tag: string): number => {
  const [first, second] = marks.of(tag);
  return (second?.at ?? 0) - (first?.at ?? 0);
};

beforeAll(async () => {
  executor = await openExecutor((client) => [
    ...stepFunctions(client, marks),
    ...flowFunctions(client, marks, schedule),
  ]);
});
afterAll(() => executor?.close());

describe.concurrent('steps', () => {
  it('runs a failing step again when its error asks for it, and keeps what was done before it', async () => {
    await send('t/retry');
    await marks.wait('retry.done');
    expect(marks.tags('retry')).toEqual(['a', 'b', 'b', 'b', 'done']);
    expect(marks.data('retry.done')).toEqual([{ a: 1, b: 2 }]);
    expect(gap('retry.b')).toBeGreaterThanOrEqual(990);
  });

  it('retries an ordinary error after its own backoff', async () => {
    await send('t/backoff');
    await marks.wait('backoff.done', 1, SLOW_MS);
    expect(marks.tags('backoff')).toEqual(['try', 'try', 'done']);
    expect(gap('backoff.try')).toBeGreaterThanOrEqual(onServer ? 14_000 : 25);
  });

  it('retries an error outside of steps without running the step again', async () => {
    await send('t/outside');
    await marks.wait('outside.done');
    expect(marks.tags('outside')).toEqual(['step', 'try', 'try', 'try', 'done']);
    expect(marks.data('outside.try')).toEqual([0, 1, 2].map((attempt) => ({ attempt, maxAttempts: 4 })));
  });

  it('tells steps of the same name apart by their order', async () => {
    await send('t/loop');
    await marks.wait('loop.done');
    expect(marks.data('loop.done')).toEqual([10]);
  });

  it('hands values on as JSON, byte for byte', async () => {
    await send('t/values');
    await marks.wait('values.done');
    expect(marks.data('values.done')).toEqual([
      { nothing: null, date: '1970-01-01T00:00:00.000Z', text: '예약 ✓ \u2028 "quoted" 🍜' },
    ]);
  });

  it('calls onFailure when the retries are spent, and retries onFailure itself', async () => {
    await send('t/fails');
    await marks.wait('fails.cleaned');
    expect(marks.tags('fails').slice(0, 5)).toEqual(['try', 'try', 'onFailure', 'onFailure', 'cleaned']);
    expect(marks.data('fails.onFailure')[0]).toEqual({ message: 'boom!', fn: 'trial-fails', of: 't/fails' });
  });

  it('does not retry a NonRetriableError', async () => {
    await send('t/final');
    await marks.wait('final.onFailure');
    expect(marks.tags('final')).toEqual(['try', 'onFailure']);
    expect(marks.data('final.onFailure')).toEqual(['card declined']);
  });

  it('lets a function catch a failed step and compensate', async () => {
    await send('t/saga');
    await marks.wait('saga.done');
    expect([...new Set(marks.tags('saga'))]).toEqual(['charge', 'caught', 'release', 'done']);
    expect(marks.data('saga.charge')).toHaveLength(2);
    expect(marks.data('saga.caught')[0]).toEqual({ isStepError: true, message: 'gateway down' });
    expect(marks.data('saga.release')).toEqual([{ id: 'h1' }]);
  });

  it('fails a run that compensates and throws again', async () => {
    await send('t/rethrow');
    await marks.wait('rethrow.onFailure');
    expect(marks.tags('rethrow')).toEqual(['compensated', 'onFailure']);
    expect(marks.data('rethrow.onFailure')).toEqual(['declined']);
  });

  it('sleeps for a duration and until an instant', async () => {
    await send('t/sleep');
    await marks.wait('sleep.after');
    const [before, between, after] = marks.of('sleep').map((mark) => mark.at) as [number, number, number];
    expect(marks.tags('sleep')).toEqual(['before', 'between', 'after']);
    expect(between - before).toBeGreaterThanOrEqual(990);
    expect(after - between).toBeGreaterThanOrEqual(900);
  });

  it('goes on with the event that matches, not with another, and with null after the time-out', async () => {
    await send('t/wait', { orderId: 'o1' });
    await marks.wait('wait.ready');
    // The wait is registered after `ready`: the matching event is sent until it is taken.
    await send('t/paid', { orderId: 'o2', amount: 1 });
    while (marks.data('wait.got').length === 0) {
      await send('t/paid', { orderId: 'o1', amount: 7 });
      await marks.wait('wait.got', 1, 300).catch(() => undefined);
    }
    expect(marks.data('wait.got')).toEqual([{ orderId: 'o1', amount: 7 }]);
    await send('t/never', { orderId: 'o1', amount: 3 });
    await marks.wait('wait.done');
    expect(marks.data('wait.done')).toEqual([null]);
  });

  it('registers a parallel wait before the event sent beside it arrives', async () => {
    await send('t/both', { k: 'k1' });
    await marks.wait('both.done');
    expect(marks.data('both.done')).toEqual(['answered']);
  });

  it('sends events from a step once', async () => {
    await send('t/send', { n: 5 });
    await marks.wait('send.got', 2);
    await marks.wait('send.done');
    expect(marks.data('send.done')).toEqual([2]);
    const parts = marks.data('send.got') as { from: number; part: number }[];
    expect(parts.sort((a, b) => a.part - b.part)).toEqual([
      { from: 5, part: 1 },
      { from: 5, part: 2 },
    ]);
  });

  it('invokes another function and gets its result or its error', async () => {
    await send('t/invoke');
    await marks.wait('invoke.done');
    expect(marks.data('invoke.done')[0]).toMatchObject({
      good: { doubled: 42 },
      bad: expect.stringContaining('child says no'),
    });
  });
});

describe.concurrent('flow', () => {
  it('runs the steps of a group side by side, each once', async () => {
    await send('t/parallel');
    await marks.wait('parallel.done');
    expect(marks.data('parallel.done')).toEqual([6]);
    expect(marks.tags('parallel').sort()).toEqual(['done', 'end', 'end', 'start', 'start']);
    expect(marks.tags('parallel').slice(0, 2)).toEqual(['start', 'start']);
  });

  it('settles a group one of whose steps fails', async () => {
    await send('t/settled');
    await marks.wait('settled.done');
    expect(marks.data('settled.done').at(-1)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(marks.data('settled.bad')).toHaveLength(2);
  });

  it('goes on with the winner of a race', async () => {
    const started = Date.now();
    await send('t/race');
    const [won] = await marks.wait('race.won');
    expect(marks.data('race.won')).toEqual(['fast']);
    expect((won?.at ?? 0) - started).toBeLessThan(3_500);
  });

  it('serves one at a time under a concurrency key, and other keys beside it', async () => {
    await executor.client.send(
      [1, 2, 3].flatMap((n) => ['a', 'b'].map((table) => ({ name: 't/limited', data: { table, n } }))),
    );
    await marks.wait('limited.end', 6);
    for (const table of ['a', 'b']) {
      const own = marks.of('limited').filter((mark) => (mark.data as { table: string }).table === table);
      expect(own.map((mark) => mark.tag.split('.')[1])).toEqual(['start', 'end', 'start', 'end', 'start', 'end']);
    }
  });

  it('runs once for an idempotency key', async () => {
    const paymentId = randomUUID();
    await send('t/idempotent', { paymentId, n: 1 });
    await send('t/idempotent', { paymentId, n: 2 });
    await send('t/idempotent', { paymentId: randomUUID(), n: 3 });
    await marks.wait('idempotent.run', 2);
    await executor.settled();
    expect(
      marks
        .data('idempotent.run')
        .map((data) => (data as { n: number }).n)
        .sort(),
    ).toEqual([1, 3]);
  });

  it('starts each function once for an event id that is sent twice', async () => {
    const id = randomUUID();
    await send('t/once', { n: 1 }, id);
    await send('t/once', { n: 2 }, id);
    await send('t/once', { n: 3 });
    await Promise.all([marks.wait('once.a', 2), marks.wait('once.b', 2)]);
    await executor.settled();
    for (const tag of ['once.a', 'once.b']) {
      expect(
        marks
          .data(tag)
          .map((data) => (data as { n: number }).n)
          .sort(),
      ).toEqual([1, 3]);
    }
  });

  it('skips a second run of a singleton while the first goes on, and only then', async () => {
    await send('t/single', { k: 1, n: 1 });
    await marks.wait('single.start');
    await send('t/single', { k: 1, n: 2 });
    await send('t/single', { k: 2, n: 3 });
    await marks.wait('single.end', 2);
    await executor.settled();
    await send('t/single', { k: 1, n: 4 });
    await marks.wait('single.end', 3);
    expect(marks.data('single.start').map((data) => (data as { n: number }).n)).toEqual([1, 3, 4]);
  });

  it('cancels the run an event names and leaves the others', async () => {
    await send('t/cancellable', { orderId: 'c1' });
    await send('t/cancellable', { orderId: 'c2' });
    await marks.wait('cancel.start', 2);
    await send('t/cancel', { orderId: 'c1' });
    await marks.wait('cancel.end');
    await executor.settled();
    expect(marks.data('cancel.end')).toEqual(['c2']);
    expect(marks.data('cancelled.saw')).toContain('cancellable');
  });

  it('ends a run that takes longer than timeouts.finish', async () => {
    await send('t/too-long');
    await marks.wait('too-long.start');
    await executor.settled();
    expect(marks.tags('too-long')).toEqual(['start']);
  });

  it('starts only for events its condition is true for', async () => {
    const cases = [
      { amount: 101, kind: 'vip' },
      { amount: 99, kind: 'vip' },
      { amount: 101 },
      { amount: 500, kind: 'vip' },
    ];
    await executor.client.send(cases.map((data, n) => ({ name: 't/picky', data: { ...data, n } })));
    await marks.wait('picky.run', 2);
    await executor.settled();
    expect(marks.data('picky.run').sort()).toEqual([0, 3]);
  });

  it('starts for each of its events', async () => {
    await send('t/one');
    await send('t/two');
    await marks.wait('several.run', 2);
    expect(marks.data('several.run').sort()).toEqual(['t/one', 't/two']);
  });

  it('ticks on schedule', async () => {
    await marks.wait('cron.tick', 1, SLOW_MS);
    expect(marks.data('cron.tick')[0]).toEqual({ name: 'inngest/scheduled.timer', cron: schedule });
  });
});
