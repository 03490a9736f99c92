/** What a provider has on record of a case, as reconciliation wrote it down. */
export type Theirs = {
  provider: string;
  orderId?: string;
  paymentKey?: string;
  transactionKey?: string;
  amountMinor?: number;
  feeMinor?: number;
  payoutMinor?: number;
  currency?: string;
  atMs?: number;
  paidOutDate?: string;
};

/** The provider's side of a case; null where it knows nothing, undefined where it was not compared. */
export function theirsOf(detail: Record<string, unknown>): Theirs | null | undefined {
  if (!('theirs' in detail)) return undefined;
  const { theirs } = detail;
  return typeof theirs === 'object' && theirs !== null ? (theirs as Theirs) : null;
}
