import { cron, type Inngest, type InngestFunction, RetryAfterError } from 'inngest';
import type { Marks } from './marks';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Functions that try what surrounds the steps: parallel groups, triggers, limits, keys, cancelling, schedules. */
export function flowFunctions(client: Inngest, marks: Marks, schedule: string): InngestFunction.Any[] {
  return [...groups(client, marks), ...limits(client, marks), ...endings(client, marks, schedule)];
}

function groups(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const parallel = client.createFunction({ id: 'parallel', triggers: [{ event: 't/parallel' }] }, async ({ step }) => {
    const part = (name: string, value: number) =>
      step.run(name, async () => {
        marks.add('parallel.start', name);
        await pause(80);
        marks.add('parallel.end', name);
        return value;
      });
    const [x, y, z] = await Promise.all([part('one', 1), part('two', 2), step.sleep('nap', '1s').then(() => 3)]);
    const sum = await step.run('sum', () => x + y + z);
    marks.add('parallel.done', sum);
  });

  const settled = client.createFunction(
    { id: 'settled', retries: 1, triggers: [{ event: 't/settled' }] },
    async ({ step }) => {
      const results = await Promise.allSettled([
        step.run('good', () => 1),
        step.run('bad', () => {
          marks.add('settled.bad');
          throw new RetryAfterError('bad', '1s');
        }),
        step.sleep('nap', '1s'),
      ]);
      marks.add(
        'settled.done',
        results.map((result) => result.status),
      );
    },
  );

  const race = client.createFunction({ id: 'race', triggers: [{ event: 't/race' }] }, async ({ step, group }) => {
    const winner = await group.parallel({ mode: 'race' }, async () =>
      Promise.race([step.run('fast', () => 'fast'), step.sleep('slow', '4s').then(() => 'slow')]),
    );
    await step.run('after', () => marks.add('race.won', winner));
  });
  return [parallel, settled, race];
}

function limits(client: Inngest, marks: Marks): InngestFunction.Any[] {
  const limited = client.createFunction(
    { id: 'limited', concurrency: { limit: 1, key: 'event.data.table' }, triggers: [{ event: 't/limited' }] },
    async ({ step, event }) => {
      await step.run('serve', async () => {
        marks.add('limited.start', event.data);
        await pause(60);
        marks.add('limited.end', event.data);
      });
    },
  );

  const idempotent = client.createFunction(
    { id: 'idempotent', idempotency: 'event.data.paymentId', triggers: [{ event: 't/idempotent' }] },
    async ({ event }) => marks.add('idempotent.run', event.data),
  );

  const once = client.createFunction({ id: 'once', triggers: [{ event: 't/once' }] }, async ({ event }) =>
    marks.add('once.a', event.data),
  );
  const onceMore = client.createFunction({ id: 'once-more', triggers: [{ event: 't/once' }] }, async ({ event }) =>
    marks.add('once.b', event.data),
  );

  const single = client.createFunction(
    { id: 'single', singleton: { mode: 'skip', key: 'event.data.k' }, triggers: [{ event: 't/single' }] },
    async ({ step, event }) => {
      await step.run('start', () => marks.add('single.start', event.data));
      await step.sleep('busy', '1s');
      await step.run('end', () => marks.add('single.end', event.data));
    },
  );
  return [limited, idempotent, once, onceMore, single];
}

function endings(client: Inngest, marks: Marks, schedule: string): InngestFunction.Any[] {
  const cancellable = client.createFunction(
    {
      id: 'cancellable',
      cancelOn: [{ event: 't/cancel', match: 'data.orderId' }],
      triggers: [{ event: 't/cancellable' }],
    },
    async ({ step, event }) => {
      await step.run('start', () => marks.add('cancel.start', event.data.orderId));
      await step.sleep('long', '3s');
      await step.run('end', () => marks.add('cancel.end', event.data.orderId));
    },
  );
  const onCancelled = client.createFunction(
    { id: 'on-cancelled', triggers: [{ event: 'inngest/function.cancelled' }] },
    async ({ event }) => marks.add('cancelled.saw', String(event.data.function_id).split('-').slice(1).join('-')),
  );
  const tooLong = client.createFunction(
    { id: 'too-long', timeouts: { finish: '1s' }, triggers: [{ event: 't/too-long' }] },
    async ({ step }) => {
      await step.run('start', () => marks.add('too-long.start'));
      await step.sleep('long', '4s');
      await step.run('end', () => marks.add('too-long.end'));
    },
  );
  const picky = client.createFunction(
    { id: 'picky', triggers: [{ event: 't/picky', if: "event.data.amount > 100 && event.data.kind == 'vip'" }] },
    async ({ event }) => marks.add('picky.run', event.data.n),
  );
  const several = client.createFunction(
    { id: 'several', triggers: [{ event: 't/one' }, { event: 't/two' }] },
    async ({ event }) => marks.add('several.run', event.name),
  );
  const ticking = client.createFunction({ id: 'ticking', triggers: [cron(schedule)] }, async ({ event, step }) => {
    await step.run('tick', () =>
      marks.add('cron.tick', { name: event.name, cron: (event.data as { cron?: string }).cron }),
    );
  });
  return [cancellable, onCancelled, tooLong, picky, several, ticking];
}
