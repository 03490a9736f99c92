import { describe, expect, it } from 'vitest';
import { refundQuote } from '@/server/domain/payment/policy';
import { money } from '@/server/domain/shared/money';
import { refundTerms } from './refund-terms';

const HOUR = 3_600_000;
const startsAtMs = Date.parse('2026-11-27T19:00:00+09:00');
const tiers = [
  { hoursBefore: 3, refundPercent: 50 },
  { hoursBefore: 24, refundPercent: 100 },
];

describe('what is said about refunds', () => {
  it('goes from the most given back to nothing', () => {
    expect(refundTerms({ tiers, graceMinutes: 0 })).toEqual([
      { kind: 'tier', percent: 100, hoursBefore: 24, untilMs: null },
      { kind: 'tier', percent: 50, hoursBefore: 3, untilMs: null },
      { kind: 'nothing-after' },
    ]);
  });
  it('does not promise a deadline that has passed', () => {
    const said = refundTerms({ tiers, graceMinutes: 30 }, { startsAtMs, nowMs: startsAtMs - 5 * HOUR });
    expect(said).toEqual([
      { kind: 'grace', minutes: 30 },
      { kind: 'tier', percent: 50, hoursBefore: 3, untilMs: startsAtMs - 3 * HOUR },
      { kind: 'nothing-after' },
    ]);
  });
  it('leaves the grace period out while everything comes back for longer', () => {
    const kinds = (hours: number) =>
      refundTerms({ tiers, graceMinutes: 30 }, { startsAtMs, nowMs: startsAtMs - hours * HOUR }).map(
        (term) => term.kind,
      );
    expect(kinds(30)).not.toContain('grace');
    expect(kinds(24.25)).toContain('grace');
  });
  it('says so when nothing can come back any more', () => {
    expect(refundTerms({ tiers, graceMinutes: 0 }, { startsAtMs, nowMs: startsAtMs - HOUR })).toEqual([
      { kind: 'nothing' },
    ]);
  });
  it('without tiers is everything until the start', () => {
    expect(refundTerms({ tiers: [], graceMinutes: 30 })).toEqual([{ kind: 'always' }]);
  });
  it('promises no more than the service gives at the deadline itself, and no less', () => {
    const paid = money(20_000, 'KRW');
    for (const term of refundTerms({ tiers, graceMinutes: 0 }, { startsAtMs, nowMs: startsAtMs - 100 * HOUR })) {
      if (term.kind !== 'tier') continue;
      const at = (nowMs: number) =>
        refundQuote({ tiers: [...tiers].reverse(), graceMinutes: 0 }, paid, { nowMs, bookedAtMs: 0, startsAtMs });
      expect(at(term.untilMs!).percent).toBe(term.percent);
      expect(at(term.untilMs! + 1).percent).toBeLessThan(term.percent);
    }
  });
});
