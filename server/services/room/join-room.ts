import type { z } from 'zod';
import { refusalError } from '@/server/domain/shared/errors';
import { requireUser, type ServiceContext } from '../context';
import { findPlace, roomInput } from './my-place';
import type { JoinedRoom } from './views';

/**
 * Takes a place in a line. The same account gets the same ticket again, unless its turn is over or it gave the place up:
 * then a new number, at the end. Throws ROOM_UNKNOWN, ROOM_NOT_YET, ROOM_ENDED, BUSY.
 */
export async function joinRoom(ctx: ServiceContext, raw: z.infer<typeof roomInput>): Promise<JoinedRoom> {
  const userId = requireUser(ctx);
  const { roomId } = roomInput.parse(raw);
  const { joins, signer } = ctx.rooms;
  let outcome = await joins.submit({ roomId, userId });
  if (outcome.ok && !outcome.fresh) {
    const { ticket } = await findPlace(ctx, roomId, userId);
    const over = ticket?.turn.state === 'missed' || ticket?.turn.state === 'left';
    if (over) outcome = await joins.submit({ roomId, userId, instead: ticket.number });
  }
  if (!outcome.ok) throw refusalError(outcome);
  const { number, issuedAtMs } = outcome;
  return { ticket: signer.ticket({ roomId, userId, number, issuedAtMs }), number, issuedAtMs };
}
