import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { pageContext } from '@/app/session';
import { asAppError } from '@/server/domain/shared/errors';
import { isId } from '@/server/domain/shared/ids';
import { getRoom, type RoomPage } from '@/server/services/room';

/** The room of an address, read once for the head and the body; an address that never was one is no page. */
export const roomOf = cache(async (id: string): Promise<RoomPage> => {
  if (!isId('room', id)) notFound();
  try {
    return await getRoom(await pageContext(), { roomId: id });
  } catch (error) {
    if (asAppError(error)?.code === 'ROOM_UNKNOWN') notFound();
    throw error;
  }
});
