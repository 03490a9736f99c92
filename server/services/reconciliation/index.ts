export { compareSettlements } from './compare-settlements';
export { compareTransactions } from './compare-transactions';
export { listReconciliations } from './list-reconciliations';
