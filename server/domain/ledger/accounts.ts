/**
 * The accounts of the journal. A debit is above zero, a credit below.
 * - `pg_clearing`: what providers hold for us.
 * - `pg_fee`: what providers keep for themselves, with its VAT.
 * - `deposit_liability`: what diners paid for visits that have not happened.
 * - `merchant_payable`: what restaurants are owed.
 * - `platform_fee`, `vat_payable`: what the platform earns, and the VAT on it that it owes.
 * - `coupon_expense_platform`, `coupon_expense_restaurant`: what coupons cost, by who pays for them.
 * - `bank`: what is in the platform's bank account.
 */
export const ACCOUNTS = [
  'pg_clearing',
  'pg_fee',
  'deposit_liability',
  'merchant_payable',
  'platform_fee',
  'vat_payable',
  'coupon_expense_platform',
  'coupon_expense_restaurant',
  'bank',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What an entry is about; with its id and kind it is booked once. */
export type EntrySource = 'payment' | 'refund' | 'reservation' | 'change' | 'settlement' | 'payout' | 'correction';

/**
 * `capture`, `refund`: between diner and provider. `visit`, `no_show`, `cancellation`, `change`: earned by the restaurant.
 * `goodwill`: refunded after it was earned, and so taken off what the restaurant is owed. `settled`: the provider paid.
 * `payout`: the restaurant was paid. `reversal`: takes an entry back.
 */
export const ENTRY_KINDS = [
  'capture',
  'refund',
  'visit',
  'no_show',
  'cancellation',
  'change',
  'goodwill',
  'settled',
  'payout',
  'reversal',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
