/** Who can move money for a restaurant. Each has its folder in `server/infra/payments`. */
export const PROVIDER_NAMES = ['toss', 'stripe'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export const isProviderName = (value: unknown): value is ProviderName =>
  (PROVIDER_NAMES as readonly unknown[]).includes(value);

/** What they call themselves, in every language. */
export const PROVIDER_LABELS: Record<ProviderName, string> = { toss: 'Toss Payments', stripe: 'Stripe' };
