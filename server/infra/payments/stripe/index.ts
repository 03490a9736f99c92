import type { PaymentProvider, ProviderDefinition } from '../provider';
import type { StripeOptions } from './api';

export const stripe: ProviderDefinition = {
  name: 'stripe',
  fromEnv: (env) =>
    env.STRIPE_SECRET_KEY && env.STRIPE_WEBHOOK_SECRET
      ? whenNeeded({
          secretKey: env.STRIPE_SECRET_KEY,
          webhookSecret: env.STRIPE_WEBHOOK_SECRET,
          apiUrl: env.STRIPE_API_URL,
        })
      : null,
};

/** The SDK is large: a process that never meets Stripe starts without it. */
function whenNeeded(options: StripeOptions): PaymentProvider {
  let loaded: Promise<Required<PaymentProvider>> | undefined;
  const provider = () => {
    loaded ??= import('./client').then(({ createStripeProvider }) => createStripeProvider(options));
    return loaded;
  };
  return {
    begin: async (order) => (await provider()).begin(order),
    confirm: async (input) => (await provider()).confirm(input),
    lookup: async (order) => (await provider()).lookup(order),
    release: async (order) => (await provider()).release(order),
    refund: async (input) => (await provider()).refund(input),
    transactions: async (stretch, after) => (await provider()).transactions(stretch, after),
    settlements: async (stretch, after) => (await provider()).settlements(stretch, after),
    readWebhook: async (header, rawBody, nowMs) => (await provider()).readWebhook(header, rawBody, nowMs),
  };
}
