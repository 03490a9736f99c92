import { errors, type Requester } from '@upstash/redis';
import { createScriptTranslator } from './script-flags';
import { openTcpConnection, unreachable } from './tcp-connection';

/** They would block or change the one connection that everybody shares, and do not exist over REST either. */
const REFUSED = new Set(
  'SUBSCRIBE PSUBSCRIBE SSUBSCRIBE MONITOR SELECT AUTH HELLO RESET QUIT MULTI EXEC DISCARD WATCH UNWATCH BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP WAIT'.split(
    ' ',
  ),
);

type Answer = { result?: unknown; error?: string };
type Raw = [error: Error | null, result?: unknown];
type Sent = { command: readonly string[]; resolve(raw: Raw): void; reject(error: unknown): void };

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
  const { client, connected, close } = openTcpConnection(url, onState);
  const scripts = createScriptTranslator();

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

  /** Single commands of one turn of the event loop go out together: a crowd pays for one write, not for each its own. */
  let together: Sent[] = [];
  const sendTogether = (command: readonly string[]): Promise<Raw> =>
    new Promise((resolve, reject) => {
      if (together.length === 0) setImmediate(flush);
      together.push({ command, resolve, reject });
    });
  function flush(): void {
    const sent = together;
    together = [];
    send(sent.map((one) => one.command)).then(
      (raw) => {
        for (const [index, one] of sent.entries()) one.resolve(raw[index] ?? [new Error('no answer')]);
      },
      (error: unknown) => {
        for (const one of sent) one.reject(error);
      },
    );
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
      return answer(command, await sendTogether(scripts.outgoing(command)));
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
    close,
  };
}
