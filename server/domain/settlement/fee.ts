import type { SettlementPeriod } from './period';

/** What a restaurant pays the platform for what a booking earns, and how often it is settled. */
export type MerchantTerms = {
  /** Hundredths of a percent of what a booking earns. */
  feeBps: number;
  /** For each booking that earns something, minor units. */
  feeFixedMinor: number;
  /** VAT on the fee, hundredths of a percent. */
  vatBps: number;
  period: SettlementPeriod;
};

export const DEFAULT_TERMS: MerchantTerms = { feeBps: 300, feeFixedMinor: 0, vatBps: 1_000, period: 'twice_monthly' };

export type Earned = { grossMinor: number; feeMinor: number; vatMinor: number; netMinor: number };

/**
 * What is left of a booking's earnings. Fee and VAT are rounded down to the minor unit, each booking by itself: the figures of a
 * statement are sums of its lines, so no rounding happens anywhere else and none is lost. Never more than there is.
 */
export function earnedOf(grossMinor: number, terms: MerchantTerms): Earned {
  if (!Number.isSafeInteger(grossMinor) || grossMinor < 0)
    throw new RangeError(`what is earned must be a whole amount of at least 0, got ${grossMinor}`);
  if (grossMinor === 0) return { grossMinor: 0, feeMinor: 0, vatMinor: 0, netMinor: 0 };
  const feeMinor = Math.min(grossMinor, Math.floor((grossMinor * terms.feeBps) / 10_000) + terms.feeFixedMinor);
  const vatMinor = Math.min(grossMinor - feeMinor, Math.floor((feeMinor * terms.vatBps) / 10_000));
  return { grossMinor, feeMinor, vatMinor, netMinor: grossMinor - feeMinor - vatMinor };
}
