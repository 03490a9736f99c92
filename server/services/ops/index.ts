export { type ContentionNow, getContention, type HotDay, type ProcessNow, type WorkNow } from './contention';
export { listDeadLetters, recordDeadLetter, settleDeadLetter, settleDeadLetterInput } from './dead-letters';
export { getOverview, isHealthy, type OpsOverview } from './overview';
export { pruneRecords } from './prune';
export { getEngineRun, getEngineRunInput, listEngineRuns, listEngineRunsInput } from './runs';
