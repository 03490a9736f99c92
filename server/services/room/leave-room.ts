import type { z } from 'zod';
import { requireUser, type ServiceContext } from '../context';
import { findPlace, roomInput } from './my-place';

/** Gives the caller's place up, for whoever is next. A table that was held by it stays held. Again changes nothing. */
export async function leaveRoom(ctx: ServiceContext, raw: z.infer<typeof roomInput>): Promise<{ left: true }> {
  const userId = requireUser(ctx);
  const { roomId } = roomInput.parse(raw);
  const { ticket } = await findPlace(ctx, roomId, userId);
  await ctx.scripts.query(
    `UPDATE room_tickets SET left_at = NOW(6), inside_until = LEAST(inside_until, NOW(6))
      WHERE room_id = ? AND user_id = ? AND left_at IS NULL AND reservation_id IS NULL`,
    [roomId, userId],
  );
  // The line hears of it when it can; a place nobody comes to is passed over anyway.
  if (ticket?.place) await ctx.rooms.line.leave(roomId, ticket.place).catch(() => {});
  return { left: true };
}
