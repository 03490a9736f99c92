import type { Env } from '@/env';
import type { ProviderName } from '@/server/domain/payment/providers';
import type {
  ConfirmOutcome,
  LookupOutcome,
  ProviderSettlement,
  ProviderTransaction,
  RefundOutcome,
} from '@/server/domain/payment/states';
import type { Currency } from '@/server/domain/shared/money';

/** What a payment is at its provider: our order, and its key there once it is known. */
export type ProviderOrder = { orderId: string; paymentKey: string | null };

/** An order as a provider's own page shows it. It cannot be paid there after `expiresAtMs` and what the provider adds to it. */
export type OpeningOrder = ProviderOrder & {
  amountMinor: number;
  currency: Currency;
  name: string;
  /** Where the diner comes back to: `?paymentKey&orderId&amount` is put behind the first, a code behind the second. */
  paidUrl: string;
  failedUrl: string;
  expiresAtMs: number;
};

/** How the diner's browser gets to the payment. `paymentKey` is the order's key there from now on. */
export type OpenOutcome = { kind: 'redirect'; url: string; paymentKey: string } | { kind: 'unavailable'; code: string };

/** `nothing`: no money was held. `captured`: too late, it was taken. `unknown`: ask again. */
export type ReleaseOutcome = { kind: 'released' | 'nothing' | 'captured' } | { kind: 'unknown'; code: string };

/** A page of a provider's own records, and where the next one begins; null after the last. */
export type Page<T> = { kind: 'page'; rows: T[]; next: string | null } | { kind: 'unavailable'; code: string };

/** A stretch of time: from inclusive, until exclusive, epoch ms. */
export type Stretch = { fromMs: number; untilMs: number };

/**
 * What a webhook is worth: a hint that an order changed, to be asked about at the provider. `ignored` is nothing for us and
 * is taken all the same: refused, it would be sent again for days. `messageId` is the same for the same message.
 */
export type WebhookReading =
  | { kind: 'hint'; messageId: string; orderId: string; aboutRefunds: boolean }
  | { kind: 'ignored' }
  | { kind: 'refused'; code: string };

export type WebhookReader = (header: (name: string) => string | null, rawBody: string, nowMs: number) => WebhookReading;

/**
 * A payment provider. No method throws for what the provider or the network does: every answer, and every missing one,
 * is an outcome. Amounts are minor units; keys make a repeated call one effect.
 */
export interface PaymentProvider {
  /**
   * Makes an order payable on the provider's own page. Missing where the browser opens the provider by its script, which
   * needs nothing prepared. The same order again opens the same page; one that is paid already leads straight back.
   */
  begin?(order: OpeningOrder): Promise<OpenOutcome>;
  confirm(input: {
    paymentKey: string;
    orderId: string;
    amountMinor: number;
    idempotencyKey: string;
  }): Promise<ConfirmOutcome>;
  /** By our own order id, which exists before the provider answers anything. */
  lookup(order: ProviderOrder): Promise<LookupOutcome>;
  /** Ends an order that will never be captured, so that the diner's card is not blocked. Missing where it lapses by itself. */
  release?(order: ProviderOrder): Promise<ReleaseOutcome>;
  /** `balanceMinor`: refused when the provider has another amount left to give back, where it can tell; none does not ask. */
  refund(input: {
    paymentKey: string;
    amountMinor: number;
    reason: string;
    idempotencyKey: string;
    balanceMinor?: number | null;
  }): Promise<RefundOutcome>;
  /** Captures and refunds as the provider has them on record. They may come late. */
  transactions(stretch: Stretch, after: string | null): Promise<Page<ProviderTransaction>>;
  /** What the provider paid out, by the day on which it did. */
  settlements(stretch: Stretch, after: string | null): Promise<Page<ProviderSettlement>>;
  /** Reads a message that claims to be the provider's. `rawBody` as it came: signatures are over its bytes. */
  readWebhook(...message: Parameters<WebhookReader>): WebhookReading | Promise<WebhookReading>;
}

/** All that the rest of the product knows of a provider. */
export type ProviderDefinition = {
  name: ProviderName;
  /** Null when its settings are not there. */
  fromEnv(env: Env): PaymentProvider | null;
};
