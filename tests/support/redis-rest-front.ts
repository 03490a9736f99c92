import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis as TcpRedis } from 'ioredis';
import { createScriptTranslator } from '@/server/infra/redis/script-flags';

/** The Redis server that `npm test` provides. */
export function redisUrl(): string {
  const url = process.env.REDIS_URL;
  if (!url) throw new Error('REDIS_URL is not set: run the tests with `npm test`');
  return url;
}

export type RedisRestFront = {
  url: string;
  token: string;
  /** Requests so far, oldest first: path, bearer token, whether base64 was asked for. */
  requests: { path: string; authorization: string | undefined; encoding: string | undefined }[];
  close(): Promise<void>;
};

/** Upstash takes its own script flags; the Redis behind this front does not. */
const upstashScripts = createScriptTranslator();

type Reply = { result: unknown } | { error: string };

/**
 * Upstash's REST protocol in front of the local Redis, so that its own HTTP client is tested without its service:
 * `POST /`, `/pipeline` and `/multi-exec` with a bearer token, answers in base64 when `Upstash-Encoding` asks for it.
 */
export async function startRedisRestFront(upstream = redisUrl()): Promise<RedisRestFront> {
  const token = randomUUID();
  const client = new TcpRedis(upstream, { protocol: 2 });
  const requests: RedisRestFront['requests'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const { authorization } = request.headers;
    const encoding = request.headers['upstash-encoding']?.toString();
    requests.push({ path, authorization, encoding });
    handle(client, request, path, authorization === `Bearer ${token}`).then(
      ([status, body]) => reply(response, status, encode(body, encoding === 'base64')),
      (error) => reply(response, 500, { error: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, token, requests, close: () => stop(server, client) };
}

async function handle(
  client: TcpRedis,
  request: IncomingMessage,
  path: string,
  allowed: boolean,
): Promise<[status: number, body: Reply | Reply[]]> {
  if (!allowed) return [401, { error: 'WRONGPASS invalid or missing auth token' }];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown[];
  if (path === '/') {
    const [answer = { error: 'ERR empty command' }] = await run(client, [body]);
    return ['error' in answer ? 400 : 200, answer];
  }
  if (path === '/pipeline') return [200, await run(client, body as unknown[][])];
  if (path === '/multi-exec') {
    const answers = await run(client, [['MULTI'], ...(body as unknown[][]), ['EXEC']]);
    const last = answers.at(-1) ?? { error: 'ERR empty transaction' };
    if ('error' in last) return [400, last];
    return [200, (last.result as unknown[]).map(asReply)];
  }
  return [404, { error: `ERR unknown path ${path}` }];
}

const asReply = (result: unknown): Reply => (result instanceof Error ? { error: result.message } : { result });

async function run(client: TcpRedis, commands: unknown[][]): Promise<Reply[]> {
  const pipeline = client.pipeline();
  for (const [name, ...rest] of commands) {
    const [sent = '', ...args] = upstashScripts.outgoing([name, ...rest].map((part) => String(part ?? '')));
    pipeline.callBuffer(sent.toUpperCase(), ...args);
  }
  const raw = (await pipeline.exec()) ?? [];
  return raw.map(([error, result], index) => {
    if (error) return { error: error.message };
    const text = Buffer.isBuffer(result) ? result.toString() : result;
    const named = upstashScripts.incoming((commands[index] ?? []).map(String), text);
    return asReply(named === text ? result : Buffer.from(String(named)));
  });
}

/** Texts leave Redis as bytes. "OK" alone is sent as it is, as Upstash does. */
function encode(body: unknown, base64: boolean): unknown {
  if (Buffer.isBuffer(body)) {
    const text = body.toString('utf8');
    return base64 ? body.toString('base64') : text;
  }
  if (Array.isArray(body)) return body.map((item) => encode(item, base64));
  if (body !== null && typeof body === 'object' && 'result' in body) {
    const isOk = Buffer.isBuffer(body.result) && body.result.toString() === 'OK';
    return { result: isOk ? 'OK' : encode(body.result, base64) };
  }
  return body;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function stop(server: Server, client: TcpRedis): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  client.disconnect();
}
