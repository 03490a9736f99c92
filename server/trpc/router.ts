import { getViewer } from '@/server/services/account';
import { publicProcedure, router } from './init';
import { bookingsRouter } from './routers/bookings';
import { couponsRouter } from './routers/coupons';
import { opsRouter } from './routers/ops';
import { ownerRouter } from './routers/owner';
import { restaurantsRouter } from './routers/restaurants';
import { roomsRouter } from './routers/rooms';

export const appRouter = router({
  account: router({
    /** Who is signed in; null for a guest. */
    me: publicProcedure.query(({ ctx }) => getViewer(ctx.services)),
  }),
  bookings: bookingsRouter,
  coupons: couponsRouter,
  ops: opsRouter,
  owner: ownerRouter,
  restaurants: restaurantsRouter,
  rooms: roomsRouter,
});

export type AppRouter = typeof appRouter;
