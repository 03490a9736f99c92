import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { ZodError } from 'zod';
import { AppError, asAppError, ERRORS, type ErrorCode } from '@/server/domain/shared/errors';
import { getViewer } from '@/server/services/account';
import type { RequestContext } from './context';

/** What a refused call tells the browser: a code of `ERRORS`, and what is needed to say it in words. */
export type RefusalShape = { code: ErrorCode; retry: boolean; details: Record<string, unknown> };

const t = initTRPC.context<RequestContext>().create({
  transformer: superjson,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: refusalOf(error)?.code ?? (error.code === 'INTERNAL_SERVER_ERROR' ? 'INTERNAL' : error.code),
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      refusal: refusalOf(error),
    },
  }),
});

function refusalOf(error: TRPCError): RefusalShape | null {
  const known = asAppError(error.cause);
  if (known) return { code: known.code, retry: ERRORS[known.code].retry, details: known.details };
  if (error.cause instanceof ZodError || error.cause?.name === 'ZodError') {
    const issues = (error.cause as ZodError).issues.map((issue) => ({
      field: issue.path.join('.'),
      problem: issue.message,
    }));
    return { code: 'INVALID_INPUT', retry: false, details: { issues } };
  }
  return null;
}

const busy = (cause: Error) =>
  new TRPCError({
    code: 'SERVICE_UNAVAILABLE',
    message: 'BUSY',
    cause: new AppError('BUSY', { retryAfterSeconds: 2 }, { cause }),
  });

/** The one place where a service's refusal becomes a transport error. What is not a refusal is logged and not told. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  const known = asAppError(cause);
  if (known) throw new TRPCError({ code: ERRORS[known.code].trpc, message: known.code, cause: known });
  if (cause instanceof Error && cause.message === 'Queue limit reached.') throw busy(cause);
  if (cause instanceof Error && cause.name === 'ZodError')
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'INVALID_INPUT', cause });
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.runtime.log.error({ path, err: cause ?? result.error }, 'call failed');
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'INTERNAL' });
  }
  return result;
});

/** Counts every call by its outcome, the refusals of all that follows too. */
const measured = t.middleware(async ({ ctx, path, next }) => {
  const sinceMs = performance.now();
  const result = await next();
  const outcome = result.ok ? 'OK' : (refusalOf(result.error)?.code ?? result.error.code);
  ctx.runtime.metrics.called(path, outcome, performance.now() - sinceMs);
  return result;
});

/** A change is taken only as JSON from our own pages: another site's form or script cannot act for the reader. */
const ownOriginOnly = t.middleware(({ ctx, type, next }) => {
  const { request } = ctx;
  const foreign =
    (request.site !== null && request.site !== 'same-origin' && !(type !== 'mutation' && request.site === 'none')) ||
    (request.origin !== null && request.origin !== request.ownOrigin);
  const notJson = type === 'mutation' && !request.contentType?.startsWith('application/json');
  if (foreign || notJson) throw new AppError('FORBIDDEN_ORIGIN');
  return next();
});

export const { router, createCallerFactory } = t;

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure
  .use(measured)
  .use(mapErrors)
  .use(ownOriginOnly)
  .use(({ ctx, next }) => {
    const { runtime, userId } = ctx;
    return next({ ctx: { ...ctx, services: runtime.as(userId ? { type: 'diner', userId } : { type: 'guest' }) } });
  });

/** A signed-in person, acting as diner. */
export const dinerProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  return next({ ctx: { ...ctx, userId: ctx.userId } });
});

/** A signed-in person, acting as staff. Which restaurants are theirs, each service checks in its WHERE clause. */
export const staffProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  return next({ ctx: { ...ctx, userId: ctx.userId, services: ctx.runtime.as({ type: 'staff', userId: ctx.userId }) } });
});

/** An operator by the database, now. Anybody else learns nothing. */
export const operatorProcedure = publicProcedure.use(async ({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  const services = ctx.runtime.as({ type: 'operator', userId: ctx.userId });
  const viewer = await getViewer(services);
  if (!viewer?.operator) throw new AppError('NOT_FOUND');
  return next({ ctx: { ...ctx, userId: ctx.userId, services } });
});

/** Refuses a caller that comes too often. `subject` tells callers apart. */
export const limited = (route: 'hold' | 'payment' | 'search') =>
  t.middleware(async ({ ctx, next }) => {
    const verdict = await ctx.runtime.limits.check(route, ctx.userId ?? ctx.request.ip);
    if (!verdict.ok) throw new AppError('RATE_LIMITED', { retryAfterSeconds: verdict.retryAfterSeconds });
    return next();
  });
