import { z } from 'zod';
import { type EngineRunDetail, type EngineRunPage, getRun, listRuns } from '@/db/queries/engine-runs';
import { AppError } from '@/server/domain/shared/errors';
import type { ServiceContext } from '../context';

export const listEngineRunsInput = z.object({
  status: z.enum(['running', 'completed', 'failed', 'cancelled']).optional(),
  cursor: z.string().max(60).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

/** Runs of the embedded engine, the newest first; none where another executor runs the functions. */
export const listEngineRuns = (ctx: ServiceContext, raw: z.input<typeof listEngineRunsInput>): Promise<EngineRunPage> =>
  listRuns(ctx.db, listEngineRunsInput.parse(raw));

export const getEngineRunInput = z.object({ id: z.string().min(1).max(60) });

/** One run with its event, its steps and what it waits for. Throws NOT_FOUND. */
export async function getEngineRun(
  ctx: ServiceContext,
  raw: z.infer<typeof getEngineRunInput>,
): Promise<EngineRunDetail> {
  const run = await getRun(ctx.db, getEngineRunInput.parse(raw).id);
  if (!run) throw new AppError('NOT_FOUND');
  return run;
}
