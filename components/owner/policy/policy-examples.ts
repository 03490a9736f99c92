import {
  type BookingPolicy,
  type DepositWish,
  depositFor,
  freezePolicy,
  refundQuote,
} from '@/server/domain/payment/policy';
import type { Currency, Money } from '@/server/domain/shared/money';

const HOUR_MS = 3_600_000;
const START_MS = 0;
/** Long before the start, so that only the tiers speak. */
const BOOKED_MS = START_MS - 365 * 24 * HOUR_MS;

export type Example = { hoursBefore: number; kind: 'until' | 'after'; percent: number; refund: Money };

/**
 * What cancelling gives back of a party's deposit, line by line from early to late, decided by the same function as a
 * real cancellation. The last line is after the start of the last tier.
 */
export function exampleRefunds(policy: BookingPolicy, wish: DepositWish, currency: Currency): Example[] {
  const paid = depositFor(policy, wish, currency);
  const frozen = freezePolicy(policy);
  const quote = (hoursBefore: number, lateMs: number) =>
    refundQuote(frozen, paid, {
      nowMs: START_MS - hoursBefore * HOUR_MS + lateMs,
      bookedAtMs: BOOKED_MS,
      startsAtMs: START_MS,
    });
  const tiers = frozen.tiers.length > 0 ? frozen.tiers : [{ hoursBefore: 0, refundPercent: 100 }];
  const lines: Example[] = tiers.map(({ hoursBefore }) => ({ hoursBefore, kind: 'until', ...quote(hoursBefore, 0) }));
  const last = tiers[tiers.length - 1]!;
  return [...lines, { hoursBefore: last.hoursBefore, kind: 'after', ...quote(last.hoursBefore, 1) }];
}
