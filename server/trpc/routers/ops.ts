import { z } from 'zod';
import {
  closeReview,
  closeReviewInput,
  getContention,
  getEngineRun,
  getEngineRunInput,
  getOverview,
  listDeadLetters,
  listEngineRuns,
  listEngineRunsInput,
  listReviews,
  settleDeadLetter,
  settleDeadLetterInput,
} from '@/server/services/ops';
import { operatorProcedure, router } from '../init';

const limit = z.object({ limit: z.number().int().min(1).max(200).default(50) }).default({ limit: 50 });

export const opsRouter = router({
  overview: operatorProcedure.query(({ ctx }) => getOverview(ctx.services)),
  contention: operatorProcedure.query(({ ctx }) => getContention(ctx.services)),
  runs: operatorProcedure.input(listEngineRunsInput).query(({ ctx, input }) => listEngineRuns(ctx.services, input)),
  run: operatorProcedure.input(getEngineRunInput).query(({ ctx, input }) => getEngineRun(ctx.services, input)),
  reviews: operatorProcedure.input(limit).query(({ ctx, input }) => listReviews(ctx.services, input)),
  closeReview: operatorProcedure.input(closeReviewInput).mutation(({ ctx, input }) => closeReview(ctx.services, input)),
  deadLetters: operatorProcedure.input(limit).query(({ ctx, input }) => listDeadLetters(ctx.services, input)),
  settleDeadLetter: operatorProcedure
    .input(settleDeadLetterInput)
    .mutation(({ ctx, input }) => settleDeadLetter(ctx.services, input)),
});
