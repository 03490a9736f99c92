import { TRPCError } from '@trpc/server';
import type { DatabaseClient } from '@/db/client';
import { asAppError, type ErrorCode } from '@/server/domain/shared/errors';
import type { UserId } from '@/server/domain/shared/ids';
import { createMetrics } from '@/server/infra/metrics';
import type { Runtime } from '@/server/runtime';
import type { RequestContext } from '@/server/trpc/context';
import { createCallerFactory } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/router';
import { makeContext } from './factories';

const ORIGIN = 'http://localhost:3000';
const fromOurPage = {
  ip: '127.0.0.1',
  contentType: 'application/json',
  origin: ORIGIN,
  site: 'same-origin',
  ownOrigin: ORIGIN,
};

/** The whole API as somebody calls it, without HTTP; `request` changes what their browser says of the call. */
export function makeCaller(
  client: DatabaseClient,
  userId: UserId | null,
  request: Partial<RequestContext['request']> = {},
  signedInAtMs: number | null = Date.now(),
) {
  const base = makeContext(client);
  const runtime = {
    as: (actor) => ({ ...base, actor }),
    limits: { check: async () => ({ ok: true }) },
    log: { error: () => {} },
    metrics: createMetrics(),
  } as Pick<Runtime, 'as' | 'limits' | 'metrics'> as Runtime;
  return createCallerFactory(appRouter)({ runtime, userId, signedInAtMs, request: { ...fromOurPage, ...request } });
}

/** How a call was refused: our code, and what it becomes in HTTP; null when it was not. */
export async function refusalCode(
  call: Promise<unknown>,
): Promise<{ code: ErrorCode | null; http: TRPCError['code'] } | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: asAppError(error.cause)?.code ?? null, http: error.code };
  }
}
