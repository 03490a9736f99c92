import type { PoolConnection } from 'mysql2/promise';
import { pause } from '../client';
import { type Fault, LOAD_MS, type Strike } from '../fault';
import type { Random } from '../random';
import type { Scene } from '../scene';

/** A transaction's last word, as the product's own scripts and its driver send it. */
const COMMIT = /(^|[^a-z_])commit($|[^a-z_])/i;

const killed: Strike = async (scene, random) => {
  const { stack } = scene;
  await pause(random.int(400, 1_800));
  await stack.servers.database.kill();
  scene.struck++;
  await pause(random.int(0, 600));
  await stack.servers.database.start();
  await stack.reconnect();
};

const commitsCut: Strike = async (scene, random) => {
  const { webDatabase, workerDatabase } = scene.stack.wires;
  const before = webDatabase.cuts() + workerDatabase.cuts();
  for (let n = random.int(3, 6); n > 0; n--) {
    const wire = random.weighed({ web: 3, worker: 2 }) === 'web' ? webDatabase : workerDatabase;
    wire.cutAt(COMMIT, random.pick(['answer-lost', 'not-sent']), random.int(1, 2));
    await pause(random.int(50, LOAD_MS / 6));
  }
  await pause(500);
  scene.struck += webDatabase.cuts() + workerDatabase.cuts() - before;
};

/** So long that whoever waits for a lock gives up: the hold writer after three seconds. */
const LONGER_THAN_PATIENCE_MS = 3_400;

/** Somebody takes a day and keeps it, so that others run into their lock time-out. */
async function keepDay({ stack, restaurants, dates }: Scene, random: Random): Promise<void> {
  const connection = await stack.client().pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    await connection.query(
      'INSERT INTO service_day (restaurant_id, service_date, version) VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE version = version',
      [random.pick(restaurants).id, random.pick(dates)],
    );
    await pause(LONGER_THAN_PATIENCE_MS);
  } catch {
    // It was this one that was given up.
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
    connection.release();
  }
}

/** Rows enough that the database, which gives up the transaction that wrote less, gives up the product's. */
const WEIGHT = 400;

/** Takes a diner first and the days after: the other way round than everybody else. One of two must be given up. */
async function crossLocks({ stack, restaurants, dates, diners }: Scene, random: Random): Promise<void> {
  const connection: PoolConnection = await stack.client().pool.getConnection();
  try {
    await connection.query('CREATE TABLE IF NOT EXISTS fault_weight (n INT PRIMARY KEY, x INT NOT NULL)');
    await connection.query('START TRANSACTION');
    await connection.query('INSERT INTO fault_weight VALUES ? ON DUPLICATE KEY UPDATE x = x + 1', [
      Array.from({ length: WEIGHT }, (_, n) => [n, random.int(0, 9)]),
    ]);
    await connection.query('SELECT id FROM users WHERE id IN (?) ORDER BY id FOR UPDATE', [
      diners.map(({ userId }) => userId),
    ]);
    await pause(random.int(40, 160));
    await connection.query(
      'INSERT INTO service_day (restaurant_id, service_date, version) VALUES ? ON DUPLICATE KEY UPDATE version = version',
      [restaurants.flatMap(({ id }) => dates.map((date) => [id, date, 0]))],
    );
  } catch {
    // It was this one that was given up.
  } finally {
    await connection.query('ROLLBACK').catch(() => {});
    connection.release();
  }
}

const contended: Strike = async (scene, random) => {
  await pause(random.int(100, 500));
  const crossing = async () => {
    for (let n = random.int(5, 9); n > 0; n--) {
      await crossLocks(scene, random.fork(`cross-${n}`));
      scene.struck++;
      await pause(random.int(20, 200));
    }
  };
  const keeping = async () => {
    await pause(random.int(200, 900));
    await keepDay(scene, random.fork('keep'));
    scene.struck++;
  };
  await Promise.all([crossing(), random.chance(0.5) ? keeping() : undefined]);
};

const dropped: Strike = async (scene, random) => {
  const wires = Object.values(scene.stack.wires);
  for (let n = random.int(4, 8); n > 0; n--) {
    await pause(random.int(50, 500));
    random.pick(wires).drop();
    scene.struck++;
  }
};

const slow: Strike = async (scene, random) => {
  for (const wire of Object.values(scene.stack.wires)) wire.delay(random.int(0, 120));
  scene.struck++;
  await pause(LOAD_MS);
};

export const DATABASE_FAULTS: Fault[] = [
  { name: 'database-killed', what: 'database killed -9 and started again', strike: killed },
  { name: 'database-commit-cut', what: 'connection cut at COMMIT, done or not', strike: commitsCut },
  { name: 'database-contended', what: 'deadlocks and lock time-outs', strike: contended, habits: { spreadMs: 3_000 } },
  { name: 'wires-dropped', what: 'connections to database, Redis and provider dropped', strike: dropped },
  { name: 'wires-slow', what: 'database, Redis and provider slow', strike: slow },
];
