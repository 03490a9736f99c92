import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { drawLobby, hashOfSeed } from '@/server/domain/room/draw';
import type { UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { RedisHandle } from '@/server/infra/redis';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeRestaurant, makeUser, makeUsers, unique } from '@/tests/support/factories';
import { codeOf, holdAs, ONE_TABLE } from '@/tests/support/holds';
import { type RedisProcess, startRedisProcess } from '@/tests/support/redis-process';
import { callUpTo, comeIn, openDoors, placeOf, roomProcess, startRoom, timePasses, turn } from '@/tests/support/rooms';
import { waitFor } from '@/tests/support/wait-for';
import type { ServiceContext } from '../context';
import { cancelReservation, HoldWriter } from '../reservation';
import { enterRoom, getMyPlace, joinRoom, leaveRoom, openForRush } from '.';

const FREE = { policy: null };

let client: DatabaseClient;
let redis: RedisProcess;
let handles: RedisHandle[] = [];

/** Another process on the same database and Redis. */
function process(overrides: Partial<ServiceContext> = {}): ServiceContext {
  const handle = redis.open();
  handles.push(handle);
  return roomProcess(client, handle, overrides);
}
const flush = () => handles[0]!.redis.flushall();

let ctx: ServiceContext;
beforeAll(async () => {
  client = await workerDatabase();
});
beforeEach(async () => {
  redis = await startRedisProcess();
  ctx = process();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const handle of handles) await handle.close();
  handles = [];
  await redis.stop();
});

/** A restaurant whose room has its doors open, and so many people in line by the order of their places. */
async function line(people: number, wish: Parameters<typeof startRoom>[2] = {}, overrides = FREE) {
  const place = await makeRestaurant(client, overrides);
  const roomId = await startRoom(ctx, place.id, { opensInMs: -1_000, ...wish });
  const users = await makeUsers(client, people);
  for (const userId of users) await joinRoom(as(ctx, userId), { roomId });
  return { ...place, roomId, users };
}

describe('joining', () => {
  it('one account on ten devices of two processes is one place', async () => {
    const place = await makeRestaurant(client, FREE);
    const roomId = await startRoom(ctx, place.id);
    const userId = await makeUser(client);
    const devices = [ctx, process()];
    const tickets = await Promise.all(
      Array.from({ length: 10 }, (_, index) => joinRoom(as(devices[index % 2]!, userId), { roomId })),
    );
    expect(new Set(tickets.map(({ ticket }) => ticket)).size).toBe(1);
    expect((await turn(ctx, roomId)).room.lastNumber).toBe(1);
  });

  it('two processes give a crowd numbers without a gap and none twice', async () => {
    const place = await makeRestaurant(client, FREE);
    const roomId = await startRoom(ctx, place.id);
    const users = await makeUsers(client, 120);
    const both = [ctx, process()];
    const joined = await Promise.all(users.map((userId, index) => joinRoom(as(both[index % 2]!, userId), { roomId })));
    expect(joined.map(({ number }) => number).sort((a, b) => a - b)).toEqual(users.map((_, index) => index + 1));
  });

  it('the lobby is drawn at the opening: the seed is the one whose hash was shown, every place follows from it, and who comes later stands behind', async () => {
    const place = await makeRestaurant(client, FREE);
    const roomId = await startRoom(ctx, place.id);
    const users = await makeUsers(client, 40);
    const numbers = new Map<UserId, number>();
    for (const userId of users) numbers.set(userId, (await joinRoom(as(ctx, userId), { roomId })).number);
    await turn(ctx, roomId);
    const before = JSON.parse(ctx.rooms.board.body(roomId)!);
    expect(before).toMatchObject({ phase: 'lobby', seed: null, lobbySize: null, joined: 40 });
    expect(await placeOf(ctx, users[0]!, roomId)).toMatchObject({ state: 'lobby', place: null });

    await openDoors(ctx, roomId);
    const late = await makeUser(client);
    const { number: lateNumber } = await joinRoom(as(ctx, late), { roomId });
    await turn(ctx, roomId);
    const after = JSON.parse(ctx.rooms.board.body(roomId)!);
    expect(after).toMatchObject({ phase: 'open', lobbySize: 40, joined: 41 });
    expect(await hashOfSeed(after.seed)).toBe(before.seedHash);
    const drawn = await drawLobby(after.seed, 40);
    const places = await Promise.all(users.map(async (userId) => (await placeOf(ctx, userId, roomId)).place));
    expect(places).toEqual(users.map((userId) => drawn[numbers.get(userId)! - 1]));
    expect([...places].sort((a, b) => a! - b!)).toEqual(users.map((_, index) => index + 1));
    expect(await placeOf(ctx, late, roomId)).toMatchObject({ place: lateNumber });
  });

  it('is refused before the lobby opens, after the room ended, and where there is no room', async () => {
    const place = await makeRestaurant(client, FREE);
    const userId = await makeUser(client);
    const roomId = await startRoom(ctx, place.id);
    await client.pool.query('UPDATE waiting_rooms SET lobby_at = NOW(6) + INTERVAL 1 HOUR WHERE id = ?', [roomId]);
    expect(await codeOf(joinRoom(as(ctx, userId), { roomId }))).toBe('ROOM_NOT_YET');
    await client.pool.query("UPDATE waiting_rooms SET status = 'ENDED', ended_at = NOW(6) WHERE id = ?", [roomId]);
    expect(await codeOf(joinRoom(as(ctx, userId), { roomId }))).toBe('ROOM_ENDED');
    expect(await codeOf(joinRoom(as(ctx, userId), { roomId: newId('room') }))).toBe('ROOM_UNKNOWN');
  });
});

describe('the line', () => {
  it('calls in the order of places, no more than there are places inside, and goes on when one is free', async () => {
    const { roomId, users } = await line(8, { places: 3 });
    await callUpTo(ctx, roomId, 3);
    expect((await turn(ctx, roomId)).room).toMatchObject({ served: 3, called: 3 });
    const states = await Promise.all(users.map(async (userId) => (await placeOf(ctx, userId, roomId)).state));
    expect(states).toEqual(['called', 'called', 'called', ...Array(5).fill('waiting')]);
    expect(await codeOf(comeIn(ctx, users[3]!, roomId))).toBe('ROOM_NOT_YOUR_TURN');
    await comeIn(ctx, users[0]!, roomId);
    expect((await turn(ctx, roomId)).room).toMatchObject({ served: 3, called: 2, inside: 1 });
    await leaveRoom(as(ctx, users[1]!), { roomId });
    expect(await callUpTo(ctx, roomId, 4)).toMatchObject({ called: 2, inside: 1 });
  });

  it('calls no faster than the rate', async () => {
    const { roomId } = await line(30, { ratePerMinute: 60 });
    // The first second or two are given at once; after them one a second.
    await callUpTo(ctx, roomId, 2);
    const { room } = await turn(ctx, roomId);
    expect(room.served).toBeLessThan(5);
  });

  it('whoever gave up, in the lobby or in line, costs the others no turn', async () => {
    const place = await makeRestaurant(client, FREE);
    const roomId = await startRoom(ctx, place.id, { places: 2 });
    const users = await makeUsers(client, 6);
    for (const userId of users) await joinRoom(as(ctx, userId), { roomId });
    for (const userId of users.slice(0, 3)) await leaveRoom(as(ctx, userId), { roomId });
    await openDoors(ctx, roomId);
    await turn(ctx, roomId);
    const left = await Promise.all(users.slice(3).map((userId) => placeOf(ctx, userId, roomId)));
    const inOrder = left.sort((a, b) => a.place! - b.place!).map(({ state }) => state);
    expect(inOrder).toEqual(['called', 'called', 'waiting']);
    expect((await placeOf(ctx, users[0]!, roomId)).state).toBe('left');
  });

  it('who does not come is passed over, may step in late when a place is free, and after ten minutes stands at the end', async () => {
    const { roomId, users } = await line(3, { places: 1 });
    const [first, second] = users as [UserId, UserId, UserId];
    await callUpTo(ctx, roomId, 1);
    const { ticket } = await joinRoom(as(ctx, first), { roomId });
    await timePasses(ctx, roomId, 61);
    await flush();
    expect(await callUpTo(ctx, roomId, 2)).toMatchObject({ called: 1 });
    expect((await placeOf(ctx, first, roomId)).state).toBe('late');
    expect(await codeOf(enterRoom(as(ctx, first), { roomId, ticket }))).toBe('ROOM_FULL');
    // The late one stands before those who were not called yet.
    await leaveRoom(as(ctx, second), { roomId });
    expect((await turn(ctx, roomId)).room.served).toBe(2);
    await enterRoom(as(ctx, first), { roomId, ticket });
    expect((await placeOf(ctx, first, roomId)).state).toBe('inside');

    await timePasses(ctx, roomId, 600);
    expect((await placeOf(ctx, first, roomId)).state).toBe('missed');
    expect(await codeOf(enterRoom(as(ctx, first), { roomId, ticket }))).toBe('ROOM_TURN_OVER');
    expect((await joinRoom(as(ctx, first), { roomId })).number).toBe(4);
    expect(await codeOf(enterRoom(as(ctx, first), { roomId, ticket }))).toBe('ROOM_TICKET_INVALID');
  });

  it('when the leader is gone another calls within five seconds, and nobody is called twice', async () => {
    const { roomId } = await line(12, { ratePerMinute: 300 });
    const other = process();
    await callUpTo(ctx, roomId, 2);
    const since = performance.now();
    const { served } = (await turn(ctx, roomId)).room;
    expect((await turn(other, roomId)).answer.kind).toBe('not-leader');
    await waitFor('the other to lead', async () => (await turn(other, roomId)).answer.kind === 'ticked', 5_000);
    expect(performance.now() - since).toBeLessThan(5_000);
    await callUpTo(other, roomId, 12);
    const [calls] = await client.pool.query<never[]>('SELECT upto FROM room_calls WHERE room_id = ? ORDER BY upto', [
      roomId,
    ]);
    const seen = calls.map((call: { upto: number }) => call.upto);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.at(-1)).toBe(12);
    expect(seen.some((upto) => upto >= served)).toBe(true);
    expect((await turn(ctx, roomId)).answer.kind).toBe('not-leader');
  });
});

describe('Redis', () => {
  it('flushed in the lobby, in the rush and at the end: nobody loses a place, nobody comes in twice', async () => {
    const place = await makeRestaurant(client, FREE);
    const roomId = await startRoom(ctx, place.id, { places: 4 });
    const users = await makeUsers(client, 8);
    for (const userId of users) await joinRoom(as(ctx, userId), { roomId });
    await flush();
    await openDoors(ctx, roomId);
    await callUpTo(ctx, roomId, 4);
    const byPlace = async () => {
      const all = await Promise.all(users.map(async (userId) => ({ userId, ...(await placeOf(ctx, userId, roomId)) })));
      return all.sort((a, b) => a.place! - b.place!);
    };
    const before = await byPlace();
    const admissions = new Map<UserId, string>();
    for (const { userId } of before.slice(0, 2)) admissions.set(userId, (await comeIn(ctx, userId, roomId)).admission);
    await flush();
    expect((await turn(ctx, roomId)).room).toMatchObject({ served: 4, called: 2, inside: 2 });
    expect((await byPlace()).map(({ userId, place: at, state }) => [userId, at, state])).toEqual(
      before.map(({ userId, place: at, state }, index) => [userId, at, index < 2 ? 'inside' : state]),
    );
    // Inside already: the same admission, no second one.
    for (const [userId, admission] of admissions) expect((await comeIn(ctx, userId, roomId)).admission).toBe(admission);
    for (const { userId } of before.slice(2, 4)) await comeIn(ctx, userId, roomId);
    expect(await codeOf(comeIn(ctx, before[4]!.userId, roomId))).toBe('ROOM_NOT_YOUR_TURN');
    for (const { userId } of before.slice(0, 4)) {
      const { admission } = await comeIn(ctx, userId, roomId);
      await holdAs(ctx, userId, place.id, {
        admission,
        minute: 660 + 60 * before.findIndex((one) => one.userId === userId),
      });
    }
    await flush();
    expect(await callUpTo(ctx, roomId, 8)).toMatchObject({ served: 8, called: 4, inside: 0 });
    for (const { userId } of before.slice(0, 4))
      expect(await codeOf(comeIn(ctx, userId, roomId))).toBe('ROOM_ADMISSION_SPENT');
  });

  it('restored from an older state: the record counts', async () => {
    const { roomId } = await line(6, { places: 2 });
    await callUpTo(ctx, roomId, 2);
    const old = await handles[0]!.redis.hgetall(`room:{${roomId}}:state`);
    await timePasses(ctx, roomId, 61);
    await flush();
    await callUpTo(ctx, roomId, 4);
    await flush();
    await handles[0]!.redis.hset(`room:{${roomId}}:state`, old!);
    const { room } = await turn(ctx, roomId);
    expect(room.served).toBe(4);
  });

  it('gone: the door is shut and says so, those inside go on, other restaurants too', async () => {
    const { id, roomId, users } = await line(3, { places: 2 });
    const elsewhere = await makeRestaurant(client, FREE);
    await callUpTo(ctx, roomId, 2);
    const { admission } = await comeIn(ctx, users[0]!, roomId);
    const { ticket } = await joinRoom(as(ctx, users[1]!), { roomId });
    await redis.stop();
    expect(await codeOf(enterRoom(as(ctx, users[1]!), { roomId, ticket }))).toBe('ROOM_CLOSED');
    await expect(turn(ctx, roomId)).rejects.toThrow();
    await timePasses(ctx, roomId, 10);
    await ctx.rooms.board.refresh();
    expect(JSON.parse(ctx.rooms.board.body(roomId)!).phase).toBe('closed');
    expect(await codeOf(holdAs(ctx, users[1]!, id))).toBe('ROOM_ADMISSION_REQUIRED');
    expect(await holdAs(ctx, users[0]!, id, { admission })).toMatchObject({ status: 'CONFIRMED' });
    expect(await holdAs(ctx, users[1]!, elsewhere.id)).toMatchObject({ status: 'CONFIRMED' });
  });
});

describe('the door', () => {
  it('refuses a hold without an admission, and a forged, a foreign, an expired and a spent one, each with its own code', async () => {
    const { id, roomId, users } = await line(3);
    const [mine, other, third] = users as [UserId, UserId, UserId];
    await callUpTo(ctx, roomId, 3);
    const { admission } = await comeIn(ctx, mine, roomId);
    const hold = (userId: UserId, wish: object = {}) => codeOf(holdAs(ctx, userId, id, wish));
    expect(await hold(mine)).toBe('ROOM_ADMISSION_REQUIRED');
    const forged = `${admission.slice(0, -2)}${admission.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await hold(mine, { admission: forged })).toBe('ROOM_ADMISSION_INVALID');
    expect(await hold(mine, { admission: 'a.b.c' })).toBe('ROOM_ADMISSION_INVALID');
    expect(await hold(other, { admission })).toBe('ROOM_ADMISSION_FOREIGN');
    const { number } = await joinRoom(as(ctx, third), { roomId });
    const over = ctx.rooms.signer.admission({ roomId, userId: third, number, untilMs: Date.now() - 1 });
    expect(await hold(third, { admission: over })).toBe('ROOM_ADMISSION_EXPIRED');
    expect(await hold(mine, { admission })).toMatchObject({ status: 'CONFIRMED' });
    expect(await hold(mine, { admission, minute: 660 })).toBe('ROOM_ADMISSION_SPENT');
  });

  it('refuses a forged ticket, somebody else’s, and one of another room', async () => {
    const { roomId, users } = await line(2);
    const elsewhere = await line(1);
    await callUpTo(ctx, roomId, 2);
    const { ticket } = await joinRoom(as(ctx, users[0]!), { roomId });
    const better = ctx.rooms.signer.openTicket(ticket)!;
    const unsigned = [...ticket.split('.').slice(0, 3), (1).toString(36), ...ticket.split('.').slice(4)].join('.');
    const enter = (userId: UserId, room: typeof roomId, text: string) =>
      codeOf(enterRoom(as(ctx, userId), { roomId: room, ticket: text }));
    expect(better.number).toBe(1);
    expect(await enter(users[1]!, roomId, ticket)).toBe('ROOM_TICKET_INVALID');
    expect(await enter(users[1]!, roomId, unsigned.replace(users[0]!, users[1]!))).toBe('ROOM_TICKET_INVALID');
    expect(await enter(users[0]!, elsewhere.roomId, ticket)).toBe('ROOM_TICKET_INVALID');
  });

  it('days outside the room and other restaurants need no admission, and none is needed once it ended', async () => {
    const { id, roomId, users } = await line(1);
    await turn(ctx, roomId);
    expect(await codeOf(holdAs(ctx, users[0]!, id, { serviceDate: dateIn(8) }))).toMatchObject({ status: 'CONFIRMED' });
    expect(await codeOf(holdAs(ctx, users[0]!, id))).toBe('ROOM_ADMISSION_REQUIRED');
    await client.pool.query("UPDATE waiting_rooms SET status = 'ENDED', ended_at = NOW(6) WHERE id = ?", [roomId]);
    await turn(ctx, roomId).catch(() => {});
    expect(await codeOf(holdAs(ctx, users[0]!, id))).toMatchObject({ status: 'CONFIRMED' });
  });

  it('a process that has not heard of the room yet refuses all the same', async () => {
    const { id, users } = await line(1);
    const unaware = process();
    expect(unaware.rooms.board.covering(id, dateIn(5))).toBeUndefined();
    expect(await codeOf(holdAs(unaware, users[0]!, id))).toBe('ROOM_ADMISSION_REQUIRED');
  });

  const both = async (locks: boolean) => {
    const { id, roomId, users } = await line(1);
    await callUpTo(ctx, roomId, 1);
    const { admission } = await comeIn(ctx, users[0]!, roomId);
    const devices = [1, 2, 3, 4].map(() => process({ holds: new HoldWriter({ pool: client.writer, newId, locks }) }));
    const answers = await Promise.all(
      devices.map((device, index) => codeOf(holdAs(device, users[0]!, id, { admission, minute: 660 + 150 * index }))),
    );
    return answers.filter((answer) => typeof answer === 'object').length;
  };
  it('control: without locks one admission buys two tables on several devices', async () => {
    const tries: number[] = [];
    for (let index = 0; index < 8 && !tries.some((held) => held > 1); index++) tries.push(await both(false));
    expect(Math.max(...tries)).toBeGreaterThan(1);
  });
  it('one admission on several devices at once buys one table', async () => {
    for (let index = 0; index < 3; index++) expect(await both(true)).toBe(1);
  });

  it('the table it bought can be changed for another in one step; a refused hold spends nothing', async () => {
    const { id, roomId, users } = await line(2, {}, { ...ONE_TABLE } as never);
    const [mine, other] = users as [UserId, UserId];
    await callUpTo(ctx, roomId, 2);
    const { admission } = await comeIn(ctx, mine, roomId);
    const rival = await comeIn(ctx, other, roomId);
    await holdAs(ctx, other, id, { admission: rival.admission });
    expect(await codeOf(holdAs(ctx, mine, id, { admission }))).toBe('SLOT_TAKEN');
    const held = await holdAs(ctx, mine, id, { admission, minute: 660 });
    expect(await holdAs(ctx, mine, id, { admission, minute: 840, replaces: held.reservationId })).toMatchObject({
      status: 'HELD',
    });
  });

  it('a clock five minutes off, either way, lets nobody in early, late or longer', async () => {
    for (const offMs of [-300_000, 300_000]) {
      const { id, roomId, users } = await line(2, { places: 1 });
      await turn(ctx, roomId);
      const real = Date.now;
      vi.spyOn(Date, 'now').mockImplementation(() => real() + offMs);
      await callUpTo(ctx, roomId, 1);
      const skewed = process({ nowMs: Date.now });
      expect((await turn(skewed, roomId)).room.served).toBe(1);
      expect(await placeOf(skewed, users[0]!, roomId)).toMatchObject({ state: 'called' });
      expect(await codeOf(comeIn(skewed, users[1]!, roomId))).toBe('ROOM_NOT_YOUR_TURN');
      const { admission, insideUntilMs } = await comeIn(skewed, users[0]!, roomId);
      expect(Math.abs(insideUntilMs - real() - 300_000)).toBeLessThan(5_000);
      expect(await holdAs(skewed, users[0]!, id, { admission })).toMatchObject({ status: 'CONFIRMED' });
      vi.restoreAllMocks();
    }
  });

  it('an admission ends after five minutes, by the database', async () => {
    const { id, roomId, users } = await line(1);
    await callUpTo(ctx, roomId, 1);
    await comeIn(ctx, users[0]!, roomId);
    const { number } = await placeOf(ctx, users[0]!, roomId);
    const [[{ now }]] = (await client.pool.query('SELECT NOW(6) AS now')) as unknown as [[{ now: Date }]];
    const at = (untilMs: number) => ctx.rooms.signer.admission({ roomId, userId: users[0]!, number, untilMs });
    expect(await codeOf(holdAs(ctx, users[0]!, id, { admission: at(now.getTime() - 1) }))).toBe(
      'ROOM_ADMISSION_EXPIRED',
    );
    await timePasses(ctx, roomId, 301);
    expect((await placeOf(ctx, users[0]!, roomId)).state).toBe('late');
    expect(await getMyPlace(as(ctx, users[0]!), { roomId })).toMatchObject({ admission: null });
  });
});

describe('what is left', () => {
  it('is told to all at once when nothing is left, and nobody is called for nothing; a table that comes back calls again', async () => {
    const { id, roomId, users } = await line(3, { places: 1, fromDate: dateIn(5), toDate: dateIn(5) }, {
      ...ONE_TABLE,
      periods: [{ periodNo: 1, name: '저녁', nameEn: null, weekdays: 127, opensMinute: 1140, lastSeatingMinute: 1140 }],
    } as never);
    await callUpTo(ctx, roomId, 1);
    expect(JSON.parse(ctx.rooms.board.body(roomId)!)).toMatchObject({ left: { 1: 1, 2: 1 }, phase: 'open' });
    const { admission } = await comeIn(ctx, users[0]!, roomId);
    const held = await holdAs(ctx, users[0]!, id, { admission });
    const { room } = await turn(ctx, roomId);
    expect(JSON.parse(ctx.rooms.board.body(roomId)!)).toMatchObject({ left: { 1: 0, 2: 0 }, phase: 'sold-out' });
    expect(room.served).toBe(1);
    await cancelReservation(as(ctx, users[0]!), { reservationId: held.reservationId, expectedRefundMinor: 0 });
    expect(await callUpTo(ctx, roomId, 2)).toMatchObject({ served: 2 });
    expect(JSON.parse(ctx.rooms.board.body(roomId)!).phase).toBe('open');
    // The booking came to nothing: its diner may stand in line again, at the end.
    expect((await placeOf(ctx, users[0]!, roomId)).state).toBe('missed');
    expect((await joinRoom(as(ctx, users[0]!), { roomId })).number).toBe(4);
  });
});

describe('a rush', () => {
  it('that passes what can be served makes one room for its day, whoever sees it', async () => {
    const place = await makeRestaurant(client, FREE);
    const rushes: string[] = [];
    const holds = new HoldWriter({
      pool: client.writer,
      newId,
      rushWaitMs: 0,
      onRush: ({ serviceDate }) => rushes.push(serviceDate),
    });
    const crowd = await makeUsers(client, 20);
    await Promise.all(crowd.map((userId) => codeOf(holdAs(process({ holds }), userId, place.id))));
    expect(rushes).toEqual([dateIn(5)]);
    const made = await Promise.all(
      Array.from({ length: 20 }, () => openForRush(ctx, { restaurantId: place.id, serviceDate: dateIn(5) })),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    await ctx.rooms.board.refresh();
    expect(await codeOf(holdAs(ctx, await makeUser(client), place.id, { commandKey: unique('key-') }))).toBe(
      'ROOM_ADMISSION_REQUIRED',
    );
  });
});
