/** Objects as the API answers them, without what is only there when it is expanded. Amounts in the smallest unit, times in seconds. */
export type Session = {
  id: string;
  object: 'checkout.session';
  amount_total: number;
  amount_subtotal: number;
  cancel_url: string | null;
  client_reference_id: string | null;
  created: number;
  currency: string;
  expires_at: number;
  livemode: false;
  locale: null;
  metadata: Record<string, string>;
  mode: 'payment';
  payment_intent: string | null;
  payment_status: 'unpaid' | 'paid';
  status: 'open' | 'complete' | 'expired';
  success_url: string;
  ui_mode: 'hosted';
  url: string | null;
};

export type Intent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  canceled_at: number | null;
  cancellation_reason: string | null;
  capture_method: 'manual' | 'automatic';
  created: number;
  currency: string;
  description: string | null;
  last_payment_error: unknown;
  latest_charge: string | null;
  livemode: false;
  metadata: Record<string, string>;
  status: 'requires_payment_method' | 'requires_capture' | 'succeeded' | 'canceled';
};

export type Charge = {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  balance_transaction: string | null;
  captured: boolean;
  created: number;
  currency: string;
  livemode: false;
  metadata: Record<string, string>;
  paid: boolean;
  payment_intent: string;
  refunded: boolean;
  status: 'succeeded';
};

export type Refund = {
  id: string;
  object: 'refund';
  amount: number;
  balance_transaction: string;
  charge: string;
  created: number;
  currency: string;
  failure_balance_transaction?: string;
  failure_reason?: string;
  metadata: Record<string, string>;
  payment_intent: string;
  reason: string | null;
  status: 'succeeded' | 'failed';
};

export type Line = {
  id: string;
  object: 'balance_transaction';
  amount: number;
  available_on: number;
  created: number;
  currency: string;
  fee: number;
  fee_details: { amount: number; currency: string; type: string; description: string }[];
  net: number;
  source: string;
  status: 'pending' | 'available';
  type: 'charge' | 'refund' | 'refund_failure' | 'payout';
};

export type Payout = {
  id: string;
  object: 'payout';
  amount: number;
  arrival_date: number;
  automatic: true;
  created: number;
  currency: string;
  livemode: false;
  status: 'paid';
};

/** An event as it is sent; `orderId` is for finding it here. */
export type StripeEvent = { id: string; type: string; orderId: string; body: string };

/** What the provider keeps to itself: the card picked on its page, what the page shows, and how the money will be taken. */
export type SessionSecret = {
  name: string;
  behaviour: string;
  capture: Intent['capture_method'];
  intentMetadata: Record<string, string>;
  description: string | null;
};

export type StripeChange =
  | { t: 'session'; value: Session; secret: SessionSecret }
  | { t: 'intent'; value: Intent }
  | { t: 'charge'; value: Charge }
  | { t: 'refund'; value: Refund }
  | { t: 'line'; value: Line; payout: string | null }
  | { t: 'payout'; value: Payout }
  | { t: 'event'; value: StripeEvent };

/** Everything the provider knows, oldest first. */
export class StripeObjects {
  readonly sessions = new Map<string, { value: Session; secret: SessionSecret }>();
  readonly intents = new Map<string, Intent>();
  readonly charges = new Map<string, Charge>();
  readonly refunds = new Map<string, Refund>();
  readonly lines = new Map<string, { value: Line; payout: string | null }>();
  readonly payouts = new Map<string, Payout>();
  /** Sessions that can still lapse. */
  readonly open = new Set<string>();
  /** Lines that no payout has taken along. */
  readonly unpaid = new Set<string>();

  apply(change: StripeChange): void {
    switch (change.t) {
      case 'session':
        this.sessions.set(change.value.id, { value: change.value, secret: change.secret });
        if (change.value.status === 'open') this.open.add(change.value.id);
        else this.open.delete(change.value.id);
        break;
      case 'intent':
        this.intents.set(change.value.id, change.value);
        break;
      case 'charge':
        this.charges.set(change.value.id, change.value);
        break;
      case 'refund':
        this.refunds.set(change.value.id, change.value);
        break;
      case 'line':
        this.lines.set(change.value.id, { value: change.value, payout: change.payout });
        if (change.payout === null) this.unpaid.add(change.value.id);
        else this.unpaid.delete(change.value.id);
        break;
      case 'payout':
        this.payouts.set(change.value.id, change.value);
        break;
      // Sent once, by whoever commits it; nothing is asked of it afterwards.
      case 'event':
        break;
    }
  }

  everything(): StripeChange[] {
    return [
      ...[...this.sessions.values()].map((one) => ({ t: 'session', ...one }) as const),
      ...[...this.intents.values()].map((value) => ({ t: 'intent', value }) as const),
      ...[...this.charges.values()].map((value) => ({ t: 'charge', value }) as const),
      ...[...this.refunds.values()].map((value) => ({ t: 'refund', value }) as const),
      ...[...this.lines.values()].map((one) => ({ t: 'line', ...one }) as const),
      ...[...this.payouts.values()].map((value) => ({ t: 'payout', value }) as const),
    ];
  }

  clear(): void {
    for (const map of [this.sessions, this.intents, this.charges, this.refunds, this.lines, this.payouts]) map.clear();
    this.open.clear();
    this.unpaid.clear();
  }

  /** The sessions of an order, oldest first. */
  ofOrder(orderId: string): Session[] {
    return [...this.sessions.values()].map((one) => one.value).filter((one) => one.client_reference_id === orderId);
  }
}
