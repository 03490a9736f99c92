import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, type Redis } from '@upstash/redis';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { redisUrl } from '@/tests/support/redis-rest-front';
import { startTcpProxy, type TcpProxy } from '@/tests/support/tcp-proxy';
import { createRedis, type RedisHandle } from './create-redis';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});

async function behindProxy(): Promise<{ proxy: TcpProxy; redis: Redis; handle: RedisHandle; states: string[] }> {
  const upstream = new URL(redisUrl());
  const proxy = await startTcpProxy({ host: upstream.hostname, port: Number(upstream.port || 6379) });
  upstream.hostname = '127.0.0.1';
  upstream.port = String(proxy.port);
  const states: string[] = [];
  const handle = createRedis({ REDIS_URL: upstream.toString() }, (state) => states.push(state));
  opened.push(proxy, handle);
  return { proxy, redis: handle.redis, handle, states };
}

/** How long it took to reject, ms. Fails when it does not reject with an UpstashError. */
async function msToReject(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await expect(work()).rejects.toBeInstanceOf(errors.UpstashError);
  return performance.now() - start;
}

const closedPort = async () => {
  const proxy = await startTcpProxy({ host: '127.0.0.1', port: 1 });
  await proxy.close();
  return proxy.port;
};

describe('Redis that is not there', () => {
  test('over TCP: the first command rejects within half a second, later ones at once', async () => {
    const handle = createRedis({ REDIS_URL: `redis://127.0.0.1:${await closedPort()}` });
    opened.push(handle);
    expect(await msToReject(() => handle.redis.get('x'))).toBeLessThan(700);
    expect(await msToReject(() => handle.redis.pipeline().get('x').get('y').exec())).toBeLessThan(200);
  });

  test('over REST: a command rejects within a second', async () => {
    const { redis } = createRedis({
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${await closedPort()}`,
      UPSTASH_REDIS_REST_TOKEN: 'any',
    });
    expect(await msToReject(() => redis.get('x'))).toBeLessThan(1_000);
  });

  test('over REST: a service that takes the request and never answers is given up', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push({
      async close() {
        server.closeAllConnections();
        server.close();
      },
    });
    const { redis } = createRedis({
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      UPSTASH_REDIS_REST_TOKEN: 'any',
    });
    expect(await msToReject(() => redis.get('x'))).toBeLessThan(1_500);
  });
});

describe('Redis that goes away', () => {
  test('commands reject while the wire is cut and work again after it is mended, without anybody reconnecting', async () => {
    const { proxy, redis, states } = await behindProxy();
    expect(await redis.ping()).toBe('PONG');
    await proxy.cut();
    expect(await msToReject(() => redis.ping())).toBeLessThan(700);
    await proxy.mend();
    await vi.waitFor(async () => expect(await redis.ping()).toBe('PONG'), { timeout: 5_000, interval: 20 });
    expect(states).toEqual(['up', 'down', 'up']);
  });

  test('a command issued during a short break waits for the connection instead of failing', async () => {
    const { proxy, redis, states } = await behindProxy();
    await redis.ping();
    await proxy.cut();
    await vi.waitFor(() => expect(states.at(-1)).toBe('down'), { interval: 1 });
    await proxy.mend();
    expect(await redis.ping()).toBe('PONG');
  });

  test('a silent Redis is given up within half a second, and what it says later answers nobody else', async () => {
    const { proxy, redis } = await behindProxy();
    const key = `test:${randomUUID()}`;
    await redis.set(key, 'before', { ex: 60 });
    proxy.hush();
    const slow = [msToReject(() => redis.get(key)), msToReject(() => redis.incr(`${key}n`))];
    for (const ms of await Promise.all(slow)) expect(ms).toBeLessThan(800);
    proxy.speak();
    expect(await redis.get('test:nothing-here')).toBeNull();
    expect(await redis.get(key)).toBe('before');
    await redis.del(key, `${key}n`);
  });

  test('a Redis that was silent from the first byte is found when it speaks', async () => {
    const { proxy, redis } = await behindProxy();
    proxy.hush();
    expect(await msToReject(() => redis.ping())).toBeLessThan(800);
    proxy.speak();
    await vi.waitFor(async () => expect(await redis.ping()).toBe('PONG'), { timeout: 8_000, interval: 20 });
  });

  test('a command whose answer was lost is not sent a second time', async () => {
    const { proxy, redis } = await behindProxy();
    const direct = createRedis({ REDIS_URL: redisUrl() });
    opened.push(direct);
    const key = `test:${randomUUID()}`;
    await redis.set(key, 0, { ex: 60 });
    proxy.hush('answers');
    const lost = msToReject(() => redis.incr(key));
    await vi.waitFor(async () => expect(await direct.redis.get(key)).toBe(1), { interval: 5 });
    await proxy.cut();
    await lost;
    await proxy.mend();
    await vi.waitFor(async () => expect(await redis.ping()).toBe('PONG'), { timeout: 5_000, interval: 20 });
    expect(await redis.get(key)).toBe(1);
    await redis.del(key);
  });
});
