import type { DatabaseClient } from '@/db/client';
import { merchantTerms, payouts, statements } from '@/db/schema';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import type { PayoutId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { newId } from '@/server/infra/ids';
import { makeRestaurant } from './factories';

const ACCOUNT = { bankCode: '088', accountNumber: '110123456789', accountHolder: '주인' };
const DUE = '2026-01-05';

/** A restaurant for each amount, owed it by a first statement of long ago. Answers the payouts in the order of the amounts. */
export const oweEach = (
  client: DatabaseClient,
  currency: Currency,
  amounts: readonly number[],
  hasAccount = true,
): Promise<PayoutId[]> =>
  Promise.all(
    amounts.map(async (amountMinor) => {
      const { id: restaurantId } = await makeRestaurant(client, { policy: null, restaurant: { currency } });
      const account = hasAccount ? ACCOUNT : {};
      await client.db.insert(merchantTerms).values({ restaurantId, ...DEFAULT_TERMS, period: 'weekly', ...account });
      const statementId = newId('statement');
      await client.db.insert(statements).values({
        ...{ id: statementId, restaurantId, runId: newId('settlementRun'), no: 1, currency, entries: 1 },
        ...{ firstDate: '2025-12-22', lastDate: '2025-12-28', fromAt: new Date(0), untilAt: new Date('2025-12-29') },
        ...{ depositMinor: amountMinor, couponMinor: 0, feeMinor: 0, vatMinor: 0, deductionMinor: 0 },
        ...{ carriedInMinor: 0, payoutMinor: amountMinor, carriedOutMinor: 0, createdAt: new Date('2025-12-29') },
      });
      const id = newId('payout');
      const owed = { amountMinor, currency, dueDate: DUE, status: 'pending' as const };
      await client.db.insert(payouts).values({ id, statementId, restaurantId, ...owed });
      return id;
    }),
  );
