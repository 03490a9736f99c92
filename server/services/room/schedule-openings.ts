import { and, eq } from 'drizzle-orm';
import { restaurants, roomSettings } from '@/db/schema';
import { fromColumns, nextOpening } from '@/server/domain/availability/opening';
import { asAppError } from '@/server/domain/shared/errors';
import type { ServiceContext } from '../context';
import { databaseNowMs } from '../reservation';
import { makeRoom } from './make-room';

/** A room is made so long before its lobby opens. */
const AHEAD_MS = 60 * 60_000;

/** Makes the rooms of openings that come soon, where a restaurant wants one for each. Returns how many were made. */
export async function scheduleOpenings(ctx: ServiceContext): Promise<{ made: number }> {
  const rows = await ctx.db
    .select({ restaurant: restaurants, settings: roomSettings, nowMs: databaseNowMs })
    .from(roomSettings)
    .innerJoin(restaurants, eq(restaurants.id, roomSettings.restaurantId))
    .where(and(eq(roomSettings.eachOpening, true), eq(restaurants.status, 'published')));
  let made = 0;
  for (const { restaurant, settings, nowMs } of rows) {
    const now = Number(nowMs);
    const opening = nextOpening({ opening: fromColumns(restaurant), timeZone: restaurant.timeZone }, now);
    const lobbyAtMs = opening.opensAtMs - settings.lobbyMinutes * 60_000;
    if (lobbyAtMs - now > AHEAD_MS) continue;
    const { ratePerMinute, places } = settings;
    const room = { restaurantId: restaurant.id, kind: 'opening' as const, ...opening, ratePerMinute, places };
    try {
      await makeRoom(ctx, ctx.db, { ...room, lobbyAtMs: Math.max(now, lobbyAtMs) });
      made++;
    } catch (error) {
      // It has its room.
      if (asAppError(error)?.code !== 'ROOM_EXISTS') throw error;
    }
  }
  return { made };
}
