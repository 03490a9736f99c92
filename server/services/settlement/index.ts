export { carryDifference } from './adjustments';
export {
  type DocumentFile,
  payoutFile,
  payoutFileInput,
  statementFile,
  statementFileInput,
} from './documents';
export type { Cursor } from './lines';
export { makePayoutFile, makePayoutFileInput, markPaid, markPaidInput } from './pay';
export {
  type BatchPage,
  type BatchRow,
  getReadyPayouts,
  listBatches,
  listBatchesInput,
  listPayouts,
  listPayoutsInput,
  type PayoutRow,
  type ReadyPayouts,
} from './payouts';
export {
  type FilePayout,
  listFilePayouts,
  listFilePayoutsInput,
  releasePayouts,
  releasePayoutsInput,
} from './release';
export {
  finishRun,
  listRuns,
  runIdSchema,
  type SettlementRun,
  startDueSettlements,
  startSettlement,
  startSettlementInput,
} from './run';
export { CHUNK, type ChunkResult, settleChunk } from './settle-chunk';
export {
  getStatement,
  getStatementInput,
  listStatements,
  listStatementsInput,
  type StatementList,
  type StatementRow,
  type StatementView,
} from './statements';
export { getTerms, getTermsInput, listTerms, saveTerms, saveTermsInput, type TermsView } from './terms';
