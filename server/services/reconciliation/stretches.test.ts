import { describe, expect, it } from 'vitest';
import { stretchesUntil } from './stretches';

describe('what is to be compared', () => {
  it('stretches follow each other without gap, and only complete ones are taken', () => {
    const now = Date.parse('2026-11-29T10:30:00Z');
    const [first, ...rest] = stretchesUntil('transactions', null, now, 100);
    const last = [first!, ...rest].at(-1)!;
    expect(new Date(last.untilMs).toISOString()).toBe('2026-11-29T09:00:00.000Z');
    for (const [index, stretch] of rest.entries()) expect(stretch.fromMs).toBe([first!, ...rest][index]!.untilMs);
    expect(stretchesUntil('transactions', last.untilMs, now, 100)).toEqual([]);
    const days = stretchesUntil('settlements', Date.parse('2026-11-26T15:00:00Z'), now, 100);
    expect(days.map((day) => new Date(day.fromMs).toISOString())).toEqual([
      '2026-11-26T15:00:00.000Z',
      '2026-11-27T15:00:00.000Z',
    ]);
  });
});
