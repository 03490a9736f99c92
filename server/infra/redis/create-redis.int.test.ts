import { randomUUID } from 'node:crypto';
import { errors, type Redis } from '@upstash/redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisRestFront, redisUrl, startRedisRestFront } from '@/tests/support/redis-rest-front';
import { createRedis, type RedisHandle } from './create-redis';

type Row = [guarantee: string, run: (redis: Redis, key: string) => Promise<unknown>, expected: unknown];

const FLAGGED = `#!lua flags=allow-key-locking
return {KEYS[1], ARGV[1], redis.call('INCRBY', KEYS[1], ARGV[1])}`;
const menu = { dish: '간장게장', price: 38_000, tags: ['crab', null], open: true };

const ROWS: Row[] = [
  ['a text comes back', async (r, k) => [await r.set(k, 'table'), await r.get(k)], ['OK', 'table']],
  ['what is not there is null', (r, k) => r.get(k), null],
  [
    'Korean and symbols beyond the first plane come back',
    async (r, k) => [await r.set(k, '을지로 🍜'), await r.get(k)],
    ['OK', '을지로 🍜'],
  ],
  [
    'the text OK is a value like any other',
    async (r, k) => [await r.set(k, 'OK'), await r.get(k), await r.mget(k)],
    ['OK', 'OK', ['OK']],
  ],
  [
    'a text that looks like base64 stays as it is',
    async (r, k) => [await r.set(k, 'UE9ORw=='), await r.get(k)],
    ['OK', 'UE9ORw=='],
  ],
  ['an empty text is not null', async (r, k) => [await r.set(k, ''), await r.get(k)], ['OK', '']],
  [
    'line breaks, quotes and zero bytes come back',
    async (r, k) => [await r.set(k, 'a\r\n"b"\0c'), await r.get(k)],
    ['OK', 'a\r\n"b"\0c'],
  ],
  [
    'bytes that are no text become the same replacement',
    (r, k) => r.eval("redis.call('SET', KEYS[1], '\\255\\254x') return redis.call('GET', KEYS[1])", [k], []),
    '\uFFFD\uFFFDx',
  ],
  [
    'numbers come back as numbers',
    async (r, k) => [await r.set(k, 42), await r.get(k), await r.set(k, -0.5), await r.get(k)],
    ['OK', 42, 'OK', -0.5],
  ],
  [
    'digits that are no safe number stay text',
    async (r, k) => [await r.set(k, '00123'), await r.get(k), await r.set(k, '12345678901234567890'), await r.get(k)],
    ['OK', '00123', 'OK', '12345678901234567890'],
  ],
  ['objects come back as objects', async (r, k) => [await r.set(k, menu), await r.get(k)], ['OK', menu]],
  ['booleans come back as booleans', async (r, k) => [await r.set(k, true), await r.get(k)], ['OK', true]],
  [
    'NX on a taken key is null',
    async (r, k) => [await r.set(k, 1, { nx: true }), await r.set(k, 2, { nx: true }), await r.get(k)],
    ['OK', null, 1],
  ],
  [
    'counters count',
    async (r, k) => [await r.incr(k), await r.incrby(k, 5), await r.decr(k), await r.incrbyfloat(k, 0.5)],
    [1, 6, 5, 5.5],
  ],
  [
    'an expiry is set and told',
    async (r, k) => [await r.set(k, 1, { px: 90_000 }), (await r.pttl(k)) > 80_000, await r.persist(k), await r.ttl(k)],
    ['OK', true, 1, -1],
  ],
  [
    'several keys at once, holes as null',
    async (r, k) => [
      await r.mset({ [`${k}a`]: 1, [`${k}b`]: 'x' }),
      await r.mget(`${k}a`, `${k}none`, `${k}b`),
      await r.del(`${k}a`, `${k}b`),
    ],
    ['OK', [1, null, 'x'], 2],
  ],
  [
    'a hash is an object',
    async (r, k) => [await r.hset(k, { seats: 4, name: '창가', menu }), await r.hgetall(k), await r.hget(k, 'none')],
    [3, { seats: 4, name: '창가', menu }, null],
  ],
  ['a hash that is not there is null', (r, k) => r.hgetall(k), null],
  [
    'fields of a hash',
    async (r, k) => [
      await r.hset(k, { a: 1, b: 2 }),
      await r.hmget(k, 'a', 'z'),
      await r.hincrby(k, 'a', 9),
      await r.hlen(k),
      await r.hkeys(k),
      await r.hvals(k),
    ],
    [2, { a: 1, z: null }, 10, 2, ['a', 'b'], [10, 2]],
  ],
  [
    'a set',
    async (r, k) => [
      await r.sadd(k, 'x', 'y'),
      await r.sadd(k, 'x'),
      await r.scard(k),
      (await r.smembers(k)).sort(),
      await r.sismember(k, 'x'),
      await r.smismember(k, ['x', 'z']),
      await r.srem(k, 'x'),
    ],
    [2, 0, 2, ['x', 'y'], 1, [1, 0], 1],
  ],
  [
    'a sorted set with scores',
    async (r, k) => [
      await r.zadd(k, { score: 2, member: 'b' }, { score: 1.5, member: 'a' }),
      await r.zrange(k, 0, -1, { withScores: true }),
      await r.zscore(k, 'a'),
      await r.zrank(k, 'b'),
      await r.zincrby(k, 10, 'a'),
      await r.zpopmin(k),
      await r.zcard(k),
    ],
    [2, ['a', 1.5, 'b', 2], 1.5, 1, 11.5, ['b', 2], 1],
  ],
  [
    'a sorted set by score, infinities too',
    async (r, k) => [
      await r.zadd(k, { score: 1, member: 'a' }, { score: 9, member: 'b' }),
      await r.zrange(k, '-inf', 5, { byScore: true }),
      await r.zcount(k, 2, '+inf'),
      await r.zremrangebyscore(k, 0, 5),
      await r.zmscore(k, ['a', 'b']),
    ],
    [2, ['a'], 1, 1, [null, 9]],
  ],
  [
    'a list',
    async (r, k) => [
      await r.rpush<unknown>(k, 'a', 'b', menu),
      await r.lrange(k, 0, -1),
      await r.lpop(k),
      await r.llen(k),
      await r.lindex(k, 9),
    ],
    [3, ['a', 'b', menu], 'a', 2, null],
  ],
  ['scanning', async (r, k) => [await r.set(k, 1), await scanAll(r, `${k}*`)], ['OK', 1]],
  [
    'existence and type',
    async (r, k) => [
      await r.exists(k),
      await r.set(k, 'x'),
      await r.exists(k),
      await r.type(k),
      await r.strlen(k),
      await r.append(k, 'yz'),
    ],
    [0, 'OK', 1, 'string', 1, 3],
  ],
  ['ping', (r) => r.ping(), 'PONG'],
  [
    'a script: numbers, texts, nested lists, null, false',
    (r, k) => r.eval("return {1, 'two', {3, {'four'}}, ARGV[1], false}", [k], ['다섯']),
    [1, 'two', [3, ['four']], '다섯', null],
  ],
  ['a script that returns nothing is null', (r, k) => r.eval('return nil', [k], []), null],
  [
    'a script written for Upstash runs, by text and then by its own hash',
    async (r, k) => {
      const script = r.createScript(FLAGGED);
      return [await script.exec([k], ['2']), await script.exec([k], ['2']), await script.evalsha([k], ['2'])];
    },
    'flagged',
  ],
  [
    'a loaded script is known by the hash of the text given',
    async (r, k) => {
      const text = `${FLAGGED} -- ${k}`;
      const hash = await r.scriptLoad(text);
      return [hash, await r.scriptExists(hash), await r.evalsha(hash, [k], ['1'])];
    },
    'loaded',
  ],
  [
    'a stream keeps what was added',
    async (r, k) => [
      typeof (await r.xadd(k, '*', { table: 7 })),
      await r.xlen(k),
      Object.values(await r.xrange(k, '-', '+')),
    ],
    ['string', 1, [{ table: 7 }]],
  ],
  [
    'a pipeline answers in order',
    (r, k) => r.pipeline().set(k, menu).get(k).incr(`${k}n`).hgetall(`${k}h`).del(`${k}n`).exec(),
    ['OK', menu, 1, null, 1],
  ],
  [
    'a failed command of a pipeline does not hide the others',
    (r, k) => r.pipeline().set(k, 'x').lpush(k, 1).get(k).exec({ keepErrors: true }),
    [
      { result: 'OK', error: undefined },
      { result: undefined, error: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
      { result: 'x', error: undefined },
    ],
  ],
  ['a transaction answers in order', (r, k) => r.multi().set(k, 5).incrby(k, 2).get(k).exec(), ['OK', 7, 7]],
  [
    'a failed command of a transaction is told beside the others',
    (r, k) => r.multi().set(k, 'x').incr(k).get(k).exec({ keepErrors: true }),
    [
      { result: 'OK', error: undefined },
      { result: undefined, error: 'ERR value is not an integer or out of range' },
      { result: 'x', error: undefined },
    ],
  ],
  ['a hash inside a transaction is an object', (r, k) => r.multi().hset(k, { a: 1 }).hgetall(k).exec(), [1, { a: 1 }]],
  [
    'commands of one tick each get their own answer',
    async (r, k) => {
      await r.set(k, 1);
      return Promise.all([r.get(k), r.exists(k), r.ttl(k)]);
    },
    [1, 1, -1],
  ],
  [
    'a hundred at once each get their own answer',
    async (r, k) =>
      Promise.all(Array.from({ length: 100 }, (_, i) => r.hset(k, { [i]: i }).then(() => r.hget(k, String(i))))),
    Array.from({ length: 100 }, (_, i) => i),
  ],
];

async function scanAll(redis: Redis, match: string): Promise<number> {
  let [cursor, found] = ['0', 0];
  do {
    const [next, keys] = await redis.scan(cursor, { match, count: 1000 });
    found += keys.length;
    cursor = next;
  } while (cursor !== '0');
  return found;
}

/** Error text of a rejected promise; fails the test when it does not reject with an UpstashError. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(errors.UpstashError);
  return error.message;
}

let front: RedisRestFront;
beforeAll(async () => {
  front = await startRedisRestFront();
});
afterAll(() => front.close());

const WAYS = [
  ['TCP', () => ({ REDIS_URL: redisUrl() })],
  ['REST', () => ({ UPSTASH_REDIS_REST_URL: front.url, UPSTASH_REDIS_REST_TOKEN: front.token })],
] as const;

describe.each(WAYS)('Redis over %s', (way, options) => {
  const prefix = `test:${randomUUID()}`;
  let handle: RedisHandle;
  beforeAll(() => {
    handle = createRedis(options());
  });
  afterAll(async () => {
    const keys = await handle.redis.keys(`${prefix}*`);
    if (keys.length > 0) await handle.redis.del(...keys);
    await handle.close();
  });

  test.each(ROWS)('%s', async (name, run, expected) => {
    const key = `${prefix}:${ROWS.findIndex((row) => row[0] === name)}`;
    const got = await run(handle.redis, key);
    if (expected === 'flagged')
      expect(got).toEqual([
        [key, 2, 2],
        [key, 2, 4],
        [key, 2, 6],
      ]);
    else if (expected === 'loaded') expect(got).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/), [1], [key, 1, 1]]);
    else expect(got).toEqual(expected);
  });

  test('a refused command rejects with what Redis said and never with the values it held', async () => {
    const key = `${prefix}:refused`;
    await handle.redis.set(key, 'x');
    expect(await refusal(handle.redis.lpush(key, '010-1234-5678'))).toMatch(
      /WRONGTYPE Operation against a key holding the wrong kind of value$/,
    );
    expect(await refusal(handle.redis.evalsha('0'.repeat(40), [key], []))).toContain('NOSCRIPT ');
  });

  test('a transaction with a command Redis cannot take does nothing', async () => {
    const key = `${prefix}:aborted`;
    const broken = handle.redis.multi().set(key, 1).hset(key, {});
    expect(await refusal(broken.exec())).toMatch(/^EXECABORT /);
    expect(await handle.redis.exists(key)).toBe(0);
  });

  test('after closing, commands reject', async () => {
    const other = createRedis(options());
    await other.redis.ping();
    await other.close();
    expect(await refusal(other.redis.ping())).toContain('closed');
  });

  test('the way is the one asked for', async () => {
    const before = front.requests.length;
    await handle.redis.ping();
    expect(front.requests.length - before).toBe(way === 'REST' ? 1 : 0);
  });
});

test.each([[['MULTI']], [['select', 3]], [['BLPOP', 'x', 0]], [['subscribe', 'x']]] as [[string, ...unknown[]]][])(
  'over TCP %j is refused: everybody shares the connection',
  async (command) => {
    const { redis, close } = createRedis({ REDIS_URL: redisUrl() });
    expect(await refusal(redis.exec(command as [string, ...string[]]))).toContain('not available');
    expect(await redis.set('test:shared', 1, { ex: 5 })).toBe('OK');
    await close();
  },
);

test('without an address there is no client', () => {
  expect(() => createRedis({})).toThrow('REDIS_URL or UPSTASH_REDIS_REST_URL must be set');
});

test('a wrong token is refused', async () => {
  const { redis } = createRedis({ UPSTASH_REDIS_REST_URL: front.url, UPSTASH_REDIS_REST_TOKEN: 'wrong' });
  expect(await refusal(redis.ping())).toContain('WRONGPASS');
});
