import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import { describe, expect, it } from 'vitest';
import { fetchRegistration } from './call';
import { nextTick, readFunctions } from './config';

const keys = { eventKey: 'key', signingKey: `signkey-test-${'ab'.repeat(32)}` };
const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const client = new Inngest({ id: 'app', isDev: false, baseUrl: 'http://127.0.0.1:1', logger: quiet, ...keys });
const noop = async () => {};
type Options = Parameters<typeof client.createFunction>[0];

const make = (options: Partial<Options>): InngestFunction.Any =>
  client.createFunction({ id: 'fn', triggers: [{ event: 'a/b' }], ...options } as Options, noop);

/** What the engine reads of a function, by way of the SDK's own signed registration. */
async function read(...functions: InngestFunction.Any[]) {
  const handler = serve({ client, functions });
  return readFunctions(await fetchRegistration({ handler, signingKey: keys.signingKey, clock: Date.now }));
}

describe('registration', () => {
  it('reads what the engine implements from the SDK, failure handlers included', async () => {
    const functions = await read(
      make({
        retries: 2,
        idempotency: 'event.data.id',
        concurrency: { limit: 3, key: 'event.data.id' },
        priority: { run: 'event.data.vip ? 60 : 0' },
        cancelOn: [{ event: 'a/stop', match: 'data.id', timeout: '1h' }],
        singleton: { mode: 'skip' },
        timeouts: { finish: '2m' },
        triggers: [{ event: 'a/b', if: 'event.data.n > 1' }, { cron: 'TZ=Asia/Seoul 0 3 * * *' }],
        onFailure: noop,
      }),
    );
    expect(functions).toEqual([
      {
        id: 'app-fn',
        events: [{ event: 'a/b', expression: 'event.data.n > 1' }],
        crons: [{ cron: 'TZ=Asia/Seoul 0 3 * * *' }],
        maxAttempts: 3,
        idempotency: 'event.data.id',
        concurrency: { limit: 3, key: 'event.data.id' },
        priority: 'event.data.vip ? 60 : 0',
        cancel: [{ event: 'a/stop', expression: 'event.data.id == async.data.id', timeoutMs: 3_600_000 }],
        singleton: { key: undefined },
        finishTimeoutMs: 120_000,
      },
      expect.objectContaining({
        id: 'app-fn-failure',
        maxAttempts: 2,
        events: [{ event: 'inngest/function.failed', expression: "event.data.function_id == 'app-fn'" }],
      }),
    ]);
  });

  it.each([
    ['throttle', { throttle: { limit: 1, period: '1m' } }],
    ['debounce', { debounce: { period: '1m' } }],
    ['batchEvents', { batchEvents: { maxSize: 2, timeout: '1s' } }],
    ['priority.run', { priority: { run: 'high(' } }],
    ['rateLimit', { rateLimit: { limit: 1, period: '1m' } }],
    ['singleton.mode', { singleton: { mode: 'cancel' as const } }],
    ['timeouts.start', { timeouts: { start: '1m' } }],
    ['concurrency.scope', { concurrency: { limit: 1, scope: 'env' as const, key: '"x"' } }],
    ['concurrency', { concurrency: [{ limit: 1 }, { limit: 2 }] as [{ limit: number }, { limit: number }] }],
    ['triggers[0].jitter', { triggers: [{ cron: '0 * * * *', jitter: '1m' }] }],
    ['triggers[0].cron', { triggers: [{ cron: 'every day' }] }],
    ['triggers[0].if', { triggers: [{ event: 'a/b', if: 'event.data.n = 1' }] }],
    ['cancelOn[0].if', { cancelOn: [{ event: 'a/stop', if: 'nonsense(' }] }],
    ['idempotency', { idempotency: 'data.id' }],
  ])('refuses %s, naming function and option', async (option, options) => {
    await expect(read(make(options as Partial<Options>))).rejects.toThrow(`app-fn: ${option} `);
  });

  it('names everything it refuses at once', async () => {
    const both = read(
      make({ throttle: { limit: 1, period: '1m' } }),
      make({ id: 'other', debounce: { period: '1m' } }),
    );
    await expect(both).rejects.toThrow(
      /app-fn: throttle is not implemented\n {2}app-other: debounce is not implemented/,
    );
  });

  it('tells when the handler does not accept its signature', async () => {
    const handler = serve({ client, functions: [make({})] });
    const other = { handler, signingKey: 'signkey-test-0000', clock: Date.now };
    await expect(fetchRegistration(other)).rejects.toThrow('answered 401');
  });
});

describe('schedules', () => {
  const next = (cron: string, after: string) => new Date(nextTick(cron, Date.parse(after)) ?? 0).toISOString();

  it('is UTC without a time zone', () => {
    expect(next('30 2 * * *', '2026-03-01T00:00:00Z')).toBe('2026-03-01T02:30:00.000Z');
  });

  it('follows its time zone over the change to summer time', () => {
    expect(next('TZ=America/New_York 0 9 * * *', '2026-03-07T20:00:00Z')).toBe('2026-03-08T13:00:00.000Z');
    expect(next('TZ=America/New_York 0 9 * * *', '2026-03-06T20:00:00Z')).toBe('2026-03-07T14:00:00.000Z');
  });

  it('runs a time that is skipped that day when the clock has moved on', () => {
    expect(next('TZ=America/New_York 30 2 * * *', '2026-03-08T05:00:00Z')).toBe('2026-03-08T07:00:00.000Z');
  });
});
