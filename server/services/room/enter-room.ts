import type { ResultSetHeader } from 'mysql2/promise';
import { z } from 'zod';
import { INSIDE_MS } from '@/server/domain/room/room';
import { AppError } from '@/server/domain/shared/errors';
import type { UserId } from '@/server/domain/shared/ids';
import { requireUser, type ServiceContext } from '../context';
import type { EnterAnswer } from './line';
import { type Found, findPlace, roomIdSchema } from './my-place';
import type { RoomRow } from './room-row';
import type { Admitted } from './views';

export const enterRoomInput = z.object({ roomId: roomIdSchema, ticket: z.string().max(300) });

/**
 * Comes in when the number was called: gives the admission a hold needs, for five minutes. Again gives the same. Throws
 * ROOM_TICKET_INVALID (forged, somebody else's, or given up), ROOM_NOT_YOUR_TURN, ROOM_FULL (late, and no place is free
 * yet), ROOM_TURN_OVER, ROOM_ADMISSION_SPENT, ROOM_CLOSED (the line cannot be reached: nobody is let in), ROOM_ENDED.
 */
export async function enterRoom(ctx: ServiceContext, raw: z.infer<typeof enterRoomInput>): Promise<Admitted> {
  const userId = requireUser(ctx);
  const input = enterRoomInput.parse(raw);
  const ticket = ctx.rooms.signer.openTicket(input.ticket);
  if (ticket?.userId !== userId || ticket.roomId !== input.roomId) throw new AppError('ROOM_TICKET_INVALID');
  const found = await findPlace(ctx, input.roomId, userId);
  if (found.ticket?.number !== ticket.number) throw new AppError('ROOM_TICKET_INVALID');
  const untilMs = insideAlready(found) ?? (await comeIn(ctx, found, userId));
  const admission = ctx.rooms.signer.admission({ roomId: input.roomId, userId, number: ticket.number, untilMs });
  return { admission, insideUntilMs: untilMs };
}

/** Until when the caller is inside; null when they may try to come in. */
function insideAlready({ room, ticket }: Found): number | null {
  const turn = ticket!.turn;
  if (room.status === 'ENDED') throw new AppError('ROOM_ENDED');
  if (turn.state === 'inside') return turn.untilMs;
  if (turn.state === 'spent')
    throw new AppError('ROOM_ADMISSION_SPENT', { roomId: room.id, reservationId: ticket!.reservationId });
  if (turn.state === 'left' || turn.state === 'missed') throw new AppError('ROOM_TURN_OVER', { roomId: room.id });
  if (turn.state === 'lobby') throw new AppError('ROOM_NOT_YOUR_TURN', { roomId: room.id });
  return null;
}

async function comeIn(ctx: ServiceContext, { room, nowMs, ticket }: Found, userId: UserId): Promise<number> {
  const answer = await atTheDoor(ctx, room, nowMs, ticket!.place!);
  if (answer.kind === 'not-yet') throw new AppError('ROOM_NOT_YOUR_TURN', { roomId: room.id, served: answer.served });
  if (answer.kind === 'full') throw new AppError('ROOM_FULL', { roomId: room.id });
  if (answer.kind === 'lost') throw new AppError('ROOM_CLOSED', { roomId: room.id });
  const until = new Date(answer.untilMs);
  // What was given up or spent on another device meanwhile stays so.
  const [result] = await ctx.scripts.query<ResultSetHeader>(
    `UPDATE room_tickets SET inside_until = GREATEST(COALESCE(inside_until, ?), ?), entered_at = COALESCE(entered_at, NOW(6))
      WHERE room_id = ? AND user_id = ? AND number = ? AND reservation_id IS NULL AND left_at IS NULL`,
    [until, until, room.id, userId, ticket!.number],
  );
  if (result.affectedRows === 0) {
    const again = insideAlready(await findPlace(ctx, room.id, userId));
    if (again === null) throw new AppError('ROOM_TICKET_INVALID');
    return again;
  }
  return answer.untilMs;
}

/** Fails closed: without the line nobody comes in. */
async function atTheDoor(ctx: ServiceContext, room: RoomRow, nowMs: number, place: number): Promise<EnterAnswer> {
  try {
    return await ctx.rooms.line.enter(room.id, { place, nowMs, untilMs: nowMs + INSIDE_MS, places: room.places });
  } catch (error) {
    throw new AppError('ROOM_CLOSED', { roomId: room.id }, { cause: error });
  }
}
