import { reconcile } from '@/server/services/payment';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 100;

/** Asks the provider about every payment and refund that is still open after its saga should have ended. */
export const makeReconcilePayments = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'reconcile-payments', triggers: [{ cron: '* * * * *' }], retries: 0 },
    async ({ step }) =>
      step.run('reconcile', () => attempt(() => reconcile(as('reconcile-payments'), { limit: AT_MOST }))),
  );
