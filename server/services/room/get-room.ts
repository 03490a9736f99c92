import type { RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { AppError } from '@/server/domain/shared/errors';
import type { RoomId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { roomInput } from './my-place';
import { documentOf, ROOM_COLUMNS, roomPhase, toRoom } from './room-row';
import type { RoomNotice, RoomPage } from './views';

/** A room and its restaurant, for the page of its line. Throws ROOM_UNKNOWN. */
export async function getRoom(ctx: ServiceContext, raw: z.infer<typeof roomInput>): Promise<RoomPage> {
  const { roomId } = roomInput.parse(raw);
  const [[row]] = await ctx.scripts.query<RowDataPacket[]>(
    `SELECT ${ROOM_COLUMNS}, NOW(6) AS now, r.slug, r.name, r.name_en, r.cuisine, r.cover_tone, r.time_zone, r.max_party
       FROM waiting_rooms w JOIN restaurants r ON r.id = w.restaurant_id WHERE w.id = ?`,
    [roomId],
  );
  if (!row) throw new AppError('ROOM_UNKNOWN');
  const room = toRoom(row);
  return {
    kind: room.kind,
    restaurant: {
      id: room.restaurantId,
      slug: row.slug,
      name: row.name,
      nameEn: row.name_en,
      cuisine: row.cuisine,
      coverTone: row.cover_tone,
      timeZone: row.time_zone,
      maxParty: row.max_party,
    },
    document: documentOf(room, row.now.getTime()),
  };
}

/** The document of a room that is on no process's board any more, as JSON; null when there is no such room. */
export async function readDocument(ctx: ServiceContext, roomId: RoomId): Promise<string | null> {
  const [[row]] = await ctx.scripts.query<RowDataPacket[]>(
    `SELECT ${ROOM_COLUMNS}, NOW(6) AS now FROM waiting_rooms w WHERE w.id = ?`,
    [roomId],
  );
  return row ? JSON.stringify(documentOf(toRoom(row), row.now.getTime())) : null;
}

export const roomOfInput = z.object({ restaurantId: restaurantIdSchema });

/** A restaurant's live room as this process knows it, a second old at most; null when it has none. Costs nothing. */
export function getRoomOf(ctx: ServiceContext, raw: z.infer<typeof roomOfInput>): RoomNotice | null {
  const { board } = ctx.rooms;
  const room = board.ofRestaurant(roomOfInput.parse(raw).restaurantId);
  if (!room) return null;
  const { nowMs } = board;
  const { id: roomId, kind, lobbyAtMs, opensAtMs, fromDate, toDate } = room;
  return { roomId, kind, phase: roomPhase(room, nowMs), nowMs, lobbyAtMs, opensAtMs, fromDate, toDate };
}
