import { PROVIDER_NAMES } from '@/server/domain/payment/providers';
import { compareSettlements, compareTransactions } from '@/server/services/reconciliation';
import { attempt, type FunctionKit } from '../kit';

/** Every hour: our payments and refunds against each provider's transactions. What one run misses comes with the next. */
export const makeCompareTransactions = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'compare-transactions', triggers: [{ cron: '7 * * * *' }], retries: 2 },
    async ({ step }) => {
      const found: unknown[] = [];
      for (const provider of PROVIDER_NAMES)
        found.push(
          await step.run(`compare-transactions-${provider}`, () =>
            attempt(() => compareTransactions(as('compare-transactions'), { provider })),
          ),
        );
      return found;
    },
  );

/** Every morning: each provider's settlements are booked and compared with what they are for. */
export const makeCompareSettlements = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'compare-settlements', triggers: [{ cron: 'TZ=Asia/Seoul 20 6 * * *' }], retries: 2 },
    async ({ step }) => {
      const found: unknown[] = [];
      for (const provider of PROVIDER_NAMES)
        found.push(
          await step.run(`compare-settlements-${provider}`, () =>
            attempt(() => compareSettlements(as('compare-settlements'), { provider })),
          ),
        );
      return found;
    },
  );
