import { describe, expect, it } from 'vitest';
import { clockOfSeconds, isNear, isShort, lasting } from './coupon-time';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('how long a coupon still lasts', () => {
  it('is said in whole days, then hours, then as nearly over, and never as more than there is', () => {
    expect(lasting(3 * DAY, 0)).toEqual({ unit: 'days', count: 3 });
    expect(lasting(3 * DAY - 1, 0)).toEqual({ unit: 'days', count: 2 });
    expect(lasting(DAY - 1, 0)).toEqual({ unit: 'hours', count: 23 });
    expect(lasting(HOUR - 1, 0)).toEqual({ unit: 'soon', count: 0 });
  });
  it('is said by the day while it is a week or more, and has a colour only in its last two days', () => {
    expect([isNear(7 * DAY, 0), isNear(7 * DAY - 1, 0)]).toEqual([false, true]);
    expect([isShort(2 * DAY, 0), isShort(2 * DAY - 1, 0)]).toEqual([false, true]);
  });
  it('counts down as a clock, with days before it', () => {
    expect(clockOfSeconds(9)).toEqual({ days: 0, clock: '0:09' });
    expect(clockOfSeconds(3_725)).toEqual({ days: 0, clock: '1:02:05' });
    expect(clockOfSeconds(86_400 + 59)).toEqual({ days: 1, clock: '0:00:59' });
  });
});
