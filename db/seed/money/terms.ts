import { asksDeposit } from '@/server/domain/payment/policy';
import { DEFAULT_TERMS, type MerchantTerms } from '@/server/domain/settlement/fee';
import { BANKS, type PayoutAccount, payoutAccountSchema } from '@/server/domain/settlement/payout-account';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { type Inserter, insertRows } from '../../bulk-insert';
import type { House } from '../places';

/** The others are settled twice a month. */
const WEEKLY = new Set(['bulti-works', 'kim-from-lima', 'sushi-soeon', 'choharu']);

export type HouseTerms = { house: House; terms: MerchantTerms; account: PayoutAccount };

/** What the places that take deposits pay the platform, and where they are paid: into accounts that nobody has. */
export const planTerms = (houses: readonly House[]): Map<RestaurantId, HouseTerms> =>
  new Map(
    houses
      .filter(({ policy }) => asksDeposit(policy))
      .map((house, index) => {
        const terms: MerchantTerms = {
          ...DEFAULT_TERMS,
          period: WEEKLY.has(house.content.slug) ? 'weekly' : 'twice_monthly',
        };
        const account = payoutAccountSchema.parse({
          bankCode: BANKS[index % BANKS.length]!.code,
          number: `000-0000-${String(index + 1).padStart(5, '0')}`,
          holder: house.content.name.ko,
        });
        return [house.id, { house, terms, account }];
      }),
  );

/** Writes them as the restaurants' own, set when they came. */
export const writeTerms = (connection: Inserter, all: Iterable<HouseTerms>, bornMs: number): Promise<void> =>
  insertRows(
    connection,
    'merchant_terms',
    `restaurant_id fee_bps fee_fixed_minor vat_bps period bank_code account_number account_holder
     account_changed_at account_changed_by`.split(/\s+/),
    [...all].map(({ house, terms, account }) => [
      ...[house.id, terms.feeBps, terms.feeFixedMinor, terms.vatBps, terms.period],
      ...[account.bankCode, account.number, account.holder, new Date(bornMs), house.ownerId],
    ]),
  );
