import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merged, quantile } from './distribution';

const bounds = [1, 2, 5, 10];

describe('what a share of all does not pass', () => {
  it('lies within the bound that holds it, evenly spread', () => {
    expect(quantile({ bounds, counts: [0, 0, 4, 0, 0] }, 0.5)).toBe(3.5);
    expect(quantile({ bounds, counts: [10, 10, 0, 0, 0] }, 0.5)).toBe(1);
    expect(quantile({ bounds, counts: [10, 10, 0, 0, 0] }, 0.95)).toBeCloseTo(1.9);
  });
  it('is the last bound where it lies above all, and nothing where nothing was counted', () => {
    expect(quantile({ bounds, counts: [0, 0, 0, 0, 3] }, 0.5)).toBe(10);
    expect(quantile({ bounds, counts: [0, 0, 0, 0, 0] }, 0.5)).toBeNull();
  });
  it('is off by no more than its bound, whatever was counted', () => {
    const value = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.constantFrom(0.5, 0.95, 1), (values, q) => {
        const counts = [...bounds, Number.POSITIVE_INFINITY].map(
          (upper, at) => values.filter((each) => each <= upper && each > (bounds[at - 1] ?? 0)).length,
        );
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
        const upper = bounds.find((bound) => exact <= bound)!;
        const guess = quantile({ bounds, counts }, q)!;
        expect(guess).toBeLessThanOrEqual(upper);
        expect(guess).toBeGreaterThanOrEqual(bounds[bounds.indexOf(upper) - 1] ?? 0);
      }),
    );
  });
  it('of several processes is that of all they counted', () => {
    const both = merged([
      { bounds, counts: [3, 0, 0, 0, 0] },
      { bounds, counts: [0, 0, 0, 1, 0] },
    ]);
    expect(both.counts).toEqual([3, 0, 0, 1, 0]);
  });
});
