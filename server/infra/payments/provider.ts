import type { ConfirmOutcome, LookupOutcome, RefundOutcome } from '@/server/domain/payment/states';

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
  lookup(orderId: string): Promise<LookupOutcome>;
  refund(input: {
    paymentKey: string;
    amountMinor: number;
    reason: string;
    idempotencyKey: string;
  }): Promise<RefundOutcome>;
}
