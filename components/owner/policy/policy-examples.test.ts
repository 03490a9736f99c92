import { describe, expect, it } from 'vitest';
import { NO_DEPOSIT_POLICY } from '@/server/domain/payment/policy';
import { exampleRefunds } from './policy-examples';

const policy = {
  ...NO_DEPOSIT_POLICY,
  depositKind: 'per_person' as const,
  depositMinor: 10_000,
  tiers: [
    { hoursBefore: 3, refundPercent: 50 },
    { hoursBefore: 24, refundPercent: 100 },
  ],
};

/** A Wednesday evening. */
const dinner = (party: number) => ({ party, serviceDate: '2026-01-07', minute: 19 * 60 });

describe('examples of refunds', () => {
  it('go from early to late and end with what is left after the last line', () => {
    expect(
      exampleRefunds(policy, dinner(4), 'KRW').map(({ hoursBefore, kind, refund }) => [
        hoursBefore,
        kind,
        refund.amountMinor,
      ]),
    ).toEqual([
      [24, 'until', 40_000],
      [3, 'until', 20_000],
      [3, 'after', 0],
    ]);
  });
  it('give all back before the start when no line is set', () => {
    expect(
      exampleRefunds({ ...policy, tiers: [] }, dinner(2), 'KRW').map(({ kind, percent }) => [kind, percent]),
    ).toEqual([
      ['until', 100],
      ['after', 0],
    ]);
  });
});
