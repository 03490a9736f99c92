import { type BookingPolicy, freezePolicy } from '@/server/domain/payment/policy';

/** One sentence about what cancelling gives back; instants are epoch ms, spans hours before the start. */
export type RefundTerm =
  | { kind: 'always' }
  | { kind: 'grace'; minutes: number }
  | { kind: 'tier'; percent: number; hoursBefore: number; untilMs: number | null }
  | { kind: 'nothing-after' }
  | { kind: 'nothing' };

const HOUR_MS = 3_600_000;

/**
 * What cancelling gives back, in the order it comes to pass. For one booking (`at`) the deadlines are instants and those
 * that have passed are left out: what can no longer be had is not promised.
 */
export function refundTerms(
  policy: Pick<BookingPolicy, 'tiers' | 'graceMinutes'>,
  at?: { startsAtMs: number; nowMs: number },
): RefundTerm[] {
  const tiers = freezePolicy({ ...policy, depositKind: 'none', depositMinor: 0, depositFromParty: 1 }).tiers;
  if (tiers.length === 0) return [{ kind: 'always' }];
  const open: RefundTerm[] = tiers
    .filter((tier) => tier.refundPercent > 0)
    .map((tier) => ({
      kind: 'tier' as const,
      percent: tier.refundPercent,
      hoursBefore: tier.hoursBefore,
      untilMs: at ? at.startsAtMs - tier.hoursBefore * HOUR_MS : null,
    }))
    .filter((tier) => !at || tier.untilMs! > at.nowMs);
  const last = open.at(-1);
  // Within the grace period all comes back anyway; it is worth a sentence only where a tier gives less.
  const grace: RefundTerm[] = policy.graceMinutes > 0 ? [{ kind: 'grace', minutes: policy.graceMinutes }] : [];
  if (!last) return grace.length > 0 ? [...grace, { kind: 'nothing-after' }] : [{ kind: 'nothing' }];
  const untilStart = last.kind === 'tier' && last.hoursBefore === 0;
  return [...open, ...grace, ...(untilStart ? [] : [{ kind: 'nothing-after' as const }])];
}
