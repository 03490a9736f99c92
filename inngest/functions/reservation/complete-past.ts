import { completePast } from '@/server/services/reservation';
import { attempt, type FunctionKit } from '../kit';

const AT_ONCE = 2_000;
/** More than two hundred thousand an hour is no backlog that passes: the run ends, and the next one goes on. */
const MOST_ROUNDS = 100;

/** Every hour: evenings of the day before that nobody closed are closed, all of them. */
export const makeCompletePast = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'complete-past', triggers: [{ cron: '11 * * * *' }], retries: 0 }, async ({ step }) => {
    let completed = 0;
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const done = await step.run(`complete-past-${round}`, () =>
        attempt(() => completePast(as('complete-past'), { limit: AT_ONCE })),
      );
      if (done === 0) break;
      completed += done;
    }
    return completed;
  });
