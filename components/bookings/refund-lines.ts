import { type FrozenPolicy, freezePolicy, NO_DEPOSIT_POLICY } from '@/server/domain/payment/policy';
import { money, percentRoundedDown } from '@/server/domain/shared/money';
import type { BookingView } from '@/server/services/booking';

/** Until an instant (epoch ms; null is "from then on") cancelling gives back so much. `grace` counts from booking. */
export type RefundLine = {
  kind: 'grace' | 'until' | 'untilStart' | 'after';
  untilMs: number | null;
  percent: number;
  amountMinor: number;
};

const HOUR_MS = 3_600_000;

/**
 * What cancelling gives back, in the order in which it gets less. What has passed is left out; so is the grace period
 * where everything comes back anyway. `bookedAtMs` is null for what is not booked yet: grace then has no instant.
 */
export function refundLines(
  policy: FrozenPolicy,
  booking: Pick<BookingView, 'amountMinor' | 'currency' | 'startsAtMs' | 'nowMs'> & { bookedAtMs: number | null },
): RefundLine[] {
  const { startsAtMs, nowMs, bookedAtMs } = booking;
  const line = (kind: RefundLine['kind'], percent: number, untilMs: number | null): RefundLine => ({
    kind,
    untilMs,
    percent,
    amountMinor: percentRoundedDown(money(booking.amountMinor, booking.currency), percent).amountMinor,
  });
  const sorted = freezePolicy({ ...NO_DEPOSIT_POLICY, ...policy }).tiers;
  const tiers = (sorted.length > 0 ? sorted : [{ hoursBefore: 0, refundPercent: 100 }])
    .map((tier) => ({ percent: tier.refundPercent, untilMs: startsAtMs - tier.hoursBefore * HOUR_MS }))
    .filter((tier) => tier.percent > 0 && tier.untilMs >= nowMs);
  const lines = tiers.map((tier) =>
    line(tier.untilMs === startsAtMs ? 'untilStart' : 'until', tier.percent, tier.untilMs),
  );
  const graceEndsMs = Math.min((bookedAtMs ?? nowMs) + policy.graceMinutes * 60_000, startsAtMs);
  const freeUntilMs = tiers.find((tier) => tier.percent === 100)?.untilMs ?? Number.NEGATIVE_INFINITY;
  if (policy.graceMinutes > 0 && graceEndsMs > Math.max(nowMs, freeUntilMs)) {
    // A deadline within the grace period never counts: until then everything comes back.
    const later = lines.filter(({ untilMs }) => untilMs === null || untilMs > graceEndsMs);
    lines.splice(0, lines.length, line('grace', 100, bookedAtMs === null ? null : graceEndsMs), ...later);
  }
  const last = tiers.at(-1);
  return last?.untilMs === startsAtMs ? lines : [...lines, line('after', 0, null)];
}
