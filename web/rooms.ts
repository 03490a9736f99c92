import type { IncomingMessage, ServerResponse } from 'node:http';
import { isId, type RoomId } from '@/server/domain/shared/ids';
import { runtime } from '@/server/runtime';
import { readDocument } from '@/server/services/room';

const PATH = /^\/api\/rooms\/([^/]+)(\/live)?$/;
/** More readers than this poll instead: everybody near the front of a few lines. */
const MOST_STREAMS = 2_000;

const streams = new Set<ServerResponse>();

/** The room a path asks for; null when it is another path. */
export function roomPath(path: string): { id: string; live: boolean } | null {
  const match = PATH.exec(path);
  return match && { id: match[1]!, live: match[2] !== undefined };
}

/**
 * `GET /api/rooms/ID`: the room's document, the same for everybody and fresh for a second, so that a cache may answer for
 * us; `/live`: the same as server-sent events, every second.
 */
export async function answerRoom(
  req: IncomingMessage,
  res: ServerResponse,
  { id, live }: { id: string; live: boolean },
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD') return void res.writeHead(405, { allow: 'GET, HEAD' }).end();
  const { rooms, as } = runtime();
  const known = isId('room', id) ? rooms.board.body(id) : undefined;
  if (live) return known === undefined ? notFound(res) : stream(res, id as RoomId);
  const body = known ?? (isId('room', id) ? await readDocument(as({ type: 'guest' }), id) : null);
  if (body === null) return notFound(res);
  const length = Buffer.byteLength(body);
  res.writeHead(200, {
    'content-type': 'application/json',
    'content-length': length,
    'cache-control': 'public, max-age=1',
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

const notFound = (res: ServerResponse): void =>
  void res.writeHead(404, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end('null');

function stream(res: ServerResponse, id: RoomId): void {
  if (streams.size >= MOST_STREAMS) return void res.writeHead(503, { 'retry-after': '2' }).end();
  // Proxies must not keep it back.
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  streams.add(res);
  const stop = runtime().rooms.board.listen(id, (body) => res.write(`data: ${body}\n\n`));
  res.once('close', () => {
    streams.delete(res);
    stop();
  });
}

/** Ends what never ends by itself. */
export function endRoomStreams(): void {
  for (const res of streams) res.end();
}
