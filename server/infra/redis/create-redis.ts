import { errors, Redis } from '@upstash/redis';
import { createTcpRequester } from './tcp-requester';

/** How long a command over REST may take, its second try included. The first one also pays for name, TCP and TLS. */
const REST_TIMEOUT_MS = 1_000;

/** Named as in the environment: with the REST pair it is Upstash, otherwise the server at REDIS_URL. */
export type RedisOptions = {
  REDIS_URL?: string | undefined;
  UPSTASH_REDIS_REST_URL?: string | undefined;
  UPSTASH_REDIS_REST_TOKEN?: string | undefined;
};

export type RedisHandle = {
  redis: Redis;
  /** Ends the connection; commands after it reject. */
  close(): Promise<void>;
};

/**
 * The one way to Redis: `@upstash/redis`, over Upstash's REST or over TCP, with the same answers and the same errors.
 * Every failure is an UpstashError, and a dead Redis is one quickly (500 ms over TCP, 1 s over REST), so callers decide
 * what to do without it. Connects by itself, again too. A rejected command may have taken effect; over TCP it did so at
 * most once, over REST a broken connection is tried once more. Throws when neither address is given.
 * `onState` is told when a TCP connection comes and goes.
 */
export function createRedis(
  options: RedisOptions,
  onState?: (state: 'up' | 'down', error?: Error) => void,
): RedisHandle {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_URL } = options;
  if (url) return overRest(url, token ?? '');
  if (!REDIS_URL) throw new Error('REDIS_URL or UPSTASH_REDIS_REST_URL must be set');
  const requester = createTcpRequester(REDIS_URL, onState);
  return { redis: new Redis(requester), close: () => requester.close() };
}

function overRest(url: string, token: string): RedisHandle {
  let closed = false;
  const redis = new Redis({
    url,
    token,
    enableTelemetry: false,
    retry: { retries: 1, backoff: () => 50 },
    signal: () => AbortSignal.timeout(REST_TIMEOUT_MS),
  });
  redis.use(async (request, next) => {
    if (closed) throw new errors.UpstashError('Redis did not answer: the connection was closed');
    try {
      return await next(request);
    } catch (error) {
      throw asUpstashError(error);
    }
  });
  return {
    redis,
    async close() {
      closed = true;
    },
  };
}

/** The HTTP client quotes the command in its errors, values and all: what a log must never hold is cut off. */
function asUpstashError(error: unknown): Error {
  if (error instanceof errors.UpstashError) {
    const [message = ''] = error.message.split(', command was: ');
    return message === error.message ? error : new errors.UpstashError(message);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new errors.UpstashError(`Redis did not answer: ${reason}`, { cause: error });
}
