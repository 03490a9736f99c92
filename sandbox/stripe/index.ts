import type { Router } from '../http/router';
import type { ProviderApi } from '../lib/provider-api';
import { registerStripeApi, type StripeParts } from './api';
import { registerStripeControl } from './control';
import { dailyPayout } from './lists';

import { registerStripePages } from './page-routes';
import { expireSession } from './sessions';

/** Mounts Stripe under `/stripe`. `sweep` ends the sessions whose time is over and pays out what is due. */
export function registerStripe(router: Router, parts: StripeParts): { api: ProviderApi; sweep(now: number): void } {
  const { store, webhooks } = parts;
  registerStripePages(router, '/stripe', parts);
  registerStripeControl(router, '/control/stripe', parts);
  const api = registerStripeApi(router, '/stripe', parts);
  const sweep = (now: number) => {
    for (const id of [...store.stripe.open]) {
      const session = store.stripe.sessions.get(id)?.value;
      if (session && session.expires_at * 1000 <= now) webhooks.commit(expireSession(store, id, now).changes, now);
    }
    const paid = dailyPayout(store, now);
    if (paid.length > 0) webhooks.commit(paid, now);
  };
  return { api, sweep };
}
