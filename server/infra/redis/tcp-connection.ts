import { errors } from '@upstash/redis';
import { Redis as TcpRedis } from 'ioredis';

/** A command that has no answer after this long is given up; it may still take effect. */
const COMMAND_TIMEOUT_MS = 500;
/** How long after the connection was lost (or first asked for) commands still wait for it. Later ones fail at once. */
const RECONNECT_GRACE_MS = 400;
/** Given to an attempt in progress even after that, for a process that was too busy to notice it had succeeded. */
const ATTEMPT_GRACE_MS = 100;
/** A server that takes bytes and sends none is left after this long, so that answers never pile up behind it. */
const SILENT_SOCKET_MS = 2_000;

export type TcpConnection = {
  client: TcpRedis;
  /** Resolves when a command can be sent; rejects with UpstashError when there is no sense in waiting longer. */
  connected(): Promise<void>;
  close(): Promise<void>;
};

export const unreachable = (cause: unknown) =>
  new errors.UpstashError(`Redis did not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });

/**
 * One connection that is made when first asked for, comes back by itself, and keeps nothing for later: what cannot be sent
 * now is refused, what lost its answer is never sent again.
 */
export function openTcpConnection(url: string, onState: (state: 'up' | 'down', error?: Error) => void): TcpConnection {
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

  return {
    client,
    connected,
    async close() {
      closed = true;
      if (client.status === 'ready') await client.quit().catch(() => {});
      client.disconnect();
    },
  };
}
