import type { ReservationId, RestaurantId } from '../shared/ids';
import type { Currency } from '../shared/money';
import type { Account, EntryKind, EntrySource } from './accounts';

/** A debit is above zero, a credit below. */
export type Line = { account: Account; amountMinor: number };

/** One event of money, not yet in the journal. Its lines sum to zero and none of them is zero. */
export type Entry = {
  source: EntrySource;
  sourceId: string;
  kind: EntryKind;
  restaurantId: RestaurantId | null;
  reservationId: ReservationId | null;
  currency: Currency;
  lines: Line[];
  /** In the words of whoever made it, where somebody did. */
  reason?: string;
};

type Head = Omit<Entry, 'lines' | 'kind'>;

/** Lines without those that are zero. Throws RangeError when they do not sum to zero, or when nothing moves. */
function balanced(head: Head, kind: EntryKind, lines: Line[]): Entry {
  const moved = lines.filter((line) => line.amountMinor !== 0);
  const sum = moved.reduce((total, line) => total + line.amountMinor, 0);
  if (sum !== 0 || moved.length < 2)
    throw new RangeError(`an entry of ${kind} must move something and sum to zero, got ${sum}`);
  return { ...head, kind, lines: moved };
}

/** A provider took a diner's money. */
export const captureEntry = (head: Head, amountMinor: number): Entry =>
  balanced(head, 'capture', [
    { account: 'pg_clearing', amountMinor },
    { account: 'deposit_liability', amountMinor: -amountMinor },
  ]);

/**
 * A provider gave a deposit back, or the platform did from its own account (`bank`); after the visit it is the restaurant's to
 * bear (`goodwill`).
 */
export const refundEntry = (
  head: Head,
  amountMinor: number,
  borneBy: 'diner-deposit' | 'restaurant',
  from: 'pg_clearing' | 'bank' = 'pg_clearing',
): Entry =>
  balanced(head, borneBy === 'restaurant' ? 'goodwill' : 'refund', [
    { account: borneBy === 'restaurant' ? 'merchant_payable' : 'deposit_liability', amountMinor },
    { account: from, amountMinor: -amountMinor },
  ]);

export type Earning = {
  /** Of what diners paid. */
  depositMinor: number;
  couponPlatformMinor: number;
  couponRestaurantMinor: number;
  feeMinor: number;
  vatMinor: number;
};

/**
 * A deposit became the restaurant's. The platform's coupons are paid to it as if the diner had paid; its own are booked to show what
 * they cost, and charged to it at once.
 */
export function earningEntry(
  head: Head,
  kind: 'visit' | 'no_show' | 'cancellation' | 'change',
  earning: Earning,
): Entry {
  const { depositMinor, couponPlatformMinor, couponRestaurantMinor, feeMinor, vatMinor } = earning;
  const netMinor = depositMinor + couponPlatformMinor - feeMinor - vatMinor;
  return balanced(head, kind, [
    { account: 'deposit_liability', amountMinor: depositMinor },
    { account: 'coupon_expense_platform', amountMinor: couponPlatformMinor },
    { account: 'coupon_expense_restaurant', amountMinor: couponRestaurantMinor },
    { account: 'coupon_expense_restaurant', amountMinor: -couponRestaurantMinor },
    { account: 'merchant_payable', amountMinor: -netMinor },
    { account: 'platform_fee', amountMinor: -feeMinor },
    { account: 'vat_payable', amountMinor: -vatMinor },
  ]);
}

/** A provider paid out what it held, less its fee. Below zero for what it took back. */
export const settledEntry = (head: Head, amountMinor: number, feeMinor: number): Entry =>
  balanced(head, 'settled', [
    { account: 'bank', amountMinor: amountMinor - feeMinor },
    { account: 'pg_fee', amountMinor: feeMinor },
    { account: 'pg_clearing', amountMinor: -amountMinor },
  ]);

/** A restaurant was paid. */
export const payoutEntry = (head: Head, amountMinor: number): Entry =>
  balanced(head, 'payout', [
    { account: 'merchant_payable', amountMinor },
    { account: 'bank', amountMinor: -amountMinor },
  ]);

/** Why a refund was taken back, where nobody gave a reason for the refund: shown in the reader's language. */
export const REFUND_CAME_BACK = 'system:refund-came-back';

/** Takes an entry back. The entry itself stays. Without a reason it is one of a booking that its restaurant cancelled. */
export const reversalEntry = (entry: Entry & { id: string }, reason: string | null): Entry => ({
  ...entry,
  source: 'correction',
  sourceId: entry.id,
  kind: 'reversal',
  lines: entry.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
  reason: reason ?? undefined,
});
