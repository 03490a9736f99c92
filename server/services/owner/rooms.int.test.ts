import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { roomSettings, waitingRooms } from '@/db/schema';
import { asAppError } from '@/server/domain/shared/errors';
import { instantFrom } from '@/server/domain/shared/time';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, makeContext, makeRestaurant, makeUser } from '@/tests/support/factories';
import { codeOf, holdAs } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { joinRoom, leaveRoom, scheduleOpenings } from '../room';
import { changeRoom, endRoom, getRooms, getSettings, openRoom, saveHours, saveRoomSettings, scheduleRoom } from '.';

const FLOW = { ratePerMinute: 60, places: 20 };
const TEN = 600;

let client: DatabaseClient;
let ctx: ServiceContext;
beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

/** Opens each date thirty days ahead at ten. */
const rolling = () =>
  makeRestaurant(client, { policy: null, restaurant: { bookingWindowDays: 30, openingMinute: TEN } });
const roomOf = async (roomId: string) =>
  (
    await client.db
      .select()
      .from(waitingRooms)
      .where(eq(waitingRooms.id, roomId as never))
  )[0]!;
const problemsOf = (call: Promise<unknown>) =>
  call.then(
    () => [],
    (error) =>
      (asAppError(error)!.details.problems as { field: string; problem: string }[]).map(
        ({ field, problem }) => `${field} ${problem}`,
      ),
  );

describe('a room for an opening', () => {
  it('stands at the time and for the dates that the calendar’s rule says, its lobby so long before', async () => {
    const place = await rolling();
    const owner = as(ctx, place.ownerId, 'staff');
    const { nextOpening } = await getRooms(owner, { restaurantId: place.id });
    expect(nextOpening).toMatchObject({ fromDate: nextOpening!.toDate });
    const opensOn = nextOpening!.fromDate;
    expect([dateIn(30), dateIn(31)]).toContain(opensOn);
    const { roomId } = await scheduleRoom(owner, { restaurantId: place.id, ...FLOW, lobbyMinutes: 30 });
    const room = await roomOf(roomId);
    expect(room.opensAt.getTime()).toBe(nextOpening!.opensAtMs);
    expect(nextOpening!.opensAtMs).toBe(instantFrom(opensOn === dateIn(30) ? dateIn(0) : dateIn(1), TEN, 'Asia/Seoul'));
    expect(room).toMatchObject({ kind: 'opening', fromDate: opensOn, toDate: opensOn, status: 'ON', ...FLOW });
    expect(room.opensAt.getTime() - room.lobbyAt.getTime()).toBeLessThanOrEqual(30 * 60_000);
    expect(await codeOf(scheduleRoom(owner, { restaurantId: place.id, ...FLOW, lobbyMinutes: 30 }))).toBe(
      'ROOM_EXISTS',
    );
  });

  it('is ended when the rule it follows changes, and stays when something else does', async () => {
    const place = await rolling();
    const owner = as(ctx, place.ownerId, 'staff');
    const { roomId } = await scheduleRoom(owner, { restaurantId: place.id, ...FLOW, lobbyMinutes: 30 });
    const { hours, configVersion } = await getSettings(owner, { restaurantId: place.id });
    const save = (expectedConfigVersion: number, change: object) =>
      saveHours(owner, { restaurantId: place.id, expectedConfigVersion, ...hours, ...change });
    const saved = await save(configVersion, { maxParty: 6 });
    expect((await roomOf(roomId)).status).toBe('ON');
    await save(saved.configVersion, { opening: { kind: 'rolling', daysAhead: 30, minute: 720 } });
    expect(await roomOf(roomId)).toMatchObject({ status: 'ENDED', endedReason: 'rule-changed' });
  });

  it('is made by itself for a restaurant that wants one each time, once, when it comes near', async () => {
    const soon = new Date(Date.now() + 20 * 60_000);
    const minute = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: '2-digit', minute: '2-digit' })
        .format(soon)
        .split(':')
        .reduce((sum, part) => sum * 60 + Number(part), 0),
    );
    const place = await makeRestaurant(client, {
      policy: null,
      restaurant: { bookingWindowDays: 30, openingMinute: minute },
    });
    const far = await makeRestaurant(client, {
      policy: null,
      restaurant: { bookingWindowDays: 30, openingMinute: (minute + 720) % 1_440 },
    });
    for (const { id, ownerId } of [place, far])
      await saveRoomSettings(as(ctx, ownerId, 'staff'), {
        restaurantId: id,
        eachOpening: true,
        ...FLOW,
        lobbyMinutes: 30,
      });
    await scheduleOpenings(ctx);
    await scheduleOpenings(ctx);
    const made = await client.db.select().from(waitingRooms).where(eq(waitingRooms.restaurantId, place.id));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ kind: 'opening', ...FLOW });
    expect(await client.db.select().from(waitingRooms).where(eq(waitingRooms.restaurantId, far.id))).toEqual([]);
    // Other suites share the database: none of theirs is to be made again.
    await client.db.delete(roomSettings);
  });
});

describe('a room that the owner switches on', () => {
  const open = async (wish: object = {}) => {
    const place = await makeRestaurant(client, { policy: null });
    const owner = as(ctx, place.ownerId, 'staff');
    const { roomId } = await openRoom(owner, {
      restaurantId: place.id,
      fromDate: dateIn(4),
      toDate: dateIn(6),
      ...FLOW,
      ...wish,
    });
    return { place, owner, roomId };
  };

  it('is on at once, paused and resumed, changed, and ended: then its days are free to book', async () => {
    const { place, owner, roomId } = await open();
    const diner = await makeUser(client);
    expect(await codeOf(holdAs(ctx, diner, place.id))).toBe('ROOM_ADMISSION_REQUIRED');
    await changeRoom(owner, { roomId, paused: true });
    expect((await getRooms(owner, { restaurantId: place.id })).live).toMatchObject({
      paused: true,
      document: { phase: 'paused' },
    });
    await changeRoom(owner, { roomId, paused: false, ratePerMinute: 120 });
    await changeRoom(owner, { roomId, paused: false });
    expect(await roomOf(roomId)).toMatchObject({ status: 'ON', ratePerMinute: 120, places: FLOW.places });
    await endRoom(owner, { roomId });
    expect(await codeOf(endRoom(owner, { roomId }))).toBe('ROOM_ENDED');
    expect(await codeOf(changeRoom(owner, { roomId, paused: true }))).toBe('ROOM_ENDED');
    expect(await holdAs(ctx, diner, place.id)).toMatchObject({ status: 'CONFIRMED' });
    const { live, past } = await getRooms(owner, { restaurantId: place.id });
    expect(live).toBeNull();
    expect(past).toMatchObject([{ endedReason: 'owner', document: { id: roomId } }]);
  });

  it('counts who waits and who gave up', async () => {
    const { place, owner, roomId } = await open();
    const diners = await Promise.all([1, 2, 3].map(() => makeUser(client)));
    for (const diner of diners) await joinRoom(as(ctx, diner), { roomId });
    await leaveRoom(as(ctx, diners[1]!), { roomId });
    expect((await getRooms(owner, { restaurantId: place.id })).live).toMatchObject({
      waiting: 2,
      abandoned: 1,
      entered: 0,
      sold: 0,
    });
  });

  it('switched on twice at once is one', async () => {
    const place = await makeRestaurant(client, { policy: null });
    const owner = as(ctx, place.ownerId, 'staff');
    const wish = { restaurantId: place.id, fromDate: dateIn(4), toDate: dateIn(6), ...FLOW };
    const answers = await Promise.all([1, 2, 3, 4].map(() => codeOf(openRoom(owner, wish))));
    expect(answers.filter((answer) => answer === 'ROOM_EXISTS')).toHaveLength(3);
  });

  it('is refused in words by field when it cannot be', async () => {
    const place = await makeRestaurant(client, { policy: null });
    const owner = as(ctx, place.ownerId, 'staff');
    const wish = { restaurantId: place.id, fromDate: dateIn(4), toDate: dateIn(6), ...FLOW };
    const refused = (change: object) => problemsOf(openRoom(owner, { ...wish, ...change }));
    expect(await refused({ ratePerMinute: 0, places: 5_000 })).toEqual(['ratePerMinute range', 'places range']);
    expect(await refused({ fromDate: 'soon' })).toEqual(['fromDate not-a-date']);
    expect(await refused({ fromDate: dateIn(-3) })).toEqual(['fromDate past']);
    expect(await refused({ toDate: dateIn(3) })).toEqual(['toDate before-from']);
    expect(await refused({ toDate: dateIn(200) })).toEqual(['toDate too-long']);
    expect(await problemsOf(scheduleRoom(owner, { restaurantId: place.id, ...FLOW, lobbyMinutes: 1 }))).toEqual([
      'lobbyMinutes range',
    ]);
    expect((await getRooms(owner, { restaurantId: place.id })).live).toBeNull();
  });

  it('is nobody else’s to see, to change or to end', async () => {
    const { place, roomId } = await open();
    const stranger = as(ctx, await makeUser(client), 'staff');
    const calls = [
      getRooms(stranger, { restaurantId: place.id }),
      changeRoom(stranger, { roomId, paused: true }),
      endRoom(stranger, { roomId }),
      openRoom(stranger, { restaurantId: place.id, fromDate: dateIn(4), toDate: dateIn(6), ...FLOW }),
      scheduleRoom(stranger, { restaurantId: place.id, ...FLOW, lobbyMinutes: 30 }),
      saveRoomSettings(stranger, { restaurantId: place.id, eachOpening: true, ...FLOW, lobbyMinutes: 30 }),
    ];
    expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'NOT_FOUND'));
    expect((await roomOf(roomId)).status).toBe('ON');
  });
});
