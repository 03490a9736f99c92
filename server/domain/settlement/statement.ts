import type { Account, EntryKind } from '../ledger/accounts';
import type { AdjustmentId, JournalId, ReservationId } from '../shared/ids';

/** How a booking comes to earn something. */
export const EARNING_KINDS = ['visit', 'no_show', 'cancellation', 'change'] as const satisfies readonly EntryKind[];
/** What changes what was earned afterwards. */
export const DEDUCTION_KINDS = ['goodwill', 'reversal'] as const satisfies readonly EntryKind[];
/** What a statement is made of. A payout pays a statement and is in none. */
export const STATEMENT_KINDS = [...EARNING_KINDS, ...DEDUCTION_KINDS] as const;
/** What it reads: the restaurant's share, and of what it is made. */
export const STATEMENT_ACCOUNTS = [
  'merchant_payable',
  'deposit_liability',
  'coupon_expense_platform',
  'platform_fee',
  'vat_payable',
] as const satisfies readonly Account[];

/** The lines of one account and kind, summed. A debit is above zero. */
export type BookedSum = { account: Account; kind: EntryKind; sumMinor: number; count: number };

/** The figures of a statement, minor units; what is taken off is below zero. */
export type StatementTotals = {
  entries: number;
  depositMinor: number;
  couponMinor: number;
  feeMinor: number;
  vatMinor: number;
  deductionMinor: number;
};

const isOf = (kinds: readonly EntryKind[], kind: EntryKind) => kinds.includes(kind);

/** A restaurant's figures from its sums in the journal. What they come to is what the journal says it is owed for them. */
export function totalsOf(sums: readonly BookedSum[]): StatementTotals {
  const earned = (account: Account) =>
    sums
      .filter((one) => one.account === account && isOf(EARNING_KINDS, one.kind))
      .reduce((total, { sumMinor }) => total + sumMinor, 0);
  const deducted = sums
    .filter((one) => one.account === 'merchant_payable' && isOf(DEDUCTION_KINDS, one.kind))
    .reduce((total, { sumMinor }) => total - sumMinor, 0);
  const counts = new Map<EntryKind, number>();
  for (const { kind, count, account } of sums) {
    if (isOf(EARNING_KINDS, kind) || (isOf(DEDUCTION_KINDS, kind) && account === 'merchant_payable'))
      counts.set(kind, Math.max(counts.get(kind) ?? 0, count));
  }
  return {
    entries: [...counts.values()].reduce((total, count) => total + count, 0),
    depositMinor: earned('deposit_liability'),
    couponMinor: earned('coupon_expense_platform'),
    feeMinor: earned('platform_fee'),
    vatMinor: earned('vat_payable'),
    // Not `-0`, which no figure is.
    deductionMinor: deducted + 0,
  };
}

export const netOf = (totals: Omit<StatementTotals, 'entries'>): number =>
  totals.depositMinor + totals.couponMinor + totals.feeMinor + totals.vatMinor + totals.deductionMinor;

/** What goes to the bank, and what stays open for the next statement to take off. One of them is zero. */
export function payoutOf(
  totals: Omit<StatementTotals, 'entries'>,
  carriedInMinor: number,
): { payoutMinor: number; carriedOutMinor: number } {
  const balance = carriedInMinor + netOf(totals);
  return { payoutMinor: Math.max(0, balance), carriedOutMinor: Math.min(0, balance) };
}

/** Why less than was earned came out, or more. */
export type Deduction = { kind: 'goodwill' | 'reversal'; atMs: number; amountMinor: number; reason: string | null };

/** What one booking did in a statement. Amounts in minor units; what is taken off is below zero. */
export type StatementLine = {
  /** The booking's, or the entry's or adjustment's where it belongs to none. */
  id: ReservationId | JournalId | AdjustmentId;
  reservationId: ReservationId | null;
  code: string | null;
  guest: string | null;
  partySize: number | null;
  /** The visit's, or the entry's where it belongs to no booking. */
  atMs: number;
  kinds: EntryKind[];
  depositMinor: number;
  /** The platform's coupons: it pays for them. */
  couponMinor: number;
  /** The restaurant's own coupons, told only: nobody pays for them. */
  ownCouponMinor: number;
  feeMinor: number;
  vatMinor: number;
  deductionMinor: number;
  deductions: Deduction[];
  netMinor: number;
};

/** A guest's name as an accountant may read it: `김○○`, `Minji K.` */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  if (/^\p{Script=Latin}/u.test(first)) {
    const last = words.length > 1 ? [...words.at(-1)!][0]! : null;
    return last ? `${first} ${last.toUpperCase()}.` : first;
  }
  return first ? `${[...first][0]}○○` : '';
}
