import type { Router } from '../http/router';
import type { SandboxSettings } from '../options';
import { PaymentApi } from './api';
import { PaymentControl } from './control';
import { FaultQueue } from './faults';
import { canExpire, expire } from './operations';
import { PaymentPages } from './page-routes';
import { PaymentStore } from './store';
import { Webhooks } from './webhooks';

const SWEEP_EVERY_MS = 100;

/** Mounts the payment provider under `/toss` and its control under `/control`. */
export function startPayments(router: Router, settings: SandboxSettings, publicUrl: string): { close(): void } {
  const store = new PaymentStore(settings.dataDir, settings.webhookUrl);
  const webhooks = new Webhooks(store);
  const faults = new FaultQueue();
  const api = new PaymentApi(settings, store, webhooks, faults);
  new PaymentPages(settings, publicUrl, store, webhooks).register(router, '/toss');
  new PaymentControl(publicUrl, store, webhooks, faults, api).register(router, '/control');
  api.register(router, '/toss');
  webhooks.start();
  expireDue(store, webhooks);
  const sweep = setInterval(() => expireDue(store, webhooks), SWEEP_EVERY_MS);
  sweep.unref();
  return {
    close() {
      clearInterval(sweep);
      api.close();
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
