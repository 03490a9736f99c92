import { z } from 'zod';
import {
  listCampaigns,
  saveCampaign,
  saveCampaignInput,
  setCampaignStatus,
  setCampaignStatusInput,
} from '@/server/services/coupon';
import { getTrialBalance, listEntries, listEntriesInput } from '@/server/services/ledger';
import {
  getContention,
  getEngineRun,
  getEngineRunInput,
  getOverview,
  listDeadLetters,
  listEngineRuns,
  listEngineRunsInput,
  settleDeadLetter,
  settleDeadLetterInput,
} from '@/server/services/ops';
import { listReconciliations } from '@/server/services/reconciliation';
import {
  attachReview,
  attachReviewInput,
  carryReview,
  carryReviewInput,
  closeReview,
  closeReviewInput,
  correctEntry,
  correctEntryInput,
  listReviews,
  payBackReview,
  payBackReviewInput,
  refundReview,
  refundReviewInput,
  retryReview,
  retryReviewInput,
} from '@/server/services/review';
import {
  getReadyPayouts,
  getTerms,
  getTermsInput,
  listBatches,
  listBatchesInput,
  listFilePayouts,
  listFilePayoutsInput,
  listPayouts,
  listPayoutsInput,
  listRuns,
  listTerms,
  makePayoutFile,
  makePayoutFileInput,
  markPaid,
  markPaidInput,
  releasePayouts,
  releasePayoutsInput,
  saveTerms,
  saveTermsInput,
  startSettlement,
  startSettlementInput,
} from '@/server/services/settlement';
import { operatorProcedure, router } from '../init';

const limit = z.object({ limit: z.number().int().min(1).max(200).default(50) }).default({ limit: 50 });

/** An operator runs the platform's own campaigns. */
const PLATFORM = { restaurantId: null };

export const opsRouter = router({
  overview: operatorProcedure.query(({ ctx }) => getOverview(ctx.services)),
  contention: operatorProcedure.query(({ ctx }) => getContention(ctx.services)),
  runs: operatorProcedure.input(listEngineRunsInput).query(({ ctx, input }) => listEngineRuns(ctx.services, input)),
  run: operatorProcedure.input(getEngineRunInput).query(({ ctx, input }) => getEngineRun(ctx.services, input)),
  reviews: operatorProcedure.input(limit).query(({ ctx, input }) => listReviews(ctx.services, input)),
  closeReview: operatorProcedure.input(closeReviewInput).mutation(({ ctx, input }) => closeReview(ctx.services, input)),
  retryReview: operatorProcedure.input(retryReviewInput).mutation(({ ctx, input }) => retryReview(ctx.services, input)),
  refundReview: operatorProcedure
    .input(refundReviewInput)
    .mutation(({ ctx, input }) => refundReview(ctx.services, input)),
  payBackReview: operatorProcedure
    .input(payBackReviewInput)
    .mutation(({ ctx, input }) => payBackReview(ctx.services, input)),
  attachReview: operatorProcedure
    .input(attachReviewInput)
    .mutation(({ ctx, input }) => attachReview(ctx.services, input)),
  carryReview: operatorProcedure.input(carryReviewInput).mutation(({ ctx, input }) => carryReview(ctx.services, input)),
  /** What was compared with the providers lately. */
  reconciliations: operatorProcedure.input(limit).query(({ ctx, input }) => listReconciliations(ctx.services, input)),
  trialBalance: operatorProcedure.query(({ ctx }) => getTrialBalance(ctx.services)),
  entries: operatorProcedure.input(listEntriesInput).query(({ ctx, input }) => listEntries(ctx.services, input)),
  correctEntry: operatorProcedure
    .input(correctEntryInput)
    .mutation(({ ctx, input }) => correctEntry(ctx.services, input)),
  campaigns: operatorProcedure.query(({ ctx }) => listCampaigns(ctx.services, PLATFORM)),
  saveCampaign: operatorProcedure
    .input(saveCampaignInput.omit({ restaurantId: true }))
    .mutation(({ ctx, input }) => saveCampaign(ctx.services, { ...input, ...PLATFORM })),
  setCampaignStatus: operatorProcedure
    .input(setCampaignStatusInput.omit({ restaurantId: true }))
    .mutation(({ ctx, input }) => setCampaignStatus(ctx.services, { ...input, ...PLATFORM })),
  deadLetters: operatorProcedure.input(limit).query(({ ctx, input }) => listDeadLetters(ctx.services, input)),
  settleDeadLetter: operatorProcedure
    .input(settleDeadLetterInput)
    .mutation(({ ctx, input }) => settleDeadLetter(ctx.services, input)),
  terms: operatorProcedure.input(getTermsInput).query(({ ctx, input }) => getTerms(ctx.services, input)),
  termsList: operatorProcedure.input(limit).query(({ ctx, input }) => listTerms(ctx.services, input)),
  saveTerms: operatorProcedure.input(saveTermsInput).mutation(({ ctx, input }) => saveTerms(ctx.services, input)),
  settlementRuns: operatorProcedure.query(({ ctx }) => listRuns(ctx.services)),
  startSettlement: operatorProcedure
    .input(startSettlementInput)
    .mutation(({ ctx, input }) => startSettlement(ctx.services, input)),
  payouts: operatorProcedure.input(listPayoutsInput).query(({ ctx, input }) => listPayouts(ctx.services, input)),
  readyPayouts: operatorProcedure.query(({ ctx }) => getReadyPayouts(ctx.services)),
  payoutBatches: operatorProcedure.input(listBatchesInput).query(({ ctx, input }) => listBatches(ctx.services, input)),
  filePayouts: operatorProcedure
    .input(listFilePayoutsInput)
    .query(({ ctx, input }) => listFilePayouts(ctx.services, input)),
  makePayoutFile: operatorProcedure
    .input(makePayoutFileInput)
    .mutation(({ ctx, input }) => makePayoutFile(ctx.services, input)),
  markPaid: operatorProcedure.input(markPaidInput).mutation(({ ctx, input }) => markPaid(ctx.services, input)),
  releasePayouts: operatorProcedure
    .input(releasePayoutsInput)
    .mutation(({ ctx, input }) => releasePayouts(ctx.services, input)),
});
