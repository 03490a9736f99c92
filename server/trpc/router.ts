import { getViewer } from '@/server/services/account';
import { publicProcedure, router } from './init';
import { bookingsRouter } from './routers/bookings';
import { opsRouter } from './routers/ops';

export const appRouter = router({
  account: router({
    /** Who is signed in; null for a guest. */
    me: publicProcedure.query(({ ctx }) =>
      ctx.userId ? getViewer(ctx.runtime.as({ type: 'diner', userId: ctx.userId })) : null,
    ),
  }),
  bookings: bookingsRouter,
  ops: opsRouter,
});

export type AppRouter = typeof appRouter;
