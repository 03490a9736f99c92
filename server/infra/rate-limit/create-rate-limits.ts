import { Ratelimit } from '@upstash/ratelimit';
import type { Redis } from '@upstash/redis';
import { BoundedMap, type Bucket, LocalBuckets } from './local-buckets';

export type LimitedRoute = 'sign-in' | 'hold' | 'claim' | 'payment' | 'search' | 'webhook';
export type RateLimitVerdict = { ok: true } | { ok: false; retryAfterSeconds: number };

export type RateLimits = {
  /**
   * Counts one request of `subject` (an IP address or a user id, see the table). Always answers, within
   * 200 ms, and never rejects; `retryAfterSeconds` is at least 1.
   */
  check(route: LimitedRoute, subject: string): Promise<RateLimitVerdict>;
};

/**
 * Token buckets: `burst` at once, then `perSecond`.
 *
 * | route | counted by | with Redis | Redis slow or dead: each process by itself | why |
 * | --- | --- | --- | --- | --- |
 * | sign-in | IP | 40, then 1/s | the same | a mobile network or an office shares an address; nothing behind it refuses |
 * | hold | user | 40, then 2/s | twice that | five clicks a second for ten seconds pass, a script does not; the database protects the tables |
 * | claim | user | 20, then 1/s | twice that | an impatient finger passes, a script that tries codes does not |
 * | search | IP | 120, then 10/s | the same | a person typing passes, a crawler is slowed; an office shares an address |
 * | webhook | IP | 200, then 20/s | the same | each one makes us ask the provider; it sends again what was refused |
 * | payment | user | 12, then 1 in 5 s | twice that | a return, a reload, a second card; idempotency keys protect the money |
 *
 * `@upstash/ratelimit` by itself lets everything through when Redis is slow and throws when it is dead. Here nobody waits
 * for Redis longer than `REDIS_WAIT_MS`, and while it is away the buckets in memory decide.
 */
const LIMITS: Record<LimitedRoute, Bucket & { withoutRedis: Bucket }> = {
  'sign-in': { burst: 40, perSecond: 1, withoutRedis: { burst: 40, perSecond: 1 } },
  hold: { burst: 40, perSecond: 2, withoutRedis: { burst: 80, perSecond: 4 } },
  claim: { burst: 20, perSecond: 1, withoutRedis: { burst: 40, perSecond: 2 } },
  search: { burst: 120, perSecond: 10, withoutRedis: { burst: 120, perSecond: 10 } },
  webhook: { burst: 200, perSecond: 20, withoutRedis: { burst: 200, perSecond: 20 } },
  payment: { burst: 12, perSecond: 0.2, withoutRedis: { burst: 24, perSecond: 0.4 } },
};

const REDIS_WAIT_MS = 150;
/** After a failure Redis is left alone this long: otherwise a crowd would pay the wait once each. */
const REDIS_PAUSE_MS = 1_000;
const MAX_SUBJECTS = 20_000;

const retryAfter = (ms: number): RateLimitVerdict => ({
  ok: false,
  retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)),
});

function redisLimiter(redis: Redis, route: LimitedRoute): Ratelimit {
  const { burst, perSecond } = LIMITS[route];
  return new Ratelimit({
    redis,
    limiter: Ratelimit.tokenBucket(1, `${1000 / perSecond} ms`, burst),
    prefix: `limit:${route}`,
    timeout: REDIS_WAIT_MS,
    ephemeralCache: new BoundedMap<string, number>(MAX_SUBJECTS),
  });
}

/** The limits of one process, shared with all others through Redis while that answers. */
export function createRateLimits(redis: Redis): RateLimits {
  const limiters: Record<LimitedRoute, Ratelimit> = {
    'sign-in': redisLimiter(redis, 'sign-in'),
    hold: redisLimiter(redis, 'hold'),
    claim: redisLimiter(redis, 'claim'),
    payment: redisLimiter(redis, 'payment'),
    search: redisLimiter(redis, 'search'),
    webhook: redisLimiter(redis, 'webhook'),
  };
  const local = new LocalBuckets(MAX_SUBJECTS);
  let pausedUntilMs = 0;

  /** Null when Redis did not say. */
  async function ask(route: LimitedRoute, subject: string): Promise<RateLimitVerdict | null> {
    if (Date.now() < pausedUntilMs) return null;
    const answer = await limiters[route].limit(subject).catch(() => null);
    if (answer === null || answer.reason === 'timeout') {
      pausedUntilMs = Date.now() + REDIS_PAUSE_MS;
      return null;
    }
    return answer.success ? { ok: true } : retryAfter(answer.reset - Date.now());
  }

  return {
    async check(route, subject) {
      const verdict = await ask(route, subject);
      if (verdict) return verdict;
      const waitMs = local.take(`${route}:${subject}`, LIMITS[route].withoutRedis, Date.now());
      return waitMs === 0 ? { ok: true } : retryAfter(waitMs);
    },
  };
}
