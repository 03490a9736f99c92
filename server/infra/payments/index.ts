import type { Env } from '@/env';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentProvider } from './provider';
import { createTossProvider } from './toss/client';

export type { Page, PaymentProvider, ProviderOrder, Stretch } from './provider';

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

export const createPayments = (env: Env): Payments =>
  asPayments({ toss: createTossProvider({ apiUrl: env.TOSS_API_URL, secretKey: env.TOSS_SECRET_KEY }) });
