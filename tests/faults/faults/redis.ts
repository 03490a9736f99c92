import { createRedis } from '@/server/infra/redis';
import { pause } from '../client';
import { type Fault, LOAD_MS, type Strike } from '../fault';

const flushed: Strike = async (scene, random) => {
  const { redis } = scene.stack.servers;
  const handle = createRedis({ REDIS_URL: redis.url });
  for (let n = random.int(3, 6); n > 0; n--) {
    await pause(random.int(100, 500));
    await handle.redis.flushall();
    scene.struck++;
  }
  await handle.close();
};

const killed: Strike = async (scene, random) => {
  const { redis } = scene.stack.servers;
  await pause(random.int(200, 1_200));
  await redis.kill();
  scene.struck++;
  await pause(random.int(300, 1_500));
  await redis.start();
};

const paused: Strike = async (scene, random) => {
  const { redis } = scene.stack.servers;
  await pause(random.int(200, 1_000));
  redis.pause();
  scene.struck++;
  await pause(random.int(500, LOAD_MS));
  redis.resume();
};

/** Everybody wants the same few tables. */
const RUSH = { spreadMs: 1_500, visits: 3 };
const CROWD = { diners: 14 };

export const REDIS_FAULTS: Fault[] = [
  { name: 'redis-flushed', what: 'Redis flushed', strike: flushed, habits: RUSH, scene: CROWD },
  { name: 'redis-killed', what: 'Redis killed -9 and started again', strike: killed, habits: RUSH, scene: CROWD },
  { name: 'redis-paused', what: 'Redis paused', strike: paused, habits: RUSH, scene: CROWD },
];
