import { sumUpDays } from '@/server/services/ledger';
import { pruneRecords } from '@/server/services/ops';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 20_000;

/** Every hour: removes records that only guarded against repetition and are past their time, and sums up days of the journal. */
export const makePruneRecords = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'prune-records', triggers: [{ cron: '17 * * * *' }], retries: 1 }, async ({ step }) => {
    const removed = await step.run('prune-records', () =>
      attempt(() => pruneRecords(as('prune-records'), { limit: AT_MOST })),
    );
    await step.run('sum-up-days', () => attempt(() => sumUpDays(as('prune-records'))));
    return removed;
  });
