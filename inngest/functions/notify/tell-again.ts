import { sweepUntold } from '@/server/services/notify';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 500;

/** Every ten minutes: who should have been told of something, and was not, is told. */
export const makeTellAgain = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction({ id: 'tell-again', triggers: [{ cron: '*/10 * * * *' }], retries: 0 }, async ({ step }) =>
    step.run('tell-again', () => attempt(() => sweepUntold(as('tell-again'), { limit: AT_MOST }))),
  );
