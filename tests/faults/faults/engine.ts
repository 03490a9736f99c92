import type { RowDataPacket } from 'mysql2/promise';
import { pause } from '../client';
import { type Fault, LOAD_MS, type Strike } from '../fault';
import type { Random } from '../random';
import type { Scene } from '../scene';
import { EVENT_KEY, type Stack } from '../stack';

const SAGAS = ['payment/authorized', 'refund/requested', 'reservation/held', 'payment/hinted'];

/** Sends facts that were sent before once more under ids nobody has seen, so that their functions run again, beside the first. */
export async function replay(scene: Scene, random: Random): Promise<number> {
  const { stack } = scene;
  const [rows] = await stack
    .client()
    .pool.query<RowDataPacket[]>(
      'SELECT name, v, data FROM outbox WHERE sent_at IS NOT NULL AND name IN (?) ORDER BY id DESC LIMIT 12',
      [SAGAS],
    );
  const events = rows
    .filter(() => random.chance(0.5))
    .map((row) => ({
      id: `again-${random.int(0, 1_000_000_000)}`,
      name: row.name,
      v: String(row.v),
      data: typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
    }));
  if (events.length === 0) return 0;
  const answer = await fetch(`http://127.0.0.1:${stack.worker.port}/e/${EVENT_KEY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  return answer.ok ? events.length : 0;
}

const replayed: Strike = async (scene, random) => {
  while (scene.history.now() < LOAD_MS + 1_000) {
    await pause(random.int(100, 400));
    scene.struck += await replay(scene, random);
  }
};

/** While the worker stands still, some facts are marked as sent that never were. */
const dropped: Strike = async (scene, random) => {
  const { stack } = scene;
  for (let n = random.int(2, 3); n > 0; n--) {
    await pause(random.int(150, 500));
    stack.worker.pause();
    await pause(random.int(300, 700));
    const { pool } = stack.client();
    const [rows] = await pool.query<RowDataPacket[]>('SELECT id FROM outbox WHERE sent_at IS NULL');
    const lost = rows.filter(() => random.chance(0.6)).map((row) => row.id);
    if (lost.length > 0) await pool.query('UPDATE outbox SET sent_at = NOW(6) WHERE id IN (?)', [lost]);
    scene.struck += lost.length;
    stack.worker.resume();
  }
};

/** Every lease is over, but for those of rows that somebody is writing. Returns how many were. */
async function endLeases(stack: Stack): Promise<number> {
  const connection = await stack.client().pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id FROM engine_queue WHERE lease_token IS NOT NULL AND blocked = 0 FOR UPDATE SKIP LOCKED',
    );
    const ids = rows.map((row) => row.id);
    if (ids.length > 0)
      await connection.query('UPDATE engine_queue SET available_at = ? WHERE id IN (?)', [Date.now(), ids]);
    await connection.query('COMMIT');
    return ids.length;
  } finally {
    connection.release();
  }
}

/** The worker stands still with work in its hands; another takes it for dead and does that work; then it goes on. */
const leaseLost: Strike = async (scene, random) => {
  const { stack } = scene;
  for (let n = random.int(2, 3); n > 0; n--) {
    await pause(random.int(200, 700));
    stack.worker.pause();
    scene.struck += await endLeases(stack);
    await pause(random.int(300, 800));
    stack.worker.resume();
  }
};

const PAYING = { holds: { pay: 90, abandon: 5, 'give-up': 3, 'pay-refused': 2 }, cancels: 0.5 };

/** Answers come slowly, so that work is in somebody's hands when the worker stops. */
const slowProvider: Strike = async ({ stack }) => {
  await stack.provider.fault({ kind: 'delay', times: 12, ms: 250, phase: 'after' });
};

export const ENGINE_FAULTS: Fault[] = [
  { name: 'engine-replays', what: 'the engine replays functions, beside themselves', strike: replayed, habits: PAYING },
  { name: 'engine-drops', what: 'the engine drops events', strike: dropped, habits: PAYING },
  {
    name: 'engine-lease-lost',
    what: 'the engine loses its leases to a second worker',
    habits: PAYING,
    prepare: async (scene, random) => {
      await scene.stack.spare.start();
      await slowProvider(scene, random);
    },
    strike: leaseLost,
    heal: async ({ worker, spare }) => {
      worker.resume();
      await spare.stop();
    },
  },
];
