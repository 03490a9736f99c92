import {
  enterRoom,
  enterRoomInput,
  getMyPlace,
  getRoom,
  getRoomOf,
  joinRoom,
  leaveRoom,
  roomInput,
  roomOfInput,
} from '@/server/services/room';
import { dinerProcedure, limited, publicProcedure, router } from '../init';

/** Lines. What changes by the second is not here but at `/api/rooms/ID`, the same for everybody. */
export const roomsRouter = router({
  get: publicProcedure.input(roomInput).query(({ ctx, input }) => getRoom(ctx.services, input)),
  ofRestaurant: publicProcedure.input(roomOfInput).query(({ ctx, input }) => getRoomOf(ctx.services, input)),
  join: dinerProcedure.input(roomInput).mutation(({ ctx, input }) => joinRoom(ctx.services, input)),
  mine: dinerProcedure.input(roomInput).query(({ ctx, input }) => getMyPlace(ctx.services, input)),
  enter: dinerProcedure
    .use(limited('hold'))
    .input(enterRoomInput)
    .mutation(({ ctx, input }) => enterRoom(ctx.services, input)),
  leave: dinerProcedure.input(roomInput).mutation(({ ctx, input }) => leaveRoom(ctx.services, input)),
});
