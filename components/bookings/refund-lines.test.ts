import { describe, expect, it } from 'vitest';
import { refundLines } from './refund-lines';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 27, 10);
const TIERS = [
  { hoursBefore: 24, refundPercent: 100 },
  { hoursBefore: 6, refundPercent: 50 },
];
const booking = (hoursAhead: number, bookedHoursAhead: number | null = null) => ({
  amountMinor: 20_001,
  currency: 'KRW' as const,
  startsAtMs: START,
  nowMs: START - hoursAhead * HOUR,
  bookedAtMs: bookedHoursAhead === null ? null : START - bookedHoursAhead * HOUR,
});
const short = (lines: ReturnType<typeof refundLines>) =>
  lines.map(({ kind, untilMs, percent, amountMinor }) => [
    kind,
    untilMs === null ? null : (START - untilMs) / HOUR,
    percent,
    amountMinor,
  ]);

describe('what cancelling gives back, in lines', () => {
  it('names each deadline once, then that nothing follows', () => {
    // Half of 20,001 is 10,000.5: rounded down.
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 30 }, booking(100)))).toEqual([
      ['until', 24, 100, 20_001],
      ['until', 6, 50, 10_000],
      ['after', null, 0, 0],
    ]);
  });
  it('does not promise what has passed, and names the grace period only where it gives more', () => {
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 30 }, booking(10)))).toEqual([
      ['grace', null, 100, 20_001],
      ['until', 6, 50, 10_000],
      ['after', null, 0, 0],
    ]);
    // Booked 10 h ahead with 30 min of grace: it ends 9.5 h ahead, and 9 h ahead it is over.
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 30 }, booking(9.75, 10)))[0]).toEqual([
      'grace',
      9.5,
      100,
      20_001,
    ]);
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 30 }, booking(9, 10)))[0]).toEqual(['until', 6, 50, 10_000]);
  });
  it('leaves out a deadline that ends within the grace period', () => {
    // Booked 6 h 10 min ahead with 30 min of grace: half until 6 h ahead never counts.
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 30 }, booking(6.1, 6.2)))).toEqual([
      ['grace', 5.7, 100, 20_001],
      ['after', null, 0, 0],
    ]);
  });
  it('says nothing comes back when every deadline is behind', () => {
    expect(short(refundLines({ tiers: TIERS, graceMinutes: 0 }, booking(2, 50)))).toEqual([['after', null, 0, 0]]);
  });
  it('returns everything until the start where the restaurant set no terms', () => {
    expect(short(refundLines({ tiers: [], graceMinutes: 0 }, booking(2)))).toEqual([['untilStart', 0, 100, 20_001]]);
  });
});
