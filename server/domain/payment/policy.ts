import { type Currency, type Money, money, percentRoundedDown } from '../shared/money';

/** Cancelling at least `hoursBefore` the start gives back `refundPercent`. */
export type CancellationTier = { hoursBefore: number; refundPercent: number };

/** Terms as a restaurant sets them. `tiers` go from the most hours to the fewest. */
export type BookingPolicy = {
  depositKind: 'none' | 'per_person' | 'per_booking';
  depositMinor: number;
  depositFromParty: number;
  tiers: CancellationTier[];
  graceMinutes: number;
};

/** The terms one booking was made under; they stay its terms whatever the restaurant changes later. */
export type FrozenPolicy = Pick<BookingPolicy, 'tiers' | 'graceMinutes'>;

export const NO_DEPOSIT_POLICY: BookingPolicy = {
  depositKind: 'none',
  depositMinor: 0,
  depositFromParty: 1,
  tiers: [],
  graceMinutes: 0,
};

/** What a party pays to book. */
export function depositFor(policy: BookingPolicy, party: number, currency: Currency): Money {
  if (policy.depositKind === 'none' || party < policy.depositFromParty) return money(0, currency);
  return money(policy.depositKind === 'per_person' ? policy.depositMinor * party : policy.depositMinor, currency);
}

export const freezePolicy = (policy: BookingPolicy): FrozenPolicy => ({
  tiers: [...policy.tiers].sort((a, b) => b.hoursBefore - a.hoursBefore),
  graceMinutes: policy.graceMinutes,
});

export type RefundQuote = {
  refund: Money;
  percent: number;
  /** Until when this quote holds, epoch ms; null when it does not get worse. */
  validUntilMs: number | null;
  because: 'grace' | 'tier' | 'too-late';
};

const HOUR_MS = 3_600_000;

/**
 * What cancelling at `nowMs` gives back of `paid`. The grace period returns everything, but never after the start.
 * With no tiers a cancellation before the start returns everything.
 */
export function refundQuote(
  policy: FrozenPolicy,
  paid: Money,
  at: { nowMs: number; bookedAtMs: number; startsAtMs: number },
): RefundQuote {
  const graceEndsMs = Math.min(at.bookedAtMs + policy.graceMinutes * 60_000, at.startsAtMs);
  const tiers = policy.tiers.length > 0 ? policy.tiers : [{ hoursBefore: 0, refundPercent: 100 }];
  const tier = tiers.find((candidate) => at.nowMs <= at.startsAtMs - candidate.hoursBefore * HOUR_MS);
  const byTier = tier
    ? {
        percent: tier.refundPercent,
        validUntilMs: at.startsAtMs - tier.hoursBefore * HOUR_MS,
        because: 'tier' as const,
      }
    : { percent: 0, validUntilMs: null, because: 'too-late' as const };
  const inGrace = at.nowMs < graceEndsMs && byTier.percent < 100;
  const chosen = inGrace ? { percent: 100, validUntilMs: graceEndsMs, because: 'grace' as const } : byTier;
  return { ...chosen, refund: percentRoundedDown(paid, chosen.percent) };
}

/** Says what is wrong with terms, by field; empty when nothing is. */
export function policyProblems(policy: BookingPolicy): { field: keyof BookingPolicy; problem: string }[] {
  const problems: { field: keyof BookingPolicy; problem: string }[] = [];
  if (policy.depositKind !== 'none' && policy.depositMinor < 100)
    problems.push({ field: 'depositMinor', problem: 'minimum' });
  const tiers = [...policy.tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);
  for (const [index, tier] of tiers.entries()) {
    const earlier = tiers[index - 1];
    if (tier.refundPercent < 0 || tier.refundPercent > 100) problems.push({ field: 'tiers', problem: 'percent' });
    if (tier.hoursBefore < 0) problems.push({ field: 'tiers', problem: 'hours' });
    if (earlier && earlier.hoursBefore === tier.hoursBefore) problems.push({ field: 'tiers', problem: 'twice' });
    if (earlier && earlier.refundPercent < tier.refundPercent) problems.push({ field: 'tiers', problem: 'rising' });
  }
  return problems;
}
