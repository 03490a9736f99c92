import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError, StepError } from 'inngest';
import type { Marks } from './marks';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An error that is tried again after one second on every executor. */
const soon = (message: string): RetryAfterError => new RetryAfterError(message, '1s');

/** Functions that try what a step may do: run, fail, be retried, sleep, wait, send, and call other functions. */
export function stepFunctions(client: Inngest, marks: Marks): InngestFunction.Any[] {
  return [...retrying(client, marks), ...failing(client, marks), ...waiting(client, marks), ...calling(client, marks)];
}

function retrying(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const retry = client.createFunction(
    { id: 'retry', retries: 3, triggers: [{ event: 't/retry' }] },
    async ({ step, runId }) => {
      const a = await step.run('a', () => {
        marks.add('retry.a');
        return 1;
      });
      const b = await step.run('b', () => {
        const n = marks.count(`retry.b ${runId}`);
        marks.add('retry.b', n);
        if (n < 3) throw soon('flaky');
        return a + 1;
      });
      marks.add('retry.done', { a, b });
    },
  );

  const backoff = client.createFunction(
    { id: 'backoff', retries: 1, triggers: [{ event: 't/backoff' }] },
    async ({ step }) => {
      await step.run('x', () => {
        marks.add('backoff.try');
        if (marks.count('backoff') < 2) throw new Error('once');
      });
      marks.add('backoff.done');
    },
  );

  const outside = client.createFunction(
    { id: 'outside', retries: 3, triggers: [{ event: 't/outside' }] },
    async ({ step, attempt, maxAttempts }) => {
      await step.run('x', () => marks.add('outside.step'));
      marks.add('outside.try', { attempt, maxAttempts });
      if (marks.count('outside') < 3) throw soon('outside of any step');
      marks.add('outside.done');
    },
  );

  const loop = client.createFunction({ id: 'loop', triggers: [{ event: 't/loop' }] }, async ({ step }) => {
    let total = 0;
    for (let i = 1; i <= 4; i++) total += await step.run('same name', () => i);
    marks.add('loop.done', total);
  });

  const values = client.createFunction({ id: 'values', triggers: [{ event: 't/values' }] }, async ({ step }) => {
    const nothing = await step.run('nothing', () => undefined);
    const date = await step.run('date', () => new Date(0));
    const text = await step.run('text', () => '예약 ✓ \u2028 "quoted" 🍜');
    marks.add('values.done', { nothing: nothing ?? null, date, text });
  });
  return [retry, backoff, outside, loop, values];
}

function failing(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const fails = client.createFunction(
    {
      id: 'fails',
      retries: 1,
      triggers: [{ event: 't/fails' }],
      onFailure: async ({ error, event, step }) => {
        marks.add('fails.onFailure', { message: error.message, fn: event.data.function_id, of: event.data.event.name });
        if (marks.count('fails.onFailure') < 2) throw soon('the failure handler is flaky too');
        await step.run('clean', () => marks.add('fails.cleaned'));
      },
    },
    async ({ step }) => {
      await step.run('boom', () => {
        marks.add('fails.try');
        throw soon('boom!');
      });
    },
  );

  const final = client.createFunction(
    {
      id: 'final',
      retries: 5,
      triggers: [{ event: 't/final' }],
      onFailure: async ({ error }) => marks.add('final.onFailure', error.message),
    },
    async ({ step }) => {
      await step.run('x', () => {
        marks.add('final.try');
        throw new NonRetriableError('card declined');
      });
    },
  );

  const saga = client.createFunction({ id: 'saga', retries: 1, triggers: [{ event: 't/saga' }] }, async ({ step }) => {
    const hold = await step.run('hold', () => ({ id: 'h1' }));
    try {
      await step.run('charge', () => {
        marks.add('saga.charge');
        throw soon('gateway down');
      });
    } catch (error) {
      marks.add('saga.caught', { isStepError: error instanceof StepError, message: messageOf(error) });
      await step.run('release', () => marks.add('saga.release', hold));
    }
    marks.add('saga.done');
  });

  const rethrow = client.createFunction(
    {
      id: 'rethrow',
      triggers: [{ event: 't/rethrow' }],
      onFailure: async ({ error }) => marks.add('rethrow.onFailure', error.message),
    },
    async ({ step }) => {
      try {
        await step.run('bad', () => {
          throw new NonRetriableError('declined', { cause: new Error('inner') });
        });
      } catch (error) {
        await step.run('compensate', () => marks.add('rethrow.compensated', messageOf((error as Error).cause)));
        throw error;
      }
    },
  );
  return [fails, final, saga, rethrow];
}

function waiting(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const sleeper = client.createFunction({ id: 'sleeper', triggers: [{ event: 't/sleep' }] }, async ({ step }) => {
    await step.run('before', () => marks.add('sleep.before'));
    await step.sleep('a second', '1s');
    await step.run('between', () => marks.add('sleep.between'));
    const at = await step.run('when', () => new Date(Date.now() + 1_000).toISOString());
    await step.sleepUntil('until then', at);
    await step.run('after', () => marks.add('sleep.after'));
  });

  const waiter = client.createFunction({ id: 'waiter', triggers: [{ event: 't/wait' }] }, async ({ step }) => {
    await step.run('ready', () => marks.add('wait.ready'));
    const paid = await step.waitForEvent('paid', { event: 't/paid', timeout: '10s', match: 'data.orderId' });
    marks.add('wait.got', paid?.data ?? null);
    const never = await step.waitForEvent('never', {
      event: 't/never',
      timeout: '1s',
      if: 'async.data.orderId == event.data.orderId && async.data.amount > 10',
    });
    marks.add('wait.done', never);
  });

  const both = client.createFunction({ id: 'both', triggers: [{ event: 't/both' }] }, async ({ step, event }) => {
    const [got] = await Promise.all([
      step.waitForEvent('ping', { event: 't/ping', timeout: '8s', match: 'data.k' }),
      step.sendEvent('send', { name: 't/ping', data: { k: event.data.k } }),
    ]);
    marks.add('both.done', got ? 'answered' : 'timed out');
  });
  return [sleeper, waiter, both];
}

function calling(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const sender = client.createFunction({ id: 'sender', triggers: [{ event: 't/send' }] }, async ({ step, event }) => {
    const { ids } = await step.sendEvent('emit', [
      { name: 't/sent', data: { from: event.data.n, part: 1 } },
      { name: 't/sent', data: { from: event.data.n, part: 2 } },
    ]);
    marks.add('send.done', ids.length);
  });
  const sent = client.createFunction({ id: 'sent', triggers: [{ event: 't/sent' }] }, async ({ event }) => {
    marks.add('send.got', event.data);
  });

  const child = client.createFunction({ id: 'child', triggers: [{ event: 't/child' }] }, async ({ event, step }) =>
    step.run('double', () => ({ doubled: event.data.n * 2 })),
  );
  const badChild = client.createFunction(
    { id: 'bad-child', retries: 0, triggers: [{ event: 't/bad-child' }] },
    async () => {
      throw new NonRetriableError('child says no');
    },
  );
  const invoker = client.createFunction({ id: 'invoker', triggers: [{ event: 't/invoke' }] }, async ({ step }) => {
    const good = await step.invoke('call', { function: child, data: { n: 21 } });
    const bad = await step.invoke('bad', { function: badChild, data: {} }).catch((error: unknown) => messageOf(error));
    marks.add('invoke.done', { good, bad });
  });
  return [sender, sent, child, badChild, invoker];
}
