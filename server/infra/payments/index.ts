import type { Env } from '@/env';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentProvider, ProviderDefinition } from './provider';
import { stripe } from './stripe';
import { toss } from './toss';

export type {
  OpeningOrder,
  OpenOutcome,
  Page,
  PaymentProvider,
  ProviderOrder,
  ReleaseOutcome,
  Stretch,
  WebhookReading,
} from './provider';

/** Every provider there is. A new one adds its line here; docs/concepts/providers.md says what else. */
const DEFINITIONS: readonly ProviderDefinition[] = [toss, stripe];

/** The providers of this installation. */
export type Payments = {
  /** Those that are set up. */
  names: readonly ProviderName[];
  /** Throws when that provider is not set up: a payment stays with the provider it began at. */
  of(name: ProviderName): PaymentProvider;
};

export const asPayments = (providers: Partial<Record<ProviderName, PaymentProvider>>): Payments => ({
  names: Object.keys(providers) as ProviderName[],
  of(name) {
    const provider = providers[name];
    if (!provider) throw new Error(`payment provider ${name} is not set up`);
    return provider;
  },
});

export function createPayments(env: Env): Payments {
  const setUp = DEFINITIONS.flatMap(({ name, fromEnv }) => {
    const provider = fromEnv(env);
    return provider ? [[name, provider] as const] : [];
  });
  return asPayments(Object.fromEntries(setUp));
}
