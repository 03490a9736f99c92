import { type BookingPolicy, freezePolicy } from '@/server/domain/payment/policy';

/** One sentence about what cancelling gives back; instants are epoch ms, spans hours before the start. */
export type RefundTerm =
  | { kind: 'always' }
  | { kind: 'grace'; minutes: number }
  | { kind: 'tier'; percent: number; hoursBefore: number; untilMs: number | null }
  | { kind: 'nothing-after' }
  | { kind: 'nothing' };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What cancelling gives back, the earliest first. For one booking (`at`) the deadlines are instants and those
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
  const grace: RefundTerm[] = graceCounts(policy.graceMinutes, open[0], at)
    ? [{ kind: 'grace', minutes: policy.graceMinutes }]
    : [];
  if (!last) return grace.length > 0 ? [...grace, { kind: 'nothing-after' }] : [{ kind: 'nothing' }];
  const untilStart = last.kind === 'tier' && last.hoursBefore === 0;
  return [...grace, ...open, ...(untilStart ? [] : [{ kind: 'nothing-after' as const }])];
}

/** The grace period is worth a sentence unless everything comes back for longer than it lasts anyway. */
function graceCounts(minutes: number, first: RefundTerm | undefined, at: { nowMs: number } | undefined): boolean {
  if (minutes === 0) return false;
  const untilMs = first?.kind === 'tier' && first.percent === 100 ? first.untilMs : null;
  return !at || untilMs === null || untilMs < at.nowMs + minutes * MINUTE_MS;
}
