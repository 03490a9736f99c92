import type { ProviderDefinition } from '../provider';
import { createStripeProvider } from './client';

export const stripe: ProviderDefinition = {
  name: 'stripe',
  fromEnv: (env) =>
    env.STRIPE_SECRET_KEY && env.STRIPE_WEBHOOK_SECRET
      ? createStripeProvider({
          secretKey: env.STRIPE_SECRET_KEY,
          webhookSecret: env.STRIPE_WEBHOOK_SECRET,
          apiUrl: env.STRIPE_API_URL,
        })
      : null,
};
