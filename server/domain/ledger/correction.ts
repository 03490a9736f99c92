import { earnedOf, type MerchantTerms } from '../settlement/fee';
import type { Account, EntryKind } from './accounts';
import { type Entry, earningEntry, reversalEntry } from './entry';

/**
 * What can be corrected by hand. Captures, refunds and what a provider settled are not: they say what a provider did, and are compared
 * with its records.
 */
const CORRECTABLE = ['visit', 'no_show', 'cancellation', 'change', 'payout'] as const satisfies readonly EntryKind[];
export type CorrectableKind = (typeof CORRECTABLE)[number];

export const isCorrectable = (kind: EntryKind): kind is CorrectableKind =>
  (CORRECTABLE as readonly EntryKind[]).includes(kind);

/**
 * The entries that correct `entry`: its reversal, and for what a booking earned the same earnings once more by `terms`. A deposit moves
 * to nobody else by it: only fee and VAT change.
 */
export function correctionsOf(
  entry: Entry & { id: string; kind: CorrectableKind },
  terms: MerchantTerms,
  reason: string,
): Entry[] {
  const reversal = reversalEntry(entry, reason);
  if (entry.kind === 'payout') return [reversal];
  const debited = (account: Account) =>
    entry.lines.reduce(
      (sum, line) => sum + (line.account === account && line.amountMinor > 0 ? line.amountMinor : 0),
      0,
    );
  const depositMinor = debited('deposit_liability');
  const couponPlatformMinor = debited('coupon_expense_platform');
  const couponRestaurantMinor = debited('coupon_expense_restaurant');
  const { feeMinor, vatMinor } = earnedOf(depositMinor + couponPlatformMinor, terms);
  const { restaurantId, reservationId, currency } = entry;
  const head = { source: 'correction', sourceId: entry.id, restaurantId, reservationId, currency, reason } as const;
  const again = { depositMinor, couponPlatformMinor, couponRestaurantMinor, feeMinor, vatMinor };
  return [reversal, earningEntry(head, entry.kind, again)];
}
