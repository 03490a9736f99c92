import { describe, expect, it } from 'vitest';
import type { OpsOverview } from '@/server/services/ops';
import { sparkline, vitalsOf } from './vitals';

const CALM: OpsOverview = {
  nowMs: 0,
  outbox: { waiting: 0, oldestAgeMs: null, sentLastHour: 10 },
  holds: { live: 3, overdue: 0 },
  payments: { confirming: 1, open: 2, capturedToday: 5, declinedToday: 1 },
  refunds: { requested: 1, review: 0 },
  reviews: { open: 0 },
  deadLetters: { open: 0 },
};
const troubled = (now: OpsOverview) =>
  vitalsOf(now)
    .filter(({ tone }) => tone === 'trouble')
    .map(({ key, mend }) => [key, mend]);

describe('what an operator watches', () => {
  it('an ordinary evening troubles nobody', () => {
    expect(troubled(CALM)).toEqual([]);
  });
  it('each red thing says where it is mended', () => {
    const bad: OpsOverview = {
      ...CALM,
      outbox: { waiting: 9, oldestAgeMs: 61_000, sentLastHour: 0 },
      refunds: { requested: 0, review: 1 },
      reviews: { open: 1 },
      deadLetters: { open: 2 },
    };
    expect(troubled(bad)).toEqual([
      ['outbox', '/ops/runs?status=running'],
      ['reviews', '/ops/reviews'],
      ['deadLetters', '/ops/letters'],
    ]);
  });
  it('a refund that waits for a person is one trouble with its case, and one by itself without', () => {
    const refunds = { requested: 0, review: 1 };
    expect(troubled({ ...CALM, refunds, reviews: { open: 1 } })).toEqual([['reviews', '/ops/reviews']]);
    expect(troubled({ ...CALM, refunds })).toEqual([['refunds', '/ops/reviews']]);
  });
  it('an outbox that waits a little is late, not red', () => {
    const late = vitalsOf({ ...CALM, outbox: { waiting: 2, oldestAgeMs: 11_000, sentLastHour: 5 } });
    expect(late.find(({ key }) => key === 'outbox')?.tone).toBe('waiting');
  });
});

describe('the small lines', () => {
  it('run from the left to the right, low to high', () => {
    expect(sparkline([0, 5, 10], 80, 20)).toBe('M0.0 20.0 L40.0 10.0 L80.0 0.0');
  });
  it('are flat when nothing moved', () => {
    expect(sparkline([4, 4], 80, 20)).toBe('M0.0 10.0 L80.0 10.0');
  });
});
