import { join } from 'node:path';
import { Journal } from '../journal';
import { StripeObjects } from '../stripe/objects';
import { defaultConfig } from './config';
import { WAS_CAPTURED } from './status';
import type { Change, Delivery, LogEntry, ProviderConfig, StoredPayment, StoredTransaction } from './types';

const ANSWERS_KEPT_MS = 15 * 24 * 60 * 60 * 1000;
const LOG_KEPT = 20_000;
const DELIVERIES_KEPT = 2_000;

/**
 * Everything the provider remembers. `commit` writes to the journal first and to memory second, in one synchronous
 * step: no request sees half of a change, and a killed process has lost nothing it had answered.
 */
export class PaymentStore {
  readonly payments = new Map<string, StoredPayment>();
  readonly transactions: StoredTransaction[] = [];
  readonly answers = new Map<string, { at: number; fingerprint?: string | null; status: number; body: unknown }>();
  readonly stripe = new StripeObjects();
  readonly deliveries = new Map<string, Delivery>();
  /** Payment keys in READY or IN_PROGRESS: those that can still lapse. */
  readonly open = new Set<string>();
  log: LogEntry[] = [];
  private overrides: Partial<ProviderConfig> = {};
  private readonly byOrder = new Map<string, string[]>();
  private readonly journal: Journal<Change>;
  private nextLogId = 1;

  constructor(
    dataDir: string,
    private readonly webhookUrl: string,
    private readonly stripeWebhookUrl: string,
  ) {
    this.journal = new Journal<Change>(join(dataDir, 'payments.jsonl'));
    for (const batch of this.journal.read()) for (const change of batch) this.apply(change);
    this.forgetOld(Date.now());
    this.journal.rewrite(this.everything());
  }

  get config(): ProviderConfig {
    return { ...defaultConfig(this.webhookUrl, this.stripeWebhookUrl), ...this.overrides };
  }

  commit(changes: Change[]): void {
    this.journal.append(changes);
    for (const change of changes) this.apply(change);
  }

  takeLogId(): number {
    return this.nextLogId++;
  }

  /** The payment of an order: the one that was paid, else the latest one opened. */
  ofOrder(orderId: string): StoredPayment | undefined {
    const all = this.allOfOrder(orderId);
    return all.find((one) => WAS_CAPTURED.has(one.payment.status)) ?? all.at(-1);
  }

  allOfOrder(orderId: string): StoredPayment[] {
    return (this.byOrder.get(orderId) ?? []).map((key) => this.payments.get(key)!);
  }

  /** Forgets everything, settings too. */
  reset(): void {
    this.payments.clear();
    this.transactions.length = 0;
    this.answers.clear();
    this.deliveries.clear();
    this.byOrder.clear();
    this.open.clear();
    this.stripe.clear();
    this.log = [];
    this.overrides = {};
    this.journal.rewrite([]);
  }

  close(): void {
    this.journal.close();
  }

  private apply(change: Change): void {
    switch (change.t) {
      case 'payment': {
        const { paymentKey, orderId, status } = change.value.payment;
        if (!this.payments.has(paymentKey)) {
          this.byOrder.set(orderId, [...(this.byOrder.get(orderId) ?? []), paymentKey]);
        }
        this.payments.set(paymentKey, change.value);
        if (status === 'READY' || status === 'IN_PROGRESS') this.open.add(paymentKey);
        else this.open.delete(paymentKey);
        break;
      }
      case 'transaction':
        this.transactions.push(change.value);
        break;
      case 'answer':
        this.answers.set(change.identity, {
          at: change.at,
          fingerprint: change.fingerprint,
          status: change.status,
          body: change.body,
        });
        break;
      case 'log':
        this.log.push(change.value);
        this.nextLogId = Math.max(this.nextLogId, change.value.id + 1);
        if (this.log.length > 2 * LOG_KEPT) this.log = this.log.slice(-LOG_KEPT);
        break;
      case 'webhook':
        this.deliveries.set(change.value.id, change.value);
        break;
      case 'stripe':
        this.stripe.apply(change.value);
        break;
      case 'config':
        this.overrides = { ...this.overrides, ...change.value };
        break;
    }
  }

  private forgetOld(now: number): void {
    for (const [identity, answer] of this.answers) {
      if (answer.at + ANSWERS_KEPT_MS < now) this.answers.delete(identity);
    }
    this.log = this.log.slice(-LOG_KEPT);
    const settled = [...this.deliveries.values()].filter((one) => one.nextAt === null && one.state !== 'held');
    for (const one of settled.slice(0, -DELIVERIES_KEPT)) this.deliveries.delete(one.id);
  }

  private everything(): Change[] {
    return [
      { t: 'config', value: this.overrides },
      ...[...this.payments.values()].map((value) => ({ t: 'payment', value }) as const),
      ...this.transactions.map((value) => ({ t: 'transaction', value }) as const),
      ...this.stripe.everything().map((value) => ({ t: 'stripe', value }) as const),
      ...[...this.answers].map(([identity, answer]) => ({ t: 'answer', identity, ...answer }) as const),
      ...[...this.deliveries.values()].map((value) => ({ t: 'webhook', value }) as const),
      ...this.log.map((value) => ({ t: 'log', value }) as const),
    ];
  }
}
