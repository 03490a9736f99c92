import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { RoomDocument } from '@/server/domain/room/room';
import type { RoomId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { joinRoom } from '@/server/services/room';
import { workerDatabase, workerDatabaseUrl } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUsers } from '@/tests/support/factories';
import { startRoom } from '@/tests/support/rooms';
import { waitFor } from '@/tests/support/wait-for';
import { startWeb, type WebProcess } from '@/tests/support/web-process';

let client: DatabaseClient;
let ctx: ServiceContext;
let web: WebProcess;
let roomId: RoomId;

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
  const place = await makeRestaurant(client, { policy: null });
  roomId = await startRoom(ctx, place.id, { opensInMs: -1_000, places: 2 });
  for (const userId of await makeUsers(client, 5)) await joinRoom(as(ctx, userId), { roomId });
  web = await startWeb(await workerDatabaseUrl(), 2);
});
afterAll(async () => {
  web.child.kill('SIGKILL');
  await web.ended;
});

/** The document; null when whoever took the connection died with it. */
const read = async (): Promise<RoomDocument | null> => {
  const response = await fetch(`http://127.0.0.1:${web.port}/api/rooms/${roomId}`, {
    signal: AbortSignal.timeout(1_000),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as RoomDocument) : null;
};

/** The first `count` events of the stream, and its headers. */
function streamed(count: number): Promise<{ type: string | undefined; events: RoomDocument[] }> {
  return new Promise((resolve, reject) => {
    const events: RoomDocument[] = [];
    const sent = request({ host: '127.0.0.1', port: web.port, path: `/api/rooms/${roomId}/live` }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          events.push(JSON.parse(text.slice('data: '.length, end)));
          text = text.slice(end + 2);
        }
        if (events.length < count) return;
        response.destroy();
        resolve({ type: response.headers['content-type'], events });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a room over HTTP', () => {
  it('is called by the web processes themselves, one of them, and everybody reads the same document', async () => {
    const document = await waitFor('two to be called', async () => {
      const seen = await read();
      return seen?.served === 2 && seen;
    });
    expect(document).toMatchObject({ id: roomId, phase: 'open', joined: 5, served: 2, places: 2, lobbySize: 0 });
    expect(document.left).toMatchObject({ 2: expect.any(Number) });
    expect(JSON.stringify(document)).not.toContain('usr_');
  });

  it('may be kept for a second by a cache, and is not found where there is none', async () => {
    const headers = await new Promise<Record<string, unknown>>((resolve) =>
      request({ host: '127.0.0.1', port: web.port, path: `/api/rooms/${roomId}` }, (response) => {
        response.resume();
        resolve(response.headers);
      }).end(),
    );
    expect(headers['cache-control']).toBe('public, max-age=1');
    for (const id of [newId('room'), 'rom_x']) expect((await web.get(`/api/rooms/${id}`)).status).toBe(404);
    expect((await web.get(`/api/rooms/${newId('room')}/live`)).status).toBe(404);
  });

  it('is streamed to those near the front, every second', async () => {
    const { type, events } = await streamed(3);
    expect(type).toBe('text/event-stream');
    expect(events.map(({ id }) => id)).toEqual([roomId, roomId, roomId]);
    expect(events[2]!.nowMs).toBeGreaterThan(events[0]!.nowMs);
  });

  it('goes on when the process that calls is killed', async () => {
    await client.pool.query('UPDATE waiting_rooms SET places = 4 WHERE id = ?', [roomId]);
    await waitFor('four to be called', async () => (await read())?.served === 4);
    process.kill(await web.whoAnswers(), 'SIGKILL');
    await client.pool.query('UPDATE waiting_rooms SET places = 5 WHERE id = ?', [roomId]);
    await waitFor('the fifth to be called', async () => (await read())?.served === 5);
  });
});
