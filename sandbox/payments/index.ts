import type { Router } from '../http/router';
import type { SandboxSettings } from '../options';
import { registerStripe } from '../stripe';
import { registerTossApi } from './api';
import { PaymentControl } from './control';
import { FaultQueue } from './faults';
import { canExpire, expire } from './operations';
import { PaymentPages } from './page-routes';
import { PaymentStore } from './store';
import { Webhooks } from './webhooks';

const SWEEP_EVERY_MS = 100;

/** Mounts the payment providers under `/toss` and `/stripe`, and the control of both under `/control`. */
export function startPayments(router: Router, settings: SandboxSettings, publicUrl: string): { close(): void } {
  const store = new PaymentStore(settings.dataDir, settings.webhookUrl, settings.stripeWebhookUrl);
  const webhooks = new Webhooks(store, settings.stripeWebhookSecret);
  const faults = new FaultQueue();
  new PaymentPages(settings, publicUrl, store, webhooks).register(router, '/toss');
  const toss = registerTossApi(router, '/toss', settings, store, webhooks, faults);
  const stripe = registerStripe(router, { settings, publicUrl, store, webhooks, faults });
  new PaymentControl(publicUrl, store, webhooks, faults, [toss, stripe.api]).register(router, '/control');
  webhooks.start();
  expireDue(store, webhooks);
  const sweep = setInterval(() => {
    expireDue(store, webhooks);
    stripe.sweep(Date.now());
  }, SWEEP_EVERY_MS);
  sweep.unref();
  return {
    close() {
      clearInterval(sweep);
      toss.close();
      stripe.api.close();
      webhooks.close();
      store.close();
    },
  };
}

/** Ends the payments whose time is over. */
function expireDue(store: PaymentStore, webhooks: Webhooks): void {
  const now = Date.now();
  for (const paymentKey of [...store.open]) {
    const stored = store.payments.get(paymentKey);
    if (stored && stored.expiresAt <= now && canExpire(stored)) webhooks.commit(expire(stored), now);
  }
}
