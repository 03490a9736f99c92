import { errors, type Requester } from '@upstash/redis';
import { Redis as TcpRedis } from 'ioredis';
import { createScriptTranslator } from './script-flags';

/** A command that has no answer after this long is given up; it may still take effect. */
const COMMAND_TIMEOUT_MS = 500;
/** How long after the connection was lost (or first asked for) commands still wait for it. Later ones fail at once. */
const RECONNECT_GRACE_MS = 400;
/** Given to an attempt in progress even after that, for a process that was too busy to notice it had succeeded. */
const ATTEMPT_GRACE_MS = 100;
/** A server that takes bytes and sends none is left after this long, so that answers never pile up behind it. */
const SILENT_SOCKET_MS = 2_000;

/** They would block or change the one connection that everybody shares, and do not exist over REST either. */
const REFUSED = new Set(
  'SUBSCRIBE PSUBSCRIBE SSUBSCRIBE MONITOR SELECT AUTH HELLO RESET QUIT MULTI EXEC DISCARD WATCH UNWATCH BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP WAIT'.split(
    ' ',
  ),
);

type Answer = { result?: unknown; error?: string };
type Raw = [error: Error | null, result?: unknown];

const unreachable = (cause: unknown) =>
  new errors.UpstashError(`Redis did not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
/** What the server itself refused, as against a connection that failed. */
const isReply = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError';
const toText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export type TcpRequester = Requester & { close(): Promise<void> };

/**
 * Sends the commands of `@upstash/redis` to a Redis server over TCP: single commands, `pipeline` and `multi-exec`.
 * Answers have the shapes they have over REST. While Redis is away every command rejects with UpstashError, within
 * half a second at first and at once later; nothing is queued for its return and nothing is sent twice.
 * `onState` hears of each change, for logs and metrics.
 */
export function createTcpRequester(
  url: string,
  onState: (state: 'up' | 'down', error?: Error) => void = () => {},
): TcpRequester {
  // RESP2: REST answers have its shapes (RESP3 nests scores, for one).
  const client = new TcpRedis(url, {
    protocol: 2,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: SILENT_SOCKET_MS,
    socketTimeout: SILENT_SOCKET_MS,
    disableClientInfo: true,
    retryStrategy: (tries) => Math.min(25 * 2 ** Math.min(tries, 6), 1_000) * (0.75 + Math.random() / 2),
  });
  const scripts = createScriptTranslator();
  let lostAtMs: number | undefined;
  let state: 'up' | 'down' | undefined;
  let lastError: Error | undefined;
  let closed = false;

  // One listener for each command that waits for the connection.
  client.setMaxListeners(0);
  client.on('error', (error: Error) => {
    lastError = error;
  });
  client.on('ready', () => {
    if (state !== 'up') onState('up');
    state = 'up';
    lastError = undefined;
  });
  client.on('close', () => {
    if (state === 'up') lostAtMs = Date.now();
    if (state !== 'down') onState('down', lastError);
    state = 'down';
  });

  async function connected(): Promise<void> {
    if (client.status === 'ready' && !closed) return;
    if (closed || client.status === 'end') throw unreachable('the connection was closed');
    if (client.status === 'wait') client.connect().catch(() => {});
    lostAtMs ??= Date.now();
    const trying = client.status === 'connecting' || client.status === 'connect';
    const waitMs = Math.max(lostAtMs + RECONNECT_GRACE_MS - Date.now(), trying ? ATTEMPT_GRACE_MS : 0);
    if (waitMs <= 0) throw unreachable(lastError ?? 'not connected');
    await new Promise<void>((resolve, reject) => {
      const settle = (act: () => void) => () => {
        clearTimeout(timer);
        client.off('ready', ready).off('end', ended);
        act();
      };
      const ready = settle(resolve);
      const ended = settle(() => reject(unreachable(lastError ?? 'the connection was closed')));
      const timer = setTimeout(ended, waitMs);
      client.once('ready', ready).once('end', ended);
    });
  }

  /** All in one write. Upper-case names pass by ioredis' own reshaping of arguments and answers. */
  async function send(commands: readonly (readonly string[])[]): Promise<Raw[]> {
    await connected();
    const pipeline = client.pipeline();
    for (const [name = '', ...args] of commands) pipeline.call(name.toUpperCase(), args);
    const raw = await pipeline.exec().catch((error: unknown) => {
      throw unreachable(error);
    });
    return (raw ?? []) as Raw[];
  }

  function answer(command: readonly string[], [error, result]: Raw): Answer {
    if (isReply(error)) return { error: error.message };
    if (error) throw unreachable(error);
    if (isReply(result)) return { error: result.message };
    return { result: scripts.incoming(command, result ?? null) };
  }

  async function atomic(commands: string[][]): Promise<Answer[]> {
    const raw = await send([['MULTI'], ...commands.map(scripts.outgoing), ['EXEC']]);
    const [error, results] = raw.at(-1) ?? [new Error('no answer to EXEC')];
    if (isReply(error)) throw new errors.UpstashError(error.message, { cause: error });
    if (error) throw unreachable(error);
    return commands.map((command, index) => answer(command, [null, (results as unknown[])[index]]));
  }

  const parse = (body: unknown): string[] => {
    const command = Array.isArray(body) ? body.map(toText) : [];
    const name = command[0]?.toUpperCase() ?? '';
    if (!name) throw new errors.UpstashError('ERR empty command');
    if (REFUSED.has(name)) throw new errors.UpstashError(`ERR ${name} is not available on a shared connection`);
    return command;
  };

  async function request({ path = [], body }: { path?: string[]; body?: unknown }): Promise<Answer | Answer[]> {
    const [kind, ...more] = path;
    if (kind === undefined) {
      const command = parse(body);
      const [raw] = await send([scripts.outgoing(command)]);
      return answer(command, raw ?? [new Error('no answer')]);
    }
    if ((kind !== 'pipeline' && kind !== 'multi-exec') || more.length > 0)
      throw new errors.UpstashError(`ERR /${path.join('/')} is not available over TCP`);
    const commands = (body as unknown[]).map(parse);
    if (kind === 'multi-exec') return atomic(commands);
    const raw = await send(commands.map(scripts.outgoing));
    return commands.map((command, index) => answer(command, raw[index] ?? [new Error('no answer')]));
  }

  return {
    request: request as Requester['request'],
    async close() {
      closed = true;
      if (client.status === 'ready') await client.quit().catch(() => {});
      client.disconnect();
    },
  };
}
