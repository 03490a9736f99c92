import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { roomSettings, waitingRooms } from '@/db/schema';
import { fromColumns, nextOpening } from '@/server/domain/availability/opening';
import type { Problem } from '@/server/domain/restaurant/problems';
import { roomDateProblems, roomProblems } from '@/server/domain/room/problems';
import { AppError } from '@/server/domain/shared/errors';
import type { RoomId } from '@/server/domain/shared/ids';
import { dateAt, isServiceDate } from '@/server/domain/shared/time';
import { type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { makeRoom, roomIdSchema } from '../room';
import { type MemberRestaurant, requireMember, requireOwner } from './member';

const whole = z.number().int();
const flow = { ratePerMinute: whole, places: whole };

export const scheduleRoomInput = z.object({ restaurantId: restaurantIdSchema, ...flow, lobbyMinutes: whole });
export const openRoomInput = z.object({
  restaurantId: restaurantIdSchema,
  fromDate: z.string(),
  toDate: z.string(),
  ...flow,
});
export const changeRoomInput = z.object({
  roomId: roomIdSchema,
  ratePerMinute: whole.optional(),
  places: whole.optional(),
  paused: z.boolean().optional(),
});
export const endRoomInput = z.object({ roomId: roomIdSchema });
export const saveRoomSettingsInput = z.object({
  restaurantId: restaurantIdSchema,
  eachOpening: z.boolean(),
  ...flow,
  lobbyMinutes: whole,
});

/** The next opening of a restaurant and the dates it is for. */
export const nextOpeningOf = (restaurant: MemberRestaurant) =>
  nextOpening({ opening: fromColumns(restaurant), timeZone: restaurant.timeZone }, restaurant.nowMs);

/**
 * Gives the restaurant's next opening a room, whose lobby is open for so long before. Throws ROOM_INVALID, ROOM_EXISTS,
 * NOT_FOUND.
 */
export async function scheduleRoom(
  ctx: ServiceContext,
  raw: z.infer<typeof scheduleRoomInput>,
): Promise<{ roomId: RoomId }> {
  const input = scheduleRoomInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, input.restaurantId);
    refuseProblems(roomProblems(input));
    const { opensAtMs, fromDate, toDate } = nextOpeningOf(restaurant);
    const { ratePerMinute, places, lobbyMinutes } = input;
    const lobbyAtMs = Math.max(restaurant.nowMs, opensAtMs - lobbyMinutes * 60_000);
    const times = { fromDate, toDate, lobbyAtMs, opensAtMs };
    return {
      roomId: await makeRoom(ctx, tx, {
        restaurantId: restaurant.id,
        kind: 'opening',
        ...times,
        ratePerMinute,
        places,
      }),
    };
  });
}

/** Switches a room on for some dates, now. Throws ROOM_INVALID, ROOM_EXISTS, NOT_FOUND. */
export async function openRoom(ctx: ServiceContext, raw: z.infer<typeof openRoomInput>): Promise<{ roomId: RoomId }> {
  const input = openRoomInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, input.restaurantId);
    refuseProblems([...roomProblems(input), ...datesProblems(input, restaurant)]);
    return { roomId: await makeRoom(ctx, tx, { ...input, kind: 'owner', lobbyAtMs: null, opensAtMs: null }) };
  });
}

/** Sets how fast a live room lets people in, or pauses it: nobody loses a place. Throws ROOM_INVALID, ROOM_ENDED, NOT_FOUND. */
export async function changeRoom(
  ctx: ServiceContext,
  raw: z.infer<typeof changeRoomInput>,
): Promise<{ roomId: RoomId }> {
  const { roomId, paused, ...input } = changeRoomInput.parse(raw);
  return changeLive(ctx, roomId, (room) => {
    const { ratePerMinute = room.ratePerMinute, places = room.places } = input;
    refuseProblems(roomProblems({ ratePerMinute, places }));
    return { ratePerMinute, places, ...(paused === undefined ? {} : { status: paused ? 'PAUSED' : 'ON' }) };
  });
}

/** Ends a room: its dates can be booked without a line. Throws ROOM_ENDED, NOT_FOUND. */
export async function endRoom(ctx: ServiceContext, raw: z.infer<typeof endRoomInput>): Promise<{ roomId: RoomId }> {
  const { roomId } = endRoomInput.parse(raw);
  return changeLive(ctx, roomId, () => ({ status: 'ENDED', endedAt: sql`now(6)`, endedReason: 'owner' }));
}

/** Sets how the restaurant wants its rooms from now on. Throws ROOM_INVALID, NOT_FOUND. */
export async function saveRoomSettings(
  ctx: ServiceContext,
  raw: z.infer<typeof saveRoomSettingsInput>,
): Promise<{ saved: true }> {
  const input = saveRoomSettingsInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    await requireOwner(ctx, tx, input.restaurantId);
    refuseProblems(roomProblems(input));
    await tx.insert(roomSettings).values(input).onDuplicateKeyUpdate({ set: input });
    return { saved: true };
  });
}

type Room = typeof waitingRooms.$inferSelect;
type Change = Parameters<ReturnType<Transaction['update']>['set']>[0];

async function changeLive(
  ctx: ServiceContext,
  roomId: RoomId,
  change: (room: Room) => Change,
): Promise<{ roomId: RoomId }> {
  return withTransaction(ctx, async (tx) => {
    const [room] = await tx.select().from(waitingRooms).where(eq(waitingRooms.id, roomId));
    if (!room) throw new AppError('NOT_FOUND');
    await requireMember(ctx, tx, room.restaurantId, ['owner', 'staff']);
    const [result] = await tx
      .update(waitingRooms)
      .set(change(room))
      .where(and(eq(waitingRooms.id, roomId), sql`status <> 'ENDED'`));
    // Nothing changes when it was so before.
    if (result.affectedRows === 0 && room.status === 'ENDED') throw new AppError('ROOM_ENDED');
    return { roomId };
  });
}

function datesProblems({ fromDate, toDate }: z.infer<typeof openRoomInput>, restaurant: MemberRestaurant): Problem[] {
  const wrong = (['fromDate', 'toDate'] as const).filter((field) => !isServiceDate({ fromDate, toDate }[field]));
  if (wrong.length > 0) return wrong.map((field) => ({ field, problem: 'not-a-date' }));
  return roomDateProblems(fromDate, toDate, dateAt(restaurant.nowMs, restaurant.timeZone));
}

function refuseProblems(problems: Problem[]): void {
  if (problems.length > 0) throw new AppError('ROOM_INVALID', { problems });
}
