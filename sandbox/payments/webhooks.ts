import type { StripeEvent } from '../stripe/objects';
import { signature } from '../stripe/signature';
import { newTransmissionId } from './ids';
import { seoulTime, seoulTimeWithoutOffset } from './seoul-time';
import { ANNOUNCED } from './status';
import type { PaymentStore } from './store';
import type { Change, Delivery } from './types';

const RETRY_AFTER_MINUTES = [1, 4, 16, 64, 256, 1024, 4096] as const;

/**
 * Tells the shop of status changes. A delivery is written in the same journal line as the change it tells of, so a
 * killed sandbox delivers it after its next start.
 */
export class Webhooks {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly stop = new AbortController();
  private reorderBuffer: string[] = [];

  constructor(
    private readonly store: PaymentStore,
    private readonly stripeSecret: string,
  ) {}

  /** Takes up what an earlier process left undelivered. */
  start(): void {
    for (const delivery of this.store.deliveries.values()) this.schedule(delivery);
  }

  close(): void {
    this.stop.abort();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** Forgets what was being sent; the store has been reset. */
  forget(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.reorderBuffer = [];
  }

  /** Commits `changes` together with the webhooks that announce them, and sends those. */
  commit(changes: Change[], now: number): void {
    const announcements = changes.flatMap((change) => {
      if (change.t === 'payment' && ANNOUNCED.has(change.value.payment.status))
        return [this.announce(change.value, now)];
      return change.t === 'stripe' && change.value.t === 'event' ? [this.deliver(change.value.value, now)] : [];
    });
    this.store.commit([...changes, ...announcements.map((value) => ({ t: 'webhook', value }) as const)]);
    for (const delivery of announcements) {
      if (delivery.state === 'held' && !this.store.config.webhookHold) this.reorder(delivery.id);
      else this.schedule(delivery);
    }
  }

  /** Sends what is held back, newest first when `reverse`. Answers how many. */
  release(filter: { orderId?: string; reverse?: boolean } = {}): number {
    const held = [...this.store.deliveries.values()].filter(
      (one) => one.state === 'held' && (filter.orderId === undefined || one.orderId === filter.orderId),
    );
    if (filter.reverse) held.reverse();
    this.reorderBuffer = this.reorderBuffer.filter((id) => !held.some((one) => one.id === id));
    for (const [index, delivery] of held.entries()) this.sendSoon(delivery, index);
    return held.length;
  }

  private announce(value: Extract<Change, { t: 'payment' }>['value'], now: number): Delivery {
    const body = {
      eventType: 'PAYMENT_STATUS_CHANGED',
      createdAt: seoulTimeWithoutOffset(now),
      data: value.payment,
    };
    const { orderId, status } = value.payment;
    return this.delivery({ id: newTransmissionId(), createdAt: now, orderId, status, body: JSON.stringify(body) });
  }

  private deliver(event: StripeEvent, now: number): Delivery {
    const { id, type, orderId } = event;
    return this.delivery({ id, createdAt: now, from: 'stripe', orderId, status: type, body: event.body });
  }

  private delivery(message: Pick<Delivery, 'id' | 'createdAt' | 'from' | 'orderId' | 'status' | 'body'>): Delivery {
    const { config } = this.store;
    const held = config.webhookHold || config.webhookReorder > 1;
    return {
      ...message,
      copies: config.webhookCopies,
      attempts: 0,
      lastStatus: null,
      nextAt: config.webhookDrop || held ? null : message.createdAt,
      state: config.webhookDrop ? 'dropped' : held ? 'held' : 'waiting',
    };
  }

  private reorder(id: string): void {
    this.reorderBuffer.push(id);
    if (this.reorderBuffer.length < this.store.config.webhookReorder) return;
    const ids = this.reorderBuffer.reverse();
    this.reorderBuffer = [];
    for (const [index, one] of ids.entries()) {
      const delivery = this.store.deliveries.get(one);
      if (delivery) this.sendSoon(delivery, index);
    }
  }

  /** Puts a held delivery on its way; the gap keeps those released together in the order asked for. */
  private sendSoon(delivery: Delivery, place: number): void {
    const next: Delivery = { ...delivery, state: 'waiting', nextAt: Date.now() + place * 50 };
    this.store.commit([{ t: 'webhook', value: next }]);
    this.schedule(next);
  }

  private schedule(delivery: Delivery): void {
    if (delivery.state !== 'waiting' || delivery.nextAt === null) return;
    const waitMs = Math.min(Math.max(0, delivery.nextAt - Date.now()), 2 ** 31 - 1);
    const timer = setTimeout(() => {
      this.timers.delete(delivery.id);
      void this.attempt(delivery.id);
    }, waitMs);
    timer.unref();
    this.timers.set(delivery.id, timer);
  }

  private async attempt(id: string): Promise<void> {
    const delivery = this.store.deliveries.get(id);
    if (delivery?.state !== 'waiting') return;
    let lastStatus: number | null = null;
    let delivered = false;
    for (let copy = 0; copy < delivery.copies; copy += 1) {
      lastStatus = await this.post(delivery);
      delivered ||= lastStatus === 200;
    }
    if (this.stop.signal.aborted || !this.store.deliveries.has(id)) return;
    const attempts = delivery.attempts + 1;
    const retryMinutes = RETRY_AFTER_MINUTES[attempts - 1];
    const next: Delivery = { ...delivery, attempts, lastStatus, state: 'given-up', nextAt: null };
    if (delivered) next.state = 'delivered';
    else if (retryMinutes !== undefined) {
      next.state = 'waiting';
      next.nextAt = Date.now() + retryMinutes * 60_000 * this.store.config.webhookRetryScale;
    }
    this.store.commit([{ t: 'webhook', value: next }]);
    this.schedule(next);
  }

  /** The HTTP status of the shop's answer, null when there was none. */
  private async post(delivery: Delivery): Promise<number | null> {
    const { webhookUrl, stripeWebhookUrl, webhookTimeoutMs } = this.store.config;
    const stripe = delivery.from === 'stripe';
    try {
      const answer = await fetch(stripe ? stripeWebhookUrl : webhookUrl, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(stripe
            ? { 'stripe-signature': signature(delivery.body, this.stripeSecret, Date.now()) }
            : {
                'tosspayments-webhook-transmission-id': delivery.id,
                'tosspayments-webhook-transmission-time': seoulTime(Date.now()),
                'tosspayments-webhook-transmission-retried-count': String(delivery.attempts),
              }),
        },
        body: delivery.body,
        signal: AbortSignal.any([this.stop.signal, AbortSignal.timeout(webhookTimeoutMs)]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }
}
