import { completePast } from '@/server/services/reservation';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 500;

/** Every hour: evenings of the day before that nobody closed are closed. */
export const makeCompletePast = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'complete-past', triggers: [{ cron: '11 * * * *' }], retries: 0 }, async ({ step }) =>
    step.run('complete-past', () => attempt(() => completePast(as('complete-past'), { limit: AT_MOST }))),
  );
