import { eq, sql } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { roomCalls, roomTickets, waitingRooms } from '@/db/schema';
import type { RestaurantId, RoomId, UserId } from '@/server/domain/shared/ids';
import type { RedisHandle } from '@/server/infra/redis';
import type { ServiceContext } from '@/server/services/context';
import { RestaurantReads } from '@/server/services/restaurant';
import { enterRoom, getMyPlace, joinRoom, makeRoom, Rooms } from '@/server/services/room';
import { as, countingStarts, dateIn, makeContext } from './factories';
import { waitFor } from './wait-for';

/** A context as a web process has one, with waiting rooms on a real Redis. Its keeper takes its turns when a test says so. */
export function roomProcess(
  client: DatabaseClient,
  redis: RedisHandle,
  overrides: Partial<ServiceContext> = {},
): ServiceContext {
  const reads = new RestaurantReads(client.scripts);
  const rooms = new Rooms({
    pool: client.scripts,
    redis: redis.redis,
    countStarts: countingStarts(reads),
    secret: 'only for tests',
    onError: () => {},
  });
  return makeContext(client, { reads, rooms, ...overrides });
}

type Wish = { opensInMs?: number; ratePerMinute?: number; places?: number; fromDate?: string; toDate?: string };

/** A room for the days around the one that tests book, in its lobby unless `opensInMs` is past. */
export function startRoom(ctx: ServiceContext, restaurantId: RestaurantId, wish: Wish = {}): Promise<RoomId> {
  const { opensInMs = 3_600_000, ratePerMinute = 600, places = 100, fromDate = dateIn(4), toDate = dateIn(6) } = wish;
  const opensAtMs = Date.now() + opensInMs;
  const lobbyAtMs = Math.min(Date.now(), opensAtMs) - 60_000;
  return makeRoom(ctx, ctx.db, {
    restaurantId,
    kind: 'opening',
    fromDate,
    toDate,
    lobbyAtMs,
    opensAtMs,
    ratePerMinute,
    places,
  });
}

/** The opening comes: its time was a minute ago, so that the pace is not that of a room just opened. */
export const openDoors = (ctx: ServiceContext, roomId: RoomId) =>
  ctx.db.update(waitingRooms).set({ opensAt: sql`now(6) - interval 1 second` }).where(eq(waitingRooms.id, roomId));

/** So much time passes for what the database remembers of a room: who was called, came in, and when it was last led. */
export async function timePasses(ctx: ServiceContext, roomId: RoomId, seconds: number): Promise<void> {
  const back = (column: string) => sql.raw(`${column} - interval ${seconds} second`);
  await ctx.db
    .update(roomCalls)
    .set({ calledAt: back('called_at') })
    .where(eq(roomCalls.roomId, roomId));
  await ctx.db
    .update(roomTickets)
    .set({ insideUntil: back('inside_until'), enteredAt: back('entered_at') })
    .where(eq(roomTickets.roomId, roomId));
  await ctx.db
    .update(waitingRooms)
    .set({ tickedAt: back('ticked_at'), soldOutAt: back('sold_out_at'), opensAt: back('opens_at') })
    .where(eq(waitingRooms.id, roomId));
}

/** One turn of the process's keeper, seen on its board. Returns the room. */
export async function turn(ctx: ServiceContext, roomId: RoomId) {
  await ctx.rooms.board.refresh();
  const answer = await ctx.rooms.keeper.turnOf({ id: roomId });
  await ctx.rooms.board.refresh();
  return { answer, room: ctx.rooms.board.room(roomId)! };
}

/** Turns until so many places were called. */
export const callUpTo = (ctx: ServiceContext, roomId: RoomId, served: number) =>
  waitFor(`${served} places to be called`, async () => {
    const { room } = await turn(ctx, roomId);
    return room.served >= served && room;
  });

/** The whole way in of somebody whose number was called. */
export async function comeIn(ctx: ServiceContext, userId: UserId, roomId: RoomId) {
  const mine = as(ctx, userId);
  const { ticket } = await joinRoom(mine, { roomId });
  return enterRoom(mine, { roomId, ticket });
}

export const placeOf = async (ctx: ServiceContext, userId: UserId, roomId: RoomId) =>
  (await getMyPlace(as(ctx, userId), { roomId }))!;
