export { earningOf, earningsOfVisits } from './earning';
export { type EntryPage, type ListedEntry, listEntries, listEntriesInput } from './list-entries';
export { posting } from './posting';
export { type BookedEntry, keptOfChanges, readUnreversed } from './reversing';
export { type AccountBalance, getTrialBalance, sumUpDays, type TrialBalance } from './trial-balance';
