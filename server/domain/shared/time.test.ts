import { describe, expect, it } from 'vitest';
import { addDays, clockOf, dateAt, daysBetween, instantOf, isServiceDate, minuteAt, wallSpan, weekdayOf } from './time';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe('service days', () => {
  it('a minute past 1440 is the next morning of the same service', () => {
    expect(iso(instantOf('2026-11-27', 1530, 'Asia/Seoul'))).toBe('2026-11-27T16:30:00.000Z');
    expect(minuteAt(Date.parse('2026-11-27T16:30:00Z'), '2026-11-27', 'Asia/Seoul')).toBe(1530);
    expect(clockOf(1530)).toBe('01:30');
  });

  it('an hour the clock skips in New York does not exist', () => {
    // 2026-03-08 02:00 EST jumps to 03:00 EDT.
    expect(instantOf('2026-03-08', 150, 'America/New_York')).toBeNull();
    expect(iso(instantOf('2026-03-08', 180, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
    expect(instantOf('2026-03-07', 1440 + 150, 'America/New_York')).toBeNull();
    expect(iso(instantOf('2026-03-08', 1140, 'America/New_York'))).toBe('2026-03-08T23:00:00.000Z');
  });

  it('an hour the clock repeats in New York is the first of the two', () => {
    // 2026-11-01 02:00 EDT falls back to 01:00 EST.
    expect(iso(instantOf('2026-11-01', 90, 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(instantOf('2026-11-01', 120, 'America/New_York'))).toBe('2026-11-01T07:00:00.000Z');
  });

  it('a stay over the repeated hour takes all of that hour', () => {
    // From 00:30 EDT, 120 real minutes: 00:30–02:00 EDT, then 01:00–01:30 EST. On the wall: 00:30 to 02:00.
    expect(wallSpan('2026-11-01', 30, 120, 30, 'America/New_York')).toEqual({ from: 30, to: 120 });
    // From 01:30 EDT, 60 minutes: 01:30–02:00 EDT, then 01:00–01:30 EST. It reaches back on the wall.
    expect(wallSpan('2026-11-01', 90, 60, 30, 'America/New_York')).toEqual({ from: 60, to: 120 });
  });

  it('a stay over the skipped hour ends later on the wall', () => {
    // From 01:30 EST, 120 real minutes: until 04:30 EDT.
    expect(wallSpan('2026-03-08', 90, 120, 30, 'America/New_York')).toEqual({ from: 90, to: 270 });
    expect(wallSpan('2026-03-08', 150, 60, 30, 'America/New_York')).toBeNull();
  });

  it('an ordinary stay is plain arithmetic, widened to whole granules', () => {
    expect(wallSpan('2026-11-27', 1140, 100, 30, 'Asia/Seoul')).toEqual({ from: 1140, to: 1260 });
  });

  it('dates are counted by the calendar', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2026-11-20', '2026-12-01')).toBe(11);
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(dateAt(Date.parse('2026-11-20T15:30:00Z'), 'Asia/Seoul')).toBe('2026-11-21');
    expect([isServiceDate('2026-02-30'), isServiceDate('2026-02-28'), isServiceDate('26-2-8')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
