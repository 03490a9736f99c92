import { randomBytes } from 'node:crypto';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { roomSettings, waitingRooms } from '@/db/schema';
import { hashOfSeed } from '@/server/domain/room/draw';
import { type RoomKind, USUAL_ROOM } from '@/server/domain/room/room';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, RoomId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import type { RoomSettings } from './views';

export type NewRoom = {
  restaurantId: RestaurantId;
  kind: RoomKind;
  fromDate: ServiceDate;
  toDate: ServiceDate;
  /** Null is now. */
  lobbyAtMs: number | null;
  opensAtMs: number | null;
  ratePerMinute: number;
  places: number;
};

/** Makes a room, with a seed of its own. Throws ROOM_EXISTS when the restaurant has a live one. */
export async function makeRoom(ctx: ServiceContext, db: Database | Transaction, room: NewRoom): Promise<RoomId> {
  const id = ctx.newId('room');
  const seed = randomBytes(32).toString('hex');
  const at = (ms: number | null): SQL | Date => (ms === null ? sql`now(6)` : new Date(ms));
  try {
    await db.insert(waitingRooms).values({
      id,
      restaurantId: room.restaurantId,
      kind: room.kind,
      fromDate: room.fromDate,
      toDate: room.toDate,
      lobbyAt: at(room.lobbyAtMs),
      opensAt: at(room.opensAtMs),
      status: 'ON',
      ratePerMinute: room.ratePerMinute,
      places: room.places,
      seed,
      seedHash: await hashOfSeed(seed),
      createdAt: sql`now(6)`,
    });
  } catch (error) {
    if (databaseFault(error) === 'duplicate') throw new AppError('ROOM_EXISTS', {}, { cause: error });
    throw error;
  }
  return id;
}

/** A day that gets more wishes than can be answered gets a line, at once. Nothing happens where there is one. */
export async function openForRush(
  ctx: ServiceContext,
  { restaurantId, serviceDate }: { restaurantId: RestaurantId; serviceDate: ServiceDate },
): Promise<RoomId | null> {
  const { ratePerMinute, places } = await roomSettingsOf(ctx.db, restaurantId);
  const day = { fromDate: serviceDate, toDate: serviceDate };
  try {
    return await makeRoom(ctx, ctx.db, {
      restaurantId,
      kind: 'rush',
      ...day,
      lobbyAtMs: null,
      opensAtMs: null,
      ratePerMinute,
      places,
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'ROOM_EXISTS') return null;
    throw error;
  }
}

/** How a restaurant wants its rooms, or as usual. */
export async function roomSettingsOf(db: Database | Transaction, restaurantId: RestaurantId): Promise<RoomSettings> {
  const [found] = await db.select().from(roomSettings).where(eq(roomSettings.restaurantId, restaurantId));
  const { eachOpening, ratePerMinute, places, lobbyMinutes } = found ?? { eachOpening: false, ...USUAL_ROOM };
  return { eachOpening, ratePerMinute, places, lobbyMinutes };
}
