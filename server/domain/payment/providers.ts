/** Who can move money for a restaurant. Each has its folder in `server/infra/payments`. */
export const PROVIDER_NAMES = ['toss', 'stripe'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];
