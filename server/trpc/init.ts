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

const refused = (cause: AppError) => new TRPCError({ code: ERRORS[cause.code].trpc, message: cause.code, cause });

/** The one place where a service's refusal becomes a transport error. What is not a refusal is logged and not told. */
function toldAs(error: TRPCError, path: string, { runtime }: RequestContext): TRPCError {
  const { cause } = error;
  const known = asAppError(cause);
  if (known) return refused(known);
  if (cause instanceof Error && cause.message === 'Queue limit reached.')
    return refused(new AppError('BUSY', { retryAfterSeconds: 2 }, { cause }));
  if (cause instanceof Error && cause.name === 'ZodError')
    return new TRPCError({ code: 'BAD_REQUEST', message: 'INVALID_INPUT', cause });
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error;
  runtime.log.error({ path, err: cause ?? error }, 'call failed');
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'INTERNAL' });
}

/** A change is taken only as JSON from our own pages: another site's form or script cannot act for the reader. */
function isForeign({ site, origin, ownOrigin, contentType }: RequestContext['request'], mutation: boolean): boolean {
  const elsewhere = site !== null && site !== 'same-origin' && !(!mutation && site === 'none');
  const notJson = mutation && !contentType?.startsWith('application/json');
  return elsewhere || (origin !== null && origin !== ownOrigin) || notJson;
}

export const { router, createCallerFactory } = t;

/** Anybody, signed in or not. One step for all that every call needs: each further one copies the whole call again. */
export const publicProcedure = t.procedure.use(async ({ ctx, path, type, next }) => {
  const sinceMs = performance.now();
  const { runtime, userId, request } = ctx;
  const done = (error?: TRPCError) =>
    runtime.metrics.called(path, error ? (refusalOf(error)?.code ?? error.code) : 'OK', performance.now() - sinceMs);
  if (isForeign(request, type === 'mutation')) {
    const error = refused(new AppError('FORBIDDEN_ORIGIN'));
    done(error);
    throw error;
  }
  const services = runtime.as(userId ? { type: 'diner', userId } : { type: 'guest' });
  const result = await next({ ctx: { services } });
  if (result.ok) {
    done();
    return result;
  }
  const error = toldAs(result.error, path, ctx);
  done(error);
  throw error;
});

/** A signed-in person, acting as diner. */
export const dinerProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  return next({ ctx: { userId: ctx.userId } });
});

/** A signed-in person, acting as staff. Which restaurants are theirs, each service checks in its WHERE clause. */
export const staffProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  const { userId, signedInAtMs } = ctx;
  const services = ctx.runtime.as({ type: 'staff', userId, signedInAtMs });
  return next({ ctx: { userId, services } });
});

/** An operator by the database, now. Anybody else learns nothing. */
export const operatorProcedure = publicProcedure.use(async ({ ctx, next }) => {
  if (!ctx.userId) throw new AppError('SIGN_IN_REQUIRED');
  const services = ctx.runtime.as({ type: 'operator', userId: ctx.userId });
  const viewer = await getViewer(services);
  if (!viewer?.operator) throw new AppError('NOT_FOUND');
  return next({ ctx: { userId: ctx.userId, services } });
});

/** Refuses a caller that comes too often. `subject` tells callers apart. */
export const limited = (route: 'hold' | 'claim' | 'payment' | 'search') =>
  t.middleware(async ({ ctx, next }) => {
    const verdict = await ctx.runtime.limits.check(route, ctx.userId ?? ctx.request.ip);
    if (!verdict.ok) throw new AppError('RATE_LIMITED', { retryAfterSeconds: verdict.retryAfterSeconds });
    return next();
  });
