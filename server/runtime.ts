import { createDatabase, type DatabaseClient } from '@/db/client';
import { env } from '@/env';
import { newId } from './infra/ids';
import { createLog, type Log } from './infra/log';
import { createMailer } from './infra/mail/mailer';
import { createTossProvider } from './infra/payments/toss/client';
import { createRateLimits, type RateLimits } from './infra/rate-limit';
import { createRedis } from './infra/redis';
import type { Actor, ServiceContext } from './services/context';
import { LiveWatch } from './services/live';
import { HoldWriter } from './services/reservation';
import { RestaurantReads } from './services/restaurant';

/** What one process has one of. */
export type Runtime = {
  database: DatabaseClient;
  limits: RateLimits;
  log: Log;
  /** The context for one caller. */
  as(actor: Actor): ServiceContext;
  /** Ends what never ends by itself: the streams of live pages. */
  endStreams(): void;
  /** Answers the holds that wait, then closes every connection. */
  close(): Promise<void>;
};

function createRuntime(): Runtime {
  const database = createDatabase(env.DATABASE_URL, env.DATABASE_POOL_SIZE);
  const redis = createRedis(env);
  const holds = new HoldWriter({ pool: database.writer, newId });
  const live = new LiveWatch(database.pool);
  const base: Omit<ServiceContext, 'actor'> = {
    db: database.db,
    scripts: database.scripts,
    newId,
    nowMs: Date.now,
    holds,
    reads: new RestaurantReads(database.scripts),
    live,
    payments: createTossProvider({ apiUrl: env.TOSS_API_URL, secretKey: env.TOSS_SECRET_KEY }),
    mailer: createMailer({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM }),
    appUrl: env.APP_URL.replace(/\/$/, ''),
  };
  return {
    database,
    limits: createRateLimits(redis.redis),
    log: createLog(env.LOG_LEVEL),
    as: (actor) => ({ ...base, actor }),
    endStreams: () => live.close(),
    close: async () => {
      live.close();
      await holds.close();
      await Promise.allSettled([database.close(), redis.close()]);
    },
  };
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
