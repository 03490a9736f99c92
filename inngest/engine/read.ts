/** The operator's view of runs. The queries live with the schema, so that services can use them too. */
export {
  type EngineRunDetail,
  type EngineRunPage,
  type EngineRunRow,
  getRun,
  listRuns,
} from '@/db/queries/engine-runs';
