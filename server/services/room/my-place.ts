import type { RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { placeOf } from '@/server/domain/room/room';
import { type Turn, turnOf } from '@/server/domain/room/turns';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type ReservationId, type RoomId, type UserId } from '@/server/domain/shared/ids';
import { requireUser, type ServiceContext } from '../context';
import { ROOM_COLUMNS, type RoomRow, toRoom } from './room-row';
import type { MyPlace } from './views';

export const roomIdSchema = z.custom<RoomId>(
  (value) => typeof value === 'string' && isId('room', value),
  'not a room id',
);
export const roomInput = z.object({ roomId: roomIdSchema });

/** Somebody's ticket and turn as the record has them, with the room and the database's clock. */
export type Found = {
  room: RoomRow;
  nowMs: number;
  ticket: {
    number: number;
    issuedAtMs: number;
    place: number | null;
    reservationId: ReservationId | null;
    turn: Turn;
  } | null;
};

type Rows = RowDataPacket[];

/** A booking that came to nothing: its diner may stand in line again. */
const LAPSED = new Set<ReservationStatus | null>(['EXPIRED', 'RELEASED', 'CANCELLED']);

/** Reads where somebody stands. Throws ROOM_UNKNOWN. */
export async function findPlace(ctx: ServiceContext, roomId: RoomId, userId: UserId): Promise<Found> {
  const [results] = await ctx.scripts.query<Rows[]>(
    `SELECT ${ROOM_COLUMNS}, NOW(6) AS now FROM waiting_rooms w WHERE w.id = ?;
     SELECT t.number, t.issued_at, t.left_at, t.entered_at, t.inside_until, t.reservation_id, r.status AS booking
       FROM room_tickets t LEFT JOIN reservations r ON r.id = t.reservation_id WHERE t.room_id = ? AND t.user_id = ?`,
    [roomId, roomId, userId],
  );
  const [[row], [ticket]] = results as unknown as [Rows, Rows];
  if (!row) throw new AppError('ROOM_UNKNOWN');
  const room = toRoom(row);
  const nowMs = row.now.getTime();
  if (!ticket) return { room, nowMs, ticket: null };
  const place = placeOf(ticket.number, room, await ctx.rooms.board.placesOf(room));
  const facts = {
    place,
    served: room.served,
    calledAtMs: place !== null && place <= room.served ? await calledAt(ctx, roomId, place) : null,
    left: ticket.left_at !== null,
    spent: ticket.reservation_id !== null && !LAPSED.has(ticket.booking),
    lapsed: LAPSED.has(ticket.booking),
    entered: ticket.entered_at !== null,
    insideUntilMs: ticket.inside_until?.getTime() ?? null,
  };
  return {
    room,
    nowMs,
    ticket: {
      number: ticket.number,
      issuedAtMs: ticket.issued_at.getTime(),
      place,
      reservationId: ticket.reservation_id,
      turn: turnOf(facts, nowMs),
    },
  };
}

async function calledAt(ctx: ServiceContext, roomId: RoomId, place: number): Promise<number | null> {
  const [[call]] = await ctx.scripts.query<Rows>(
    'SELECT called_at FROM room_calls WHERE room_id = ? AND upto >= ? ORDER BY upto LIMIT 1',
    [roomId, place],
  );
  return call?.called_at.getTime() ?? null;
}

/** The caller's place in a line, on whatever device it was taken; null when there is none. Throws ROOM_UNKNOWN. */
export async function getMyPlace(ctx: ServiceContext, raw: z.infer<typeof roomInput>): Promise<MyPlace | null> {
  const userId = requireUser(ctx);
  const { roomId } = roomInput.parse(raw);
  const { ticket } = await findPlace(ctx, roomId, userId);
  if (!ticket) return null;
  const { number, issuedAtMs, place, reservationId, turn } = ticket;
  const { signer } = ctx.rooms;
  return {
    ticket: signer.ticket({ roomId, userId, number, issuedAtMs }),
    number,
    issuedAtMs,
    place,
    state: turn.state,
    untilMs: turn.untilMs,
    admission: turn.state === 'inside' ? signer.admission({ roomId, userId, number, untilMs: turn.untilMs }) : null,
    reservationId,
  };
}
