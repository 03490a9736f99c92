import { reconcilePayments, reconcileRefunds, watchProviders } from '@/server/services/payment';
import { attempt, type FunctionKit } from '../kit';

const AT_MOST = 100;

/** Asks the provider about every payment and refund that is still open after its saga should have ended. */
export const makeReconcilePayments = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'reconcile-payments', triggers: [{ cron: '* * * * *' }], retries: 0 },
    async ({ step }) => {
      const ctx = as('reconcile-payments');
      const settled = await Promise.allSettled([
        step.run('reconcile-refunds', () => attempt(() => reconcileRefunds(ctx, { limit: AT_MOST }))),
        step.run('reconcile-payments', () => attempt(() => reconcilePayments(ctx, { limit: AT_MOST }))),
      ]);
      await step.run('watch-providers', () => attempt(() => watchProviders(ctx)));
      const failed = settled.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return settled.map((one) => (one.status === 'fulfilled' ? one.value : 0));
    },
  );
