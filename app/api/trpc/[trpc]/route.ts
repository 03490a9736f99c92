import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { requestContext } from '@/server/auth';
import { MAX_BATCH } from '@/server/trpc/limits';
import { appRouter } from '@/server/trpc/router';

/** For hosting without our own web process, which answers these calls itself. */
const handler = (req: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: () => requestContext((name) => req.headers.get(name)),
  });

export { handler as GET, handler as POST };
