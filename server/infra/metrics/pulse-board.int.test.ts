import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedis, type RedisHandle } from '@/server/infra/redis';
import { redisUrl } from '@/tests/support/redis-rest-front';
import { waitFor } from '@/tests/support/wait-for';
import { createMetrics } from './create-metrics';
import { type Pulse, pulseTaker } from './pulse';
import { PulseBoard } from './pulse-board';

const handles: RedisHandle[] = [];
const boards: PulseBoard[] = [];
const redisAt = (url: string) => {
  const handle = createRedis({ REDIS_URL: url });
  handles.push(handle);
  return handle.redis;
};
beforeEach(() => redisAt(redisUrl()).del('pulses'));
afterEach(async () => {
  for (const board of boards.splice(0)) await board.stop();
  for (const handle of handles.splice(0)) await handle.close();
});

/** A process as the others see it: its own registry, its own connection, its own clock. */
function processAt(nowMs: () => number, url = redisUrl()) {
  const metrics = createMetrics();
  const pid = randomUUID();
  const take = pulseTaker({
    registry: metrics.registry,
    nowMs,
    contention: () => ({ queued: 0, days: [] }),
    pools: () => [],
  });
  const named = async (kind: Pulse['kind']) => ({ ...(await take(kind)), id: pid });
  const board = new PulseBoard(redisAt(url), named, nowMs);
  boards.push(board);
  return { id: pid, metrics, board };
}
const idsOn = async (board: PulseBoard) => (await board.all()).pulses.map(({ id }) => id).toSorted();

describe('the board of processes', () => {
  it('shows each process to all others, until it stops', async () => {
    const [one, other] = [processAt(Date.now), processAt(Date.now)];
    one.board.start('web');
    other.board.start('worker');
    const both = [one.id, other.id].toSorted();
    await waitFor('both to be told', async () => (await idsOn(one.board)).length === 2);
    expect(await idsOn(one.board)).toEqual(both);
    expect(await idsOn(other.board)).toEqual(both);
    await other.board.stop();
    expect(await idsOn(one.board)).toEqual([one.id]);
  });

  it('drops one that was killed: ten seconds after its last word it is shown to nobody', async () => {
    const killed = processAt(() => Date.now() - 9_000);
    killed.board.start('web');
    const reader = processAt(Date.now);
    await waitFor('it to be told', async () => (await idsOn(reader.board)).length === 1);
    const later = processAt(() => Date.now() + 2_000);
    expect(await idsOn(later.board)).toEqual([]);
  });

  it('without Redis shows the process that was asked, and says that it is alone', async () => {
    const alone = processAt(Date.now, 'redis://127.0.0.1:1');
    alone.board.start('web');
    expect(await alone.board.all()).toMatchObject({ shared: false, pulses: [{ id: alone.id, kind: 'web' }] });
  });

  it('leaves out what it does not understand', async () => {
    const one = processAt(Date.now);
    one.board.start('web');
    await redisAt(redisUrl()).hset('pulses', { older: { id: 'older', atMs: Date.now() }, torn: '{"id":' });
    await waitFor('it to be told', async () => (await idsOn(one.board)).includes(one.id));
    expect(await idsOn(one.board)).toEqual([one.id]);
  });
});

describe('a pulse', () => {
  it('counts the last ten seconds, not what was before them', async () => {
    let nowMs = 1_000_000;
    const metrics = createMetrics();
    const take = pulseTaker({
      registry: metrics.registry,
      nowMs: () => nowMs,
      contention: () => ({ queued: 3, days: [] }),
      pools: () => [],
    });
    const batch = { size: 10, refused: 4, waitMs: 7, lockMs: 3, commitMs: 12 };
    metrics.holds.batch(batch);
    metrics.holds.retry('deadlock');
    nowMs += 2_000;
    const first = await take('web');
    expect(first).toMatchObject({ windowMs: 2_000, queued: 3, batches: 1, accepted: 6, refused: 4 });
    expect(first.retries).toEqual({ deadlock: 1 });
    // 7 ms lie above 5 and not above 10.
    expect(first.wait).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    metrics.holds.gate('refused');
    for (let passed = 0; passed < 10_000; passed += 2_000) {
      nowMs += 2_000;
      expect(await take('web')).toMatchObject({ batches: 0, gate: { refused: 1 } });
    }
    nowMs += 2_000;
    expect(await take('web')).toMatchObject({ windowMs: 10_000, retries: {}, gate: { refused: 0 } });
  });
});
