import { sweepHolds } from '@/server/services/reservation';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 500;

/** Repairs what a lost event left: holds that are overdue end now. */
export const makeSweepHolds = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'sweep-holds', triggers: [{ cron: '* * * * *' }], retries: 0 }, async ({ step }) =>
    step.run('sweep-holds', () => attempt(() => sweepHolds(as('sweep-holds'), { limit: AT_MOST }))),
  );
