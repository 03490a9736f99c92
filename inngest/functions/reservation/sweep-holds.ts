import { sweepChanges } from '@/server/services/change';
import { sweepClosings } from '@/server/services/owner';
import { sweepHolds } from '@/server/services/reservation';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 500;

/** Repairs what a lost event left: holds and changes that are overdue end now, and closings go on. */
export const makeSweepHolds = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'sweep-holds', triggers: [{ cron: '* * * * *' }], retries: 0 }, async ({ step }) => [
    await step.run('sweep-holds', () => attempt(() => sweepHolds(as('sweep-holds'), { limit: AT_MOST }))),
    await step.run('sweep-changes', () => attempt(() => sweepChanges(as('sweep-holds'), { limit: AT_MOST }))),
    await step.run('sweep-closings', () => attempt(() => sweepClosings(as('sweep-holds'), { limit: AT_MOST }))),
  ]);
