import type { ProviderName } from '@/server/domain/payment/providers';
import type { Currency } from '@/server/domain/shared/money';

/** What a provider has on record of a case, as reconciliation wrote it down. */
export type Theirs = {
  /** Not where it is the payment's own. */
  provider?: ProviderName;
  orderId?: string;
  paymentKey?: string;
  transactionKey?: string;
  amountMinor?: number;
  feeMinor?: number;
  payoutMinor?: number;
  currency?: Currency;
  atMs?: number;
  paidOutDate?: string;
  /** Refunds that the provider has on record of a payment. */
  cancels?: { amountMinor: number; transactionKey: string }[];
};

/** The provider's side of a case; null where it knows nothing, undefined where it was not compared. */
export function theirsOf(detail: Record<string, unknown>): Theirs | null | undefined {
  if (!('theirs' in detail)) return undefined;
  const { theirs } = detail;
  return typeof theirs === 'object' && theirs !== null ? (theirs as Theirs) : null;
}

/** What a restaurant's statements come to and what its account in the ledger does, where that is what differs. */
export function booksOf({ reason, detail }: { reason: string; detail: Record<string, unknown> }) {
  if (reason !== 'ledger_differs') return null;
  const { ours, theirs, currency } = detail as {
    ours?: { statements?: number };
    theirs?: { journal?: number };
    currency?: string;
  };
  if (ours?.statements === undefined || theirs?.journal === undefined) return null;
  return { statementsMinor: ours.statements, journalMinor: theirs.journal, currency: currency ?? 'KRW' };
}
