import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

const lines = (own: number, others = 0) => ({ size: own + others, lines: others + 1, lengthOf: () => own });

describe('how long a command would wait', () => {
  it('a few wait; more than seconds of work ahead are told when to come back', () => {
    const pace = new Pace<string>(2, 100_000);
    for (let batch = 0; batch < 60; batch++) pace.note(100, 100);
    expect(pace.tooLong(lines(9_000), 'a')).toBe(0);
    expect(pace.tooLong(lines(12_000), 'a')).toBe(12);
  });

  it('a slow database shortens the queue by itself', () => {
    const pace = new Pace<string>(2, 100_000);
    for (let batch = 0; batch < 60; batch++) pace.note(1, 200);
    expect(pace.tooLong(lines(10), 'a')).toBe(0);
    expect(pace.tooLong(lines(60), 'a')).toBe(12);
  });

  it('the length of another line costs nobody anything, the number of lines does', () => {
    const pace = new Pace<string>(2, 100_000);
    for (let batch = 0; batch < 60; batch++) pace.note(1, 10);
    expect(pace.tooLong({ size: 50_000, lines: 2, lengthOf: () => 0 }, 'a')).toBe(0);
    expect(pace.tooLong({ size: 3_000, lines: 3_000, lengthOf: () => 0 }, 'a')).toBe(15);
  });

  it('no more wait than there is room for, and a line that stands still is left alone for a while', () => {
    const pace = new Pace<string>(2, 10);
    expect(pace.tooLong(lines(10), 'a')).toBe(1);
    expect(pace.tooLong(lines(9), 'a')).toBe(0);
    pace.stalled('a');
    expect(pace.tooLong(lines(0), 'a')).toBeGreaterThan(0);
    expect(pace.tooLong(lines(0), 'b')).toBe(0);
  });
});
