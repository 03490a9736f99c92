import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { RoomBoard } from './board';
import type { Admission, RoomSigner } from './signer';

export type Entry = {
  userId: UserId;
  restaurantId: RestaurantId;
  serviceDate: ServiceDate;
  admission?: string | undefined;
};

/**
 * The admission a hold was sent with, opened; null when it has none and needs none as far as this process knows. Throws
 * ROOM_ADMISSION_INVALID for a forged one, _FOREIGN for somebody else's, _REQUIRED when there is a line and none was sent:
 * so a crowd that passes the line by costs nothing. Whether it still counts is decided where the hold is.
 */
export function checkAdmission(
  board: RoomBoard,
  signer: RoomSigner,
  { userId, restaurantId, serviceDate, admission }: Entry,
): Admission | null {
  const room = board.covering(restaurantId, serviceDate);
  const details = room ? { roomId: room.id } : {};
  if (admission === undefined) {
    if (room) throw new AppError('ROOM_ADMISSION_REQUIRED', details);
    return null;
  }
  const opened = signer.openAdmission(admission);
  if (!opened) throw new AppError('ROOM_ADMISSION_INVALID', details);
  if (opened.userId !== userId) throw new AppError('ROOM_ADMISSION_FOREIGN', { roomId: opened.roomId });
  return opened;
}
