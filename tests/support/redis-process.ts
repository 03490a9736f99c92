import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRedisServer } from '@/scripts/lib/redis.mjs';
import { ROOT } from '@/scripts/lib/sources.mjs';
import { createRedis, type RedisHandle } from '@/server/infra/redis';
import { waitFor } from './wait-for';
import { freePort } from './worker-process';

export type RedisProcess = { url: string; child: ChildProcess; open(): RedisHandle; stop(): Promise<void> };

/** A Redis of this test alone, to be flushed, stopped in its tracks and killed. */
export async function startRedisProcess(): Promise<RedisProcess> {
  const server = await findRedisServer(path.join(ROOT, '.tablepick/bin'));
  if (!server) throw new Error('these tests start a Redis of their own: install redis-tools');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
  const child = spawn(server.program, args, { stdio: 'ignore' });
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
