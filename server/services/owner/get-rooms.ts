import type { RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import { placeOf } from '@/server/domain/room/room';
import type { ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { documentOf, type OwnerRoom, type OwnerRooms, ROOM_COLUMNS, roomSettingsOf, toRoom } from '../room';
import { requireMember } from './member';
import { nextOpeningOf } from './rooms';

export const getRoomsInput = z.object({ restaurantId: restaurantIdSchema });

type Rows = RowDataPacket[];

const PAST_SHOWN = 5;
const COUNTS = `(SELECT COUNT(*) FROM room_tickets t WHERE t.room_id = w.id AND t.entered_at IS NOT NULL) AS entered,
  (SELECT COUNT(*) FROM room_tickets t JOIN reservations r ON r.id = t.reservation_id
    WHERE t.room_id = w.id AND r.status NOT IN ('EXPIRED', 'RELEASED', 'CANCELLED')) AS sold`;

/** A restaurant's rooms, for its people: the live one as it stands, and those that ended last. Throws NOT_FOUND. */
export async function getRooms(ctx: ServiceContext, raw: z.infer<typeof getRoomsInput>): Promise<OwnerRooms> {
  const { restaurantId } = getRoomsInput.parse(raw);
  const restaurant = await requireMember(ctx, ctx.db, restaurantId);
  const [settings, [results]] = await Promise.all([
    roomSettingsOf(ctx.db, restaurantId),
    ctx.scripts.query<Rows[]>(
      `SELECT ${ROOM_COLUMNS}, ${COUNTS} FROM waiting_rooms w WHERE w.restaurant_id = ? AND w.live = 1;
       SELECT ${ROOM_COLUMNS}, ${COUNTS} FROM waiting_rooms w WHERE w.restaurant_id = ? AND w.live IS NULL
        ORDER BY w.ended_at DESC LIMIT ${PAST_SHOWN}`,
      [restaurantId, restaurantId],
    ),
  ]);
  const [live = [], past = []] = results as [Rows, Rows];
  const gaveUp = await whoGaveUp(ctx, [...live, ...past]);
  const shown = (row: RowDataPacket) => toOwnerRoom(ctx, row, gaveUp.get(row.id) ?? [], restaurant.nowMs);
  return {
    settings,
    live: live[0] ? await shown(live[0]) : null,
    nextOpening: nextOpeningOf(restaurant),
    past: await Promise.all(past.map(shown)),
  };
}

/** The numbers that were given up, of each room. */
async function whoGaveUp(ctx: ServiceContext, rooms: Rows): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(rooms.map((room) => [room.id, []]));
  if (rooms.length === 0) return found;
  const [rows] = await ctx.scripts.query<Rows>(
    'SELECT room_id, number FROM room_tickets WHERE room_id IN (?) AND left_at IS NOT NULL',
    [[...found.keys()]],
  );
  for (const row of rows) found.get(row.room_id)!.push(row.number);
  return found;
}

async function toOwnerRoom(
  ctx: ServiceContext,
  row: RowDataPacket,
  gaveUp: readonly number[],
  nowMs: number,
): Promise<OwnerRoom> {
  const room = toRoom(row);
  const drawn = gaveUp.length > 0 ? await ctx.rooms.board.placesOf(room) : null;
  const ahead = gaveUp.filter((number) => (placeOf(number, room, drawn) ?? number) > room.served).length;
  const entered = Number(row.entered);
  return {
    kind: room.kind,
    document: documentOf(room, nowMs),
    paused: room.status === 'PAUSED',
    waiting: room.lastNumber - room.served - ahead,
    entered,
    // Of those whose turn came, who is neither in nor on the way; and who gave up before it came.
    abandoned: Math.max(0, room.served - entered - room.called) + ahead,
    sold: Number(row.sold),
    endedAtMs: room.endedAtMs,
    endedReason: room.endedReason,
  };
}
