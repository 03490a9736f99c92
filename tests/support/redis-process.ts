import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createRedis, type RedisHandle } from '@/server/infra/redis';
import { waitFor } from './wait-for';
import { freePort } from './worker-process';

export type RedisProcess = { url: string; child: ChildProcess; open(): RedisHandle; stop(): Promise<void> };

/** A Redis of this test alone, to be flushed, stopped in its tracks and killed. */
export async function startRedisProcess(): Promise<RedisProcess> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()],
    {
      stdio: 'ignore',
    },
  );
  const ended = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  const open = () => createRedis({ REDIS_URL: url });
  await waitFor('Redis to answer', async () => {
    const handle = open();
    const answer = await handle.redis.ping().catch(() => null);
    await handle.close();
    return answer;
  });
  return {
    url,
    child,
    open,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
