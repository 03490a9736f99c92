/** How often a restaurant is settled: every Monday to Sunday, on the 15th and at the end of a month, or at its end. */
export const SETTLEMENT_PERIODS = ['weekly', 'twice_monthly', 'monthly'] as const;
export type SettlementPeriod = (typeof SETTLEMENT_PERIODS)[number];
