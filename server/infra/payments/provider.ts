import type {
  ConfirmOutcome,
  LookupOutcome,
  ProviderSettlement,
  ProviderTransaction,
  RefundOutcome,
} from '@/server/domain/payment/states';

/** What a payment is at its provider: our order, and its key there once it is known. */
export type ProviderOrder = { orderId: string; paymentKey: string | null };

/** A page of a provider's own records, and where the next one begins; null after the last. */
export type Page<T> = { kind: 'page'; rows: T[]; next: string | null } | { kind: 'unavailable'; code: string };

/** A stretch of time: from inclusive, until exclusive, epoch ms. */
export type Stretch = { fromMs: number; untilMs: number };

/**
 * A payment provider. No method throws for what the provider or the network does: every answer, and every missing one,
 * is an outcome. Amounts are minor units; keys make a repeated call one effect.
 */
export interface PaymentProvider {
  confirm(input: {
    paymentKey: string;
    orderId: string;
    amountMinor: number;
    idempotencyKey: string;
  }): Promise<ConfirmOutcome>;
  /** By our own order id, which exists before the provider answers anything. */
  lookup(order: ProviderOrder): Promise<LookupOutcome>;
  refund(input: {
    paymentKey: string;
    amountMinor: number;
    reason: string;
    idempotencyKey: string;
  }): Promise<RefundOutcome>;
  /** Captures and refunds as the provider has them on record. They may come late. */
  transactions(stretch: Stretch, after: string | null): Promise<Page<ProviderTransaction>>;
  /** What the provider paid out, by the day on which it did. */
  settlements(stretch: Stretch, after: string | null): Promise<Page<ProviderSettlement>>;
}
