import type { RowDataPacket } from 'mysql2/promise';
import { phaseOf, type RoomDocument, type RoomKind, type RoomStatus } from '@/server/domain/room/room';
import type { RestaurantId, RoomId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';

/** A room as its row says. Instants are epoch milliseconds of the database's clock. */
export type RoomRow = {
  id: RoomId;
  restaurantId: RestaurantId;
  kind: RoomKind;
  fromDate: ServiceDate;
  toDate: ServiceDate;
  lobbyAtMs: number;
  opensAtMs: number;
  status: RoomStatus;
  ratePerMinute: number;
  places: number;
  seed: string;
  seedHash: string;
  lastNumber: number;
  lobbySize: number | null;
  served: number;
  pace: number;
  inside: number;
  called: number;
  left: Record<string, number> | null;
  tickedAtMs: number | null;
  soldOutAtMs: number | null;
  createdAtMs: number;
  endedAtMs: number | null;
  endedReason: string | null;
};

/** For a SELECT over `waiting_rooms w`. */
export const ROOM_COLUMNS = `w.id, w.restaurant_id, w.kind, w.from_date, w.to_date, w.lobby_at, w.opens_at, w.status,
  w.rate_per_minute, w.places, w.seed, w.seed_hash, w.last_number, w.lobby_size, w.served, w.pace, w.inside, w.called,
  w.starts_left, w.ticked_at, w.sold_out_at, w.created_at, w.ended_at, w.ended_reason`;

const ms = (value: Date | null): number | null => value?.getTime() ?? null;

export function toRoom(row: RowDataPacket): RoomRow {
  return {
    id: row.id,
    restaurantId: row.restaurant_id,
    kind: row.kind,
    fromDate: row.from_date,
    toDate: row.to_date,
    lobbyAtMs: row.lobby_at.getTime(),
    opensAtMs: row.opens_at.getTime(),
    status: row.status,
    ratePerMinute: row.rate_per_minute,
    places: row.places,
    seed: row.seed,
    seedHash: row.seed_hash,
    lastNumber: row.last_number,
    lobbySize: row.lobby_size,
    served: row.served,
    pace: row.pace,
    inside: row.inside,
    called: row.called,
    // MariaDB keeps JSON as text.
    left: typeof row.starts_left === 'string' ? JSON.parse(row.starts_left) : row.starts_left,
    tickedAtMs: ms(row.ticked_at),
    soldOutAtMs: ms(row.sold_out_at),
    createdAtMs: row.created_at.getTime(),
    endedAtMs: ms(row.ended_at),
    endedReason: row.ended_reason,
  };
}

export const roomPhase = (room: RoomRow, nowMs: number) =>
  phaseOf({ ...room, soldOut: room.soldOutAtMs !== null }, nowMs);

/** What everybody may know of a room at `nowMs` of the database's clock. The seed only once the draw cannot be changed by it. */
export function documentOf(room: RoomRow, nowMs: number): RoomDocument {
  return {
    id: room.id,
    phase: roomPhase(room, nowMs),
    nowMs,
    lobbyAtMs: room.lobbyAtMs,
    opensAtMs: room.opensAtMs,
    fromDate: room.fromDate,
    toDate: room.toDate,
    seedHash: room.seedHash,
    seed: room.lobbySize === null ? null : room.seed,
    lobbySize: room.lobbySize,
    joined: room.lastNumber,
    served: room.served,
    ratePerMinute: room.ratePerMinute,
    pace: room.pace,
    inside: room.inside,
    called: room.called,
    places: room.places,
    left: room.left,
  };
}

/** Whether holds on that date need the room's admission at `nowMs`. */
export const covers = (room: RoomRow, date: ServiceDate, nowMs: number): boolean =>
  room.status !== 'ENDED' && room.lobbyAtMs <= nowMs && room.fromDate <= date && date <= room.toDate;
