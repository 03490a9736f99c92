import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRedis, type RedisHandle } from '@/server/infra/redis';
import { type RedisRestFront, redisUrl, startRedisRestFront } from '@/tests/support/redis-rest-front';
import { startTcpProxy } from '@/tests/support/tcp-proxy';
import { createRateLimits, type LimitedRoute, type RateLimits } from './create-rate-limits';

const someone = () => `usr_${randomUUID()}`;

/** How many of `count` requests in a row pass. */
async function passing(limits: RateLimits, route: LimitedRoute, subject: string, count: number): Promise<number> {
  let passed = 0;
  for (let i = 0; i < count; i++) if ((await limits.check(route, subject)).ok) passed++;
  return passed;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

let front: RedisRestFront;
beforeAll(async () => {
  front = await startRedisRestFront();
});
afterAll(() => front.close());

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});
const open = (options: Parameters<typeof createRedis>[0]): RedisHandle => {
  const handle = createRedis(options);
  opened.push(handle);
  return handle;
};

describe.each([
  ['TCP', () => ({ REDIS_URL: redisUrl() })],
  ['REST', () => ({ UPSTASH_REDIS_REST_URL: front.url, UPSTASH_REDIS_REST_TOKEN: front.token })],
] as const)('limits over %s', (_, options) => {
  test('a diner clicking frantically is never refused: five clicks a second for eight seconds', async () => {
    const limits = createRateLimits(open(options()).redis);
    expect(await passing(limits, 'hold', someone(), 40)).toBe(40);
  });

  test('a script that holds without pause is refused and told when to come back', async () => {
    const limits = createRateLimits(open(options()).redis);
    const script = someone();
    const { ms, result: passed } = await timed(() => passing(limits, 'hold', script, 200));
    expect(passed).toBeGreaterThanOrEqual(40);
    expect(passed).toBeLessThanOrEqual(41 + Math.ceil((ms / 1000) * 2));
    const refused = await limits.check('hold', script);
    expect(refused).toEqual({ ok: false, retryAfterSeconds: 1 });
    expect(await limits.check('hold', someone())).toEqual({ ok: true });
  });

  test('two processes share one count', async () => {
    const handles = [open(options()), open(options())];
    // Connected before anything is counted: a first answer that takes long is not waited for, and then not shared.
    await Promise.all(handles.map(({ redis }) => redis.ping()));
    const [one, other] = handles.map(({ redis }) => createRateLimits(redis)) as [RateLimits, RateLimits];
    const payer = someone();
    expect(await passing(one, 'payment', payer, 12)).toBe(12);
    expect(await other.check('payment', payer)).toMatchObject({ ok: false });
  });

  test('routes are counted apart', async () => {
    const limits = createRateLimits(open(options()).redis);
    const diner = someone();
    await passing(limits, 'payment', diner, 13);
    expect(await limits.check('payment', diner)).toMatchObject({ ok: false });
    expect(await limits.check('hold', diner)).toEqual({ ok: true });
    expect(await limits.check('sign-in', diner)).toEqual({ ok: true });
  });

  test('who is refused asks Redis no more until a token is back', async () => {
    const handle = open(options());
    const limits = createRateLimits(handle.redis);
    const payer = someone();
    await passing(limits, 'payment', payer, 13);
    const request = vi.spyOn((handle.redis as unknown as { client: { request: () => unknown } }).client, 'request');
    expect(await passing(limits, 'payment', payer, 50)).toBe(0);
    expect(request).not.toHaveBeenCalled();
  });
});

describe('without Redis', () => {
  const dead = async () => {
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: 1 });
    await proxy.close();
    return { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
  };

  test.each(['sign-in', 'hold', 'payment'] as const)(
    '%s answers within 300 ms, the next ones at once',
    async (route) => {
      const limits = createRateLimits(open(await dead()).redis);
      const first = await timed(() => limits.check(route, someone()));
      expect(first).toMatchObject({ result: { ok: true } });
      expect(first.ms).toBeLessThan(300);
      const crowd = await timed(() => Promise.all(Array.from({ length: 500 }, () => limits.check(route, someone()))));
      expect(crowd.result.every((verdict) => verdict.ok)).toBe(true);
      expect(crowd.ms).toBeLessThan(300);
    },
  );

  test.each([
    ['sign-in', 40],
    ['hold', 80],
    ['payment', 24],
  ] as const)('%s still refuses a script, after %i', async (route, burst) => {
    const limits = createRateLimits(open(await dead()).redis);
    const script = someone();
    const { ms, result: passed } = await timed(() => passing(limits, route, script, 300));
    expect(passed).toBeGreaterThanOrEqual(burst);
    expect(passed).toBeLessThanOrEqual(burst + 1 + Math.ceil((ms / 1000) * 4));
    expect(await limits.check(route, script)).toMatchObject({ ok: false });
  });

  test('a Redis that takes requests and stays silent costs one wait, and counts again when it speaks', async () => {
    const upstream = new URL(redisUrl());
    const proxy = await startTcpProxy({ host: upstream.hostname, port: Number(upstream.port || 6379) });
    opened.push(proxy);
    upstream.hostname = '127.0.0.1';
    upstream.port = String(proxy.port);
    const limits = createRateLimits(open({ REDIS_URL: upstream.toString() }).redis);
    const payer = someone();
    expect(await passing(limits, 'payment', payer, 12)).toBe(12);
    proxy.hush();
    const other = someone();
    const { ms } = await timed(() => passing(limits, 'payment', other, 20));
    expect(ms).toBeLessThan(300);
    proxy.speak();
    await vi.waitFor(async () => expect(await limits.check('payment', payer)).toMatchObject({ ok: false }), {
      timeout: 5_000,
      interval: 100,
    });
  });
});
