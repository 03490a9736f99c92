import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

const lines = (own: number, others = 0) => ({ size: own + others, lines: others + 1, lengthOf: () => own });

const paceOf = (maxQueue = 100_000) => new Pace<string>(100, maxQueue);

describe('how long a command would wait', () => {
  it('a few wait; more than seconds of work ahead are told when to come back', () => {
    const pace = paceOf();
    for (let batch = 0; batch < 60; batch++) pace.note(100, 100);
    expect(pace.tooLong(lines(9_000), 'a')).toBe(0);
    expect(pace.tooLong(lines(17_000), 'a')).toBe(18);
  });

  it('a slow database shortens the queue by itself, and a quick one lengthens it again', () => {
    const pace = paceOf();
    for (let batch = 0; batch < 60; batch++) pace.note(1, 3_000);
    expect(pace.tooLong(lines(300), 'a')).toBe(0);
    expect(pace.tooLong(lines(600), 'a')).toBe(21);
    for (let batch = 0; batch < 60; batch++) pace.note(10, 10);
    expect(pace.tooLong(lines(600), 'a')).toBe(0);
  });

  it('small batches, each a wait for the disk, do not shorten it', () => {
    const pace = paceOf();
    for (let batch = 0; batch < 60; batch++) pace.note(1, 20);
    expect(pace.tooLong(lines(9_000), 'a')).toBe(0);
  });

  it('a line waits for its turns, and never for more than all', () => {
    const pace = paceOf();
    for (let batch = 0; batch < 60; batch++) pace.note(100, 100);
    // Fifty others with one each.
    expect(pace.tooLong(lines(8_000, 50), 'a')).toBe(0);
    // Another as long takes every second turn.
    expect(pace.tooLong({ size: 8_000, lines: 2, lengthOf: () => 4_000 }, 'a')).toBe(0);
    expect(pace.tooLong({ size: 17_000, lines: 2, lengthOf: () => 8_500 }, 'a')).toBe(18);
    // Who has nobody before them in their own waits for one turn of each.
    expect(pace.tooLong({ size: 50_000, lines: 2, lengthOf: () => 0 }, 'b')).toBe(0);
    expect(pace.tooLong({ size: 17_000, lines: 17_000, lengthOf: () => 0 }, 'b')).toBe(18);
  });

  it('no more wait than there is room for, and a line that stands still is left alone for a while', () => {
    const pace = paceOf(10);
    expect(pace.tooLong(lines(10), 'a')).toBe(1);
    expect(pace.tooLong(lines(9), 'a')).toBe(0);
    pace.stalled('a');
    expect(pace.tooLong(lines(0), 'a')).toBeGreaterThan(0);
    expect(pace.tooLong(lines(0), 'b')).toBe(0);
  });
});
