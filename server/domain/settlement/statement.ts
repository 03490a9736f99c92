import type { Account, EntryKind } from '../ledger/accounts';
import type { AdjustmentId, JournalId, ReservationId, StatementId } from '../shared/ids';

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

/** What a stretch of time came to, minor units; what is taken off is below zero. */
export type Figures = {
  /** Of what was earned, what diners paid. This and the next three are without what was taken back. */
  depositMinor: number;
  /** And what the platform paid for its coupons. */
  couponMinor: number;
  feeMinor: number;
  vatMinor: number;
  /** Refunds and corrections: what else changed what is owed. */
  deductionMinor: number;
};
/** The figures of a statement, and how many entries they are made of. */
export type StatementTotals = Figures & { entries: number };

type Amount = Pick<BookedSum, 'account' | 'kind' | 'sumMinor'>;

const isOf = <T>(all: readonly T[], one: T) => all.includes(one);

const sumOf = (sums: readonly Amount[], account: Account, kinds: readonly EntryKind[]) =>
  sums
    .filter((one) => one.account === account && isOf(kinds, one.kind))
    .reduce((total, { sumMinor }) => total + sumMinor, 0);

/**
 * A restaurant's figures from its sums in the journal. Each column is what its account says, so that a fee that was taken back is not
 * charged; together they are what the journal says the restaurant is owed for them.
 */
export function figuresOf(sums: readonly Amount[]): Figures {
  const column = (account: Account) => sumOf(sums, account, STATEMENT_KINDS);
  const figures = {
    depositMinor: column('deposit_liability'),
    couponMinor: column('coupon_expense_platform'),
    feeMinor: column('platform_fee'),
    vatMinor: column('vat_payable'),
  };
  const earnedMinor = netOf({ ...figures, deductionMinor: 0 });
  // From zero: not `-0`, which no figure is.
  return { ...figures, deductionMinor: 0 - column('merchant_payable') - earnedMinor };
}

/** Payouts that the bank sent back: owed again, though earned no second time. */
export const returnedOf = (sums: readonly Amount[]): number => sumOf(sums, 'bank', ['reversal']);

/** The figures with the number of entries they are of. */
export function totalsOf(sums: readonly BookedSum[]): StatementTotals {
  const counts = new Map<EntryKind, number>();
  for (const { kind, count, account } of sums) {
    if (isOf(STATEMENT_KINDS, kind) && isOf(STATEMENT_ACCOUNTS, account))
      counts.set(kind, Math.max(counts.get(kind) ?? 0, count));
  }
  return { entries: [...counts.values()].reduce((total, count) => total + count, 0), ...figuresOf(sums) };
}

export const netOf = (figures: Figures): number =>
  figures.depositMinor + figures.couponMinor + figures.feeMinor + figures.vatMinor + figures.deductionMinor;

/** What goes to the bank, and what stays open for the next statement to take off. One of them is zero. */
export function payoutOf(totals: Figures, carriedInMinor: number): { payoutMinor: number; carriedOutMinor: number } {
  const balance = carriedInMinor + netOf(totals);
  return { payoutMinor: Math.max(0, balance), carriedOutMinor: Math.min(0, balance) };
}

/** Why less than was earned came out, or more; `amountMinor` is what it did to what is owed. */
export type Deduction = { kind: 'goodwill' | 'reversal'; atMs: number; amountMinor: number; reason: string | null };

/** What one booking did in a statement. Amounts in minor units; what is taken off is below zero. */
export type StatementLine = Figures & {
  /** The booking's, or the entry's or adjustment's where it belongs to none; the statement's own for what is `later`. */
  id: ReservationId | JournalId | AdjustmentId | StatementId;
  reservationId: ReservationId | null;
  code: string | null;
  guest: string | null;
  partySize: number | null;
  /** The visit's, or the entry's where it belongs to no booking. */
  atMs: number;
  kinds: EntryKind[];
  /** The restaurant's own coupons, told only: nobody pays for them. */
  ownCouponMinor: number;
  deductions: Deduction[];
  netMinor: number;
  /** Takes out again what was booked after the statement was made and comes with a later one. */
  later: boolean;
};

/** What a statement's lines come to beside its figures: what of them belongs to a later one, taken out. Null where nothing differs. */
export function differenceOf(statement: Figures, lines: Figures): Figures | null {
  const difference = {
    depositMinor: statement.depositMinor - lines.depositMinor,
    couponMinor: statement.couponMinor - lines.couponMinor,
    feeMinor: statement.feeMinor - lines.feeMinor,
    vatMinor: statement.vatMinor - lines.vatMinor,
    deductionMinor: statement.deductionMinor - lines.deductionMinor,
  };
  return Object.values(difference).some((minor) => minor !== 0) ? difference : null;
}

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
