import type { IncomingMessage, ServerResponse } from 'node:http';
import { eventIdFromSeed, newId } from './ids';
import { byteLength, LIMITS } from './limits';
import { secretsEqual } from './sign';
import type { Engine, EngineEvent } from './types';

type EventApiOptions = {
  eventKey: string;
  clock: () => number;
  /** Stores the events and what they cause; resolves once that is committed. */
  accept: (events: EngineEvent[]) => Promise<void>;
  accepting: () => boolean;
  failed: (error: unknown) => void;
};

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** Answers the event API: `POST /e/:key` takes one event or a list of them, `GET /health` says whether the engine works. */
export function createEventApi({
  eventKey,
  clock,
  accept,
  accepting,
  failed,
}: EventApiOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname === '/health') return json({ ok: accepting() }, accepting() ? 200 : 503);
    const key = /^\/e\/([^/]+)\/?$/.exec(pathname)?.[1];
    if (key === undefined) return json({ error: 'Not found', status: 404 }, 404);
    if (request.method !== 'POST') return json({ error: 'Method not allowed', status: 405 }, 405);
    if (!secretsEqual(decodeURIComponent(key), eventKey))
      return json({ error: 'Event key not found', status: 401 }, 401);
    if (!accepting()) return json({ error: 'The engine is not running', status: 503 }, 503);
    try {
      const events = readEvents(await request.text(), request.headers.get('x-inngest-event-id-seed'), clock());
      await accept(events);
      return json({ ids: events.map((event) => event.id), status: 200 });
    } catch (error) {
      if (error instanceof Refusal) return json({ error: error.message, status: error.status }, error.status);
      failed(error);
      // Not stored, so not acknowledged: the sender tries again with the same ids.
      return json({ error: 'The events could not be stored', status: 500 }, 500);
    }
  };
}

function readEvents(text: string, seed: string | null, now: number): EngineEvent[] {
  if (byteLength(text) > LIMITS.requestBytes) throw new Refusal(413, `A request may have ${LIMITS.requestBytes} bytes`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
  const list = Array.isArray(body) ? body : [body];
  if (list.length > LIMITS.eventsPerRequest)
    throw new Refusal(400, `A request may have ${LIMITS.eventsPerRequest} events`);
  return list.map((item, index) => readEvent(item, index, seed, now));
}

function readEvent(item: unknown, index: number, seed: string | null, now: number): EngineEvent {
  const refuse = (status: number, why: string) => new Refusal(status, `Event ${index}: ${why}`);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw refuse(400, 'is not an object');
  const { id, name, data, ts, user, v } = item as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') throw refuse(400, 'has no name');
  if (name.length > LIMITS.nameLength) throw refuse(400, `has a name of more than ${LIMITS.nameLength} characters`);
  if (name.startsWith('inngest/')) throw refuse(400, 'has a name that begins with inngest/, which is for the engine');
  if (id !== undefined && id !== null && typeof id !== 'string') throw refuse(400, 'has an id that is not text');
  if (typeof id === 'string' && id.length > LIMITS.nameLength)
    throw refuse(400, `has an id of more than ${LIMITS.nameLength} characters`);
  const bytes = byteLength(JSON.stringify(item));
  if (bytes > LIMITS.eventBytes) throw refuse(413, `has ${bytes} bytes; at most ${LIMITS.eventBytes} are allowed`);
  return {
    id: id || (seed ? eventIdFromSeed(seed, index) : newId()),
    name,
    data: data ?? {},
    ts: typeof ts === 'number' && ts > 0 ? ts : now,
    ...(user === undefined || user === null ? {} : { user }),
    ...(typeof v === 'string' ? { v } : {}),
  };
}

/**
 * A `fetch` for the SDK's client in the engine's own process: what is meant for the engine at `baseUrl` is handed to it
 * without a connection, all else goes out. `engine` may answer nothing yet while it is being made.
 */
export function engineFetch(engine: () => Engine | null, baseUrl: string): typeof fetch {
  const { origin } = new URL(baseUrl);
  return (input, init) => {
    const own = engine();
    const address = input instanceof Request ? input.url : String(input);
    return own && new URL(address).origin === origin ? own.handleHttp(new Request(input, init)) : fetch(input, init);
  };
}

/** A `node:http` listener for an engine's API, to be mounted for `/e/*` and `/v1/*` (and `/health`, if the engine has a port of its own). */
export function engineHttpListener(engine: Engine): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void answer(engine, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error":"Internal error","status":500}');
    });
  };
}

async function answer(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LIMITS.requestBytes) {
      response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
      response.end(`{"error":"A request may have ${LIMITS.requestBytes} bytes","status":413}`);
      return;
    }
    chunks.push(chunk as Buffer);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : Buffer.concat(chunks);
  const answered = await engine.handleHttp(
    new Request(`http://127.0.0.1${request.url ?? '/'}`, { method, headers, body }),
  );
  response.writeHead(answered.status, { 'content-type': 'application/json' });
  response.end(Buffer.from(await answered.arrayBuffer()));
}
