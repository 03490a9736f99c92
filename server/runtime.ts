import cluster from 'node:cluster';
import type { Redis } from '@upstash/redis';
import { createDatabase, type DatabaseClient, poolUse } from '@/db/client';
import { env } from '@/env';
import { createAlarmChannel } from './infra/alarm/alarm-channel';
import { newId } from './infra/ids';
import { createLog, type Log } from './infra/log';
import { createMailer } from './infra/mail/mailer';
import { createMetrics, type Metrics, PulseBoard, type PulseKind, pulseTaker } from './infra/metrics';
import { createPayments } from './infra/payments';
import { createRateLimits, type RateLimits } from './infra/rate-limit';
import { createRedis } from './infra/redis';
import type { Actor, ServiceContext } from './services/context';
import { CampaignViews, ClaimDesk } from './services/coupon';
import { LiveWatch } from './services/live';
import { HoldWriter } from './services/reservation';
import { countStarts, RestaurantReads } from './services/restaurant';
import { openForRush, Rooms } from './services/room';

/** What one process has one of. */
export type Runtime = {
  database: DatabaseClient;
  limits: RateLimits;
  log: Log;
  metrics: Metrics;
  /** The context for one caller. */
  as(actor: Actor): ServiceContext;
  /** From now on this process knows the waiting rooms and helps to call their lines. */
  startRooms(): void;
  rooms: Rooms;
  /** From now on tells the operators' page how this process stands. */
  startPulse(kind: PulseKind): void;
  /** Ends what never ends by itself: the streams of live pages. */
  endStreams(): void;
  /** Answers the holds and claims that wait, then closes every connection. */
  close(): Promise<void>;
};

const POOL_SIZE = 16;
/** What the web processes of a machine have together: a server with default settings takes about 150 connections. */
const MACHINE_POOL_SIZE = 48;
const SMALLEST_POOL_SIZE = 2;

/** Connections of this process: by default 16, less where many web processes share the machine. */
function poolSize(): number {
  if (env.DATABASE_POOL_SIZE) return env.DATABASE_POOL_SIZE;
  if (!cluster.isWorker) return POOL_SIZE;
  return Math.max(SMALLEST_POOL_SIZE, Math.min(POOL_SIZE, Math.floor(MACHINE_POOL_SIZE / env.WEB_PROCESSES)));
}

function createRuntime(): Runtime {
  const database = createDatabase(env.DATABASE_URL, poolSize());
  const redis = createRedis(env);
  const metrics = createMetrics();
  const log = createLog(env.LOG_LEVEL);
  const holds = new HoldWriter({
    pool: database.writer,
    newId,
    redis: redis.redis,
    observer: metrics.holds,
    onRush: (day) => {
      openForRush({ ...base, actor: { type: 'system', job: 'open-for-rush' } }, day).catch((error) =>
        log.warn({ err: error, ...day }, 'no waiting room for a rush'),
      );
    },
  });
  const claims = new ClaimDesk({ pool: database.writer, scripts: database.scripts, newId, redis: redis.redis });
  const pulses = createPulses(database, redis.redis, metrics, holds);
  const live = new LiveWatch(database.pool);
  const reads = new RestaurantReads(database.scripts);
  const rooms = new Rooms({
    pool: database.scripts,
    redis: redis.redis,
    countStarts: ({ restaurantId: id, fromDate: from, toDate: to }, nowMs) =>
      countStarts(reads, { id, from, to }, nowMs),
    secret: env.NEXTAUTH_SECRET,
    onError: (error) => log.warn({ err: error }, 'waiting rooms: will try again'),
  });
  const base: Omit<ServiceContext, 'actor'> = {
    db: database.db,
    transactions: database.transactions,
    scripts: database.scripts,
    newId,
    nowMs: Date.now,
    holds,
    reads,
    claims,
    campaigns: new CampaignViews(database.db),
    live,
    rooms,
    pulses,
    payments: createPayments(env),
    alarms: createAlarmChannel(env.ALARM_WEBHOOK_URL),
    mailer: createMailer({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM }),
    appUrl: env.APP_URL.replace(/\/$/, ''),
  };
  return {
    database,
    limits: createRateLimits(redis.redis),
    log,
    rooms,
    startRooms: () => rooms.start(),
    metrics,
    as: (actor) => ({ ...base, actor }),
    startPulse: (kind) => pulses.start(kind),
    endStreams: () => live.close(),
    close: async () => {
      live.close();
      await Promise.all([holds.close(), claims.close(), rooms.close()]);
      await pulses.stop();
      await Promise.allSettled([database.close(), redis.close()]);
    },
  };
}

/** Sets up what this process tells of itself: to scrapers and, every two seconds, to the operators' page. */
function createPulses(database: DatabaseClient, redis: Redis, metrics: Metrics, holds: HoldWriter): PulseBoard {
  const pools = {
    main: database.pool,
    transactions: database.transactions.$client,
    scripts: database.scripts,
    writer: database.writer,
  };
  const named = Object.entries(pools).map(([name, pool]) => ({ name, use: () => poolUse(pool) }));
  metrics.watchPools(Object.fromEntries(named.map(({ name, use }) => [name, use])));
  metrics.watchQueue(() => holds.contention().queued);
  metrics.watchProcess();
  const take = pulseTaker({
    registry: metrics.registry,
    nowMs: Date.now,
    contention: () => holds.contention(),
    pools: () => named.map(({ name, use }) => ({ name, ...use() })),
  });
  return new PulseBoard(redis, take, Date.now);
}

const KEY = Symbol.for('tablepick.runtime');
type Global = typeof globalThis & { [KEY]?: Runtime };

/**
 * The process's runtime. It hangs on `globalThis` because the web process loads this module twice, once itself and once
 * in Next's bundle. Nothing depends on there being one: a second would be slower, not wrong.
 */
export function runtime(): Runtime {
  const holder = globalThis as Global;
  holder[KEY] ??= createRuntime();
  return holder[KEY];
}
